// Members whom an admin names to set budgets. If one of these fails, somebody who answers for a budget cannot set it, or can
// hand the keys on.

import { expect, test } from "vitest";
import { useBudgetHarness } from "./budget-harness.ts";
import { textOf } from "./harness.ts";

const harness = useBudgetHarness();

test("who is named sets budgets, and is told like an admin what there is", async () => {
  const guild = harness.newGuild();
  const { bo, admin } = guild;
  const [, cy] = guild.fixtures.members;
  expect(await guild.budget("manager", { change: "add", member: bo })).toContain(`<@${bo.id}> can now set budgets.`);
  const said = await guild.type(bo, "budget set", { amount: "2", period: "month" });
  expect(textOf(said)).toContain("This server can spend **$2.00** a month.");
  expect(said.visibleTo).toBe(bo.id);
  const [cap] = await bo.autocomplete(guild.studio, "budget clear", {}, "budget");
  expect(cap?.name).toContain("$2.00");
  expect(textOf(await guild.type(bo, "budget show"))).toMatch(/Budgets of this server/);
  // Everybody reads whom to ask.
  expect(textOf(await guild.type(cy, "budget show"))).toContain(`Budget managers: <@${bo.id}>.`);
  expect(textOf(await guild.type(bo, "usage", { member: cy }))).not.toContain("only see your own");
  expect(await guild.budget("log")).toContain(`<@${admin.id}>: <@${bo.id}> can now set budgets.`);
  expect(textOf(await guild.type(cy, "budget pause"))).toContain("Only for budget managers");
});

test("who is named names nobody and stays named until an admin says otherwise; each attempt is logged", async () => {
  const guild = harness.newGuild();
  const { bo } = guild;
  const [, cy] = guild.fixtures.members;
  await guild.budget("manager", { change: "add", member: bo });
  const [before, warned] = [await guild.decided(), harness.log.of("warn").length];
  for (const values of [
    { change: "add", member: cy },
    { change: "remove", member: bo },
  ]) {
    const said = textOf(await guild.type(bo, "budget manager", values));
    expect(said).toMatch(/Only admins can name budget managers[^]*Manage Server[^]*Nothing was changed/);
  }
  expect(await guild.decided()).toEqual(before);
  expect(harness.log.of("warn").slice(warned)).toHaveLength(2);
  expect(await guild.budget("manager", { change: "remove", member: cy })).toContain(`Budget managers: <@${bo.id}>.`);
  expect(await guild.budget("manager", { change: "add", member: "123" }, { forged: true })).toContain("No such");
  expect(await guild.budget("manager", { change: "remove", member: bo })).toContain("can no longer set budgets");
  expect((await guild.decided()).rules.managerIds).toEqual([]);
  expect(textOf(await guild.type(bo, "budget pause"))).toContain("Only for budget managers");
});
