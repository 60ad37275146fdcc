// What /budget does not take: from somebody who may not, or that cannot be meant. If one of these fails, a member sets the
// budget, or an admin is left alone with an error.

import { expect, test } from "vitest";
import type { OptionValues } from "../../sim/discord/simulator.ts";
import { NOTHING, useBudgetWorld } from "./budget-harness.ts";
import { textOf } from "./harness.ts";

const world = useBudgetWorld();

test.each([
  ["-1", /below zero/],
  ["lots", /Not an amount[\s\S]*0\.50/],
  ["5 €", /US dollars/],
  ["1,000", /two ways/],
  ["0.0000001", /six decimals/],
  ["1000001", /Too large[\s\S]*1000000/],
  ["**5**", /cannot be read/],
])("an amount of %s is told what is allowed, and nothing is changed", async (amount, said) => {
  const scene = world.scene();
  expect(await scene.budget("set", { amount, period: "month" })).toMatch(said);
  expect(await scene.budget("confirm-above", { amount })).toMatch(said);
  expect(await scene.decided()).toEqual(NOTHING);
});

test("what is not here, or twice, or out of a menu, is told what is allowed, and nothing is changed", async () => {
  const scene = world.scene();
  const { bo, studio } = scene;
  const forged = { forged: true };
  const cap = { amount: "5", period: "month" };
  expect(await scene.budget("set", { ...cap, member: bo, channel: studio })).toContain("A budget is for one of them");
  expect(await scene.budget("set", { ...cap, member: bo, each_member: true })).toContain("A budget is for one of them");
  expect(await scene.budget("set", { ...cap, member: "123" }, forged)).toContain("This member is not here");
  const gone = { ...bo, id: "404" };
  expect(await scene.budget("set", { ...cap, member: gone }, forged)).toContain("This member is not here");
  expect(await scene.budget("set", { ...cap, role: bo }, forged)).toContain("This role is not here");
  expect(await scene.budget("set", { ...cap, channel: "123" }, forged)).toContain("This channel is not here");
  expect(await scene.budget("set", { ...cap, period: "year" }, forged)).toMatch(/`period`[\s\S]*`month`/);
  expect(await scene.budget("set", { period: "month" }, forged)).toContain("Not an amount");
  expect(await scene.budget("alerts", { channel: "123" }, forged)).toContain("This channel is not here");
  expect(await scene.budget("channel", { change: "allow", channel: "123" }, forged)).toContain("not here");
  expect(await scene.budget("channel", { change: "allow" })).toContain("`channel` is missing");
  expect(await scene.budget("channel", { change: "forbid", channel: studio })).toContain("There is no list");
  expect(await scene.budget("clear", { budget: "guild:month" })).toContain("There is no such budget");
  expect(await scene.budget("model", { model: "dall-e", switch: "off" })).toMatch(/No such model[\s\S]*`wan2-7-image`/);
  expect(await scene.budget("model", { model: "wan2-7-imge", switch: "off" })).toContain(
    "Did you mean `wan2-7-image`?",
  );
  expect(await scene.budget("time-zone", { zone: "Berln" })).toContain("Did you mean `Europe/Berlin`?");
  expect(await scene.budget("time-zone", { zone: "+02:00" })).toContain("No such time zone");
  expect(await scene.decided()).toEqual(NOTHING);
});

const ADMINS_ALONE: readonly (readonly [string, OptionValues])[] = [
  ["set", { amount: "1000000", period: "total" }],
  ["clear", { budget: "guild:month" }],
  ["alerts", {}],
  ["confirm-above", { amount: "never" }],
  ["time-zone", { zone: "UTC" }],
  ["model", { model: "wan2-7-image", switch: "off" }],
  ["channel", { change: "all" }],
  ["role", { change: "all" }],
  ["manager", { change: "add" }],
  ["pause", {}],
  ["resume", {}],
  ["log", {}],
];

test.each(ADMINS_ALONE)("/budget %s, forged by a member, changes nothing and is logged", async (subcommand, values) => {
  const scene = world.scene();
  const before = world.log.of("warn").length;
  const message = await scene.type(scene.bo, `budget ${subcommand}`, values, { forged: true });
  expect(message.visibleTo).toBe(scene.bo.id);
  expect(textOf(message)).toMatch(/Only for those who manage the server[\s\S]*Nothing was changed/);
  expect(await scene.decided()).toEqual(NOTHING);
  const warned = world.log.of("warn").slice(before);
  expect(warned.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { message: "budget command refused", guildId: scene.fixtures.guild.id, userId: scene.bo.id, subcommand },
  ]);
});

test("every subcommand but show is for admins alone", () => {
  const budget = world.stage.discord.commands().find(({ name }) => name === "budget");
  const names = budget?.options?.map(({ name }) => name).filter((name) => name !== "show");
  expect(names?.toSorted()).toEqual(ADMINS_ALONE.map(([name]) => name).toSorted());
  // Everybody must find /budget show in the menu.
  expect(budget?.default_member_permissions).toBeNull();
});

test("what completes itself tells members nothing", async () => {
  const scene = world.scene();
  await scene.budget("set", { amount: "5", period: "month" });
  expect(await scene.bo.autocomplete(scene.studio, "budget clear", {}, "budget")).toEqual([]);
});
