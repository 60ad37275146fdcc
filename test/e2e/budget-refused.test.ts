// What /budget does not take: from somebody who may not, or that cannot be meant. If one of these fails, a member sets the
// budget, or an admin is left alone with an error.

import { expect, test } from "vitest";
import type { OptionValues } from "../../sim/discord/simulator.ts";
import { NOTHING, useBudgetHarness } from "./budget-harness.ts";
import { textOf } from "./harness.ts";

const harness = useBudgetHarness();

test.each([
  ["-1", /can't be negative/],
  ["lots", /This isn't an amount[\s\S]*0\.50/],
  ["5 €", /US dollars/],
  ["1,000", /ambiguous/],
  ["0.0000001", /six decimals/],
  ["1000001", /too large[\s\S]*1000000/],
  ["**5**", /can't read/],
])("an amount of %s is told what is allowed, and nothing is changed", async (amount, said) => {
  const guild = harness.newGuild();
  expect(await guild.budget("set", { amount, period: "month" })).toMatch(said);
  expect(await guild.budget("confirm-above", { amount })).toMatch(said);
  expect(await guild.decided()).toEqual(NOTHING);
});

test("what is not here, or twice, or out of a menu, is told what is allowed, and nothing is changed", async () => {
  const guild = harness.newGuild();
  const { bo, studio } = guild;
  const forged = { forged: true };
  const cap = { amount: "5", period: "month" };
  expect(await guild.budget("set", { ...cap, member: bo, channel: studio })).toContain("Choose only one");
  expect(await guild.budget("set", { ...cap, member: bo, each_member: true })).toContain("Choose only one");
  expect(await guild.budget("set", { ...cap, member: "123" }, forged)).toContain("No such member");
  const gone = { ...bo, id: "404" };
  expect(await guild.budget("set", { ...cap, member: gone }, forged)).toContain("No such member");
  expect(await guild.budget("set", { ...cap, role: bo }, forged)).toContain("No such role");
  expect(await guild.budget("set", { ...cap, channel: "123" }, forged)).toContain("No such channel");
  expect(await guild.budget("set", { ...cap, period: "year" }, forged)).toMatch(/`period`[\s\S]*`month`/);
  expect(await guild.budget("set", { period: "month" }, forged)).toContain("This isn't an amount");
  expect(await guild.budget("alerts", { channel: "123" }, forged)).toContain("No such channel");
  expect(await guild.budget("channel", { change: "allow", channel: "123" }, forged)).toContain("No such");
  expect(await guild.budget("channel", { change: "allow" })).toContain("`channel` is missing");
  expect(await guild.budget("channel", { change: "forbid", channel: studio })).toContain("There is no list");
  expect(await guild.budget("clear", { budget: "guild:month" })).toContain("No such budget");
  expect(await guild.budget("model", { model: "dall-e", switch: "off" })).toMatch(/No such model[\s\S]*`wan2-7-image`/);
  expect(await guild.budget("model", { model: "wan2-7-imge", switch: "off" })).toContain(
    "Did you mean `wan2-7-image`?",
  );
  expect(await guild.budget("time-zone", { zone: "Berln" })).toContain("Did you mean `Europe/Berlin`?");
  expect(await guild.budget("time-zone", { zone: "+02:00" })).toContain("Unknown time zone");
  expect(await guild.decided()).toEqual(NOTHING);
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
  const guild = harness.newGuild();
  const before = harness.log.of("warn").length;
  const message = await guild.type(guild.bo, `budget ${subcommand}`, values, { forged: true });
  expect(message.visibleTo).toBe(guild.bo.id);
  expect(textOf(message)).toMatch(/Only for budget managers[\s\S]*Nothing was changed/);
  expect(await guild.decided()).toEqual(NOTHING);
  const warned = harness.log.of("warn").slice(before);
  expect(warned.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { message: "budget command refused", guildId: guild.fixtures.guild.id, userId: guild.bo.id, subcommand },
  ]);
});

test("every subcommand but show is for admins alone", () => {
  const budget = harness.base.discord.commands().find(({ name }) => name === "budget");
  const names = budget?.options?.map(({ name }) => name).filter((name) => name !== "show");
  expect(names?.toSorted()).toEqual(ADMINS_ALONE.map(([name]) => name).toSorted());
  // Everybody must find /budget show in the menu.
  expect(budget?.default_member_permissions).toBeNull();
});

test("what completes itself tells members nothing", async () => {
  const guild = harness.newGuild();
  await guild.budget("set", { amount: "5", period: "month" });
  expect(await guild.bo.autocomplete(guild.studio, "budget clear", {}, "budget")).toEqual([]);
});
