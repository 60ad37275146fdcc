// A budget that an admin sets, and what it then does to the commands of members. If one of these fails, a server spends what
// it did not mean to, or cannot find out why nothing runs.

import { expect, test } from "vitest";
import { micros } from "../../src/domain/money/money.ts";
import type { OptionValues } from "../../sim/discord/simulator.ts";
import { useBudgetHarness } from "./budget-harness.ts";
import type { BudgetGuild } from "./budget-harness.ts";
import { textOf } from "./harness.ts";

const harness = useBudgetHarness();

test.each<[string, (guild: BudgetGuild) => OptionValues, RegExp]>([
  ["everybody", () => ({}), /This server can spend \*\*\$0\.03\*\* a month/],
  ["each member", () => ({ each_member: true }), /Each member can spend \*\*\$0\.03\*\* a month/],
  ["one member", ({ bo }) => ({ member: bo }), /<@\d+> can spend \*\*\$0\.03\*\* a month/],
  ["a channel", ({ studio }) => ({ channel: studio }), /<#\d+> \\\(shared\\\) can spend \*\*\$0\.03\*\* a month/],
])("a budget for %s lets one run through, stops the next, and can be cleared", async (_, scope, said) => {
  const guild = harness.newGuild();
  expect(await guild.budget("set", { amount: "0,03", period: "month", ...scope(guild) })).toMatch(said);
  expect(await guild.run()).toBe("runs");
  expect(await guild.run()).toMatch(/spend \*\*\$0\.03\*\* this month[\s\S]*Nothing was started/);

  const [choice, ...others] = await guild.admin.autocomplete(guild.studio, "budget clear", {}, "budget");
  expect(others).toEqual([]);
  expect(await guild.budget("clear", { budget: String(choice?.value) })).toContain("no longer has a monthly budget");
  expect(await guild.run()).toBe("runs");
});

test("a role's budget is for those who have it, all together, and nobody else", async () => {
  const guild = harness.newGuild();
  const role = harness.base.discord.addRole(guild.fixtures.guild, { name: "Artists" });
  const [dee, eve] = ["Dee", "Eve"].map((name) =>
    harness.base.discord.addMember(guild.fixtures.guild, { name, roles: [role] }),
  );
  await guild.budget("set", { amount: "0.03", period: "week", role });
  expect(await guild.run(dee)).toBe("runs");
  expect(await guild.run(eve)).toMatch(/<@&\d+> \\\(shared\\\) can spend \*\*\$0\.03\*\* this week/);
  expect(await guild.run()).toBe("runs");
});

test("@everyone is a role that everybody has", async () => {
  const guild = harness.newGuild();
  await guild.force({ roleIds: [guild.fixtures.guild.id] });
  expect(await guild.run()).toBe("runs");
});

test("a cap of nothing stops everything; one below what is spent stops new runs and touches none at work", async () => {
  const guild = harness.newGuild();
  expect(await guild.run()).toBe("runs");
  const said = await guild.budget("set", { amount: "0.01", period: "day" });
  expect(said).toMatch(
    /\*\*\$0\.0243\*\* of \*\*\$0\.01\*\*[\s\S]*New runs are blocked until .*Running ones will finish/,
  );
  expect(await guild.run()).toContain("The budget does not cover this");
  await guild.delivered(1);

  expect(await guild.budget("set", { amount: "0", period: "day" })).toContain("can spend **nothing** a day");
  expect(await guild.run()).toContain("The budget does not cover this");
  await guild.budget("set", { amount: "1", period: "day" });
  expect(await guild.run()).toBe("runs");
});

test("budgets that are set at the same moment are all there afterwards", async () => {
  const guild = harness.newGuild();
  const amounts = ["1", "2", "3", "4"];
  const periods = ["day", "week", "month", "total"];
  const cap = async (period: string, index: number) =>
    await guild.budget("set", { amount: amounts[index] ?? "", period });
  await Promise.all([...periods.map(cap), guild.budget("pause"), guild.budget("alerts", { channel: guild.gallery })]);
  const { rules, ledger } = await guild.decided();
  expect(rules).toMatchObject({ paused: true, alertChannelId: guild.gallery.id });
  expect(Object.fromEntries(rules.caps.map(({ period, amount }) => [period, amount / 1_000_000]))).toEqual({
    day: 1,
    week: 2,
    month: 3,
    total: 4,
  });
  expect(ledger).toHaveLength(6);
});

test("clearing the last budget of a server says that the operator's holds, and it does", async () => {
  const guild = harness.newGuild();
  await guild.budget("set", { amount: "500", period: "day" });
  expect(await guild.budget("clear", { budget: "guild:day" })).toContain(
    "The default applies again: **$5.00** a month",
  );
  expect(await guild.budget("show")).toMatch(
    /this month: \*\*\$5\.00\*\* of \$5\.00 left[\s\S]*default budget; nobody here has changed it/,
  );
});

test("clearing a member's budget says what each member has", async () => {
  const guild = harness.newGuild();
  await guild.budget("set", { amount: "2", period: "day", each_member: true });
  await guild.budget("set", { amount: "3", period: "day", member: guild.bo });
  expect(await guild.budget("clear", { budget: `member:${guild.bo.id}:day` })).toContain(
    "Still in force: Each member can spend **$2.00** a day",
  );
});

test("the menu of budgets calls those who have one by name, also after they left", async () => {
  const guild = harness.newGuild();
  const { admin, bo, studio, gallery } = guild;
  await guild.budget("set", { amount: "0.50", period: "week", member: bo });
  await guild.budget("set", { amount: "2", period: "day", channel: gallery });
  await guild.budget("set", { amount: "9", period: "total", each_member: true });
  const menu = await admin.autocomplete(studio, "budget clear", {}, "budget");
  expect(menu.map(({ name }) => name)).toEqual([
    "#gallery · $2.00 · day",
    "each member · $9.00 · total",
    "@Bo · $0.50 · week",
  ]);
  expect(await admin.autocomplete(studio, "budget clear", { budget: "bo" }, "budget")).toHaveLength(1);
});

test("a budget of somebody who left is shown and can be cleared", async () => {
  const guild = harness.newGuild();
  const stale = { scope: { kind: "member", id: "404" }, period: "day", amount: micros(1) } as const;
  await guild.force({ caps: [stale] });
  expect(await guild.budget("show")).toContain("<@404>, today");
  const [choice] = await guild.admin.autocomplete(guild.studio, "budget clear", {}, "budget");
  await guild.budget("clear", { budget: String(choice?.value) });
  expect((await guild.decided()).rules.caps).toEqual([]);
});

test("show tells an admin of every budget, a member of their own and those they share", async () => {
  const guild = harness.newGuild();
  const { bo, gallery, studio, fixtures } = guild;
  const role = harness.base.discord.addRole(fixtures.guild, { name: "Artists" });
  await guild.budget("set", { amount: "10", period: "month" });
  await guild.budget("set", { amount: "1", period: "day", each_member: true });
  await guild.budget("set", { amount: "2", period: "day", member: fixtures.members[1] });
  await guild.budget("set", { amount: "3", period: "week", role });
  await guild.budget("set", { amount: "4", period: "total", channel: studio });
  await guild.budget("set", { amount: "5", period: "total", channel: gallery });
  expect(await guild.run()).toBe("runs");
  await guild.delivered(1);

  const all = await guild.budget("show");
  for (const part of [
    "This server, this month: **$9.9757** of $10.00 left\n`█░░░░░░░░░` · $0.0243 spent · resets <t:",
    `<@${fixtures.members[1].id}>, today: **$2.00** of $2.00 left`,
    `<@&${role.id}> \\(shared\\), this week: **$3.00** of $3.00 left`,
    `<#${studio.id}> \\(shared\\), in total: **$3.9757** of $4.00 left`,
    `<#${gallery.id}> \\(shared\\), in total: **$5.00** of $5.00 left`,
    "Each member can spend **$1.00** a day",
  ]) {
    expect(all).toContain(part);
  }

  const message = await guild.type(bo, "budget show");
  expect(message.visibleTo).toBe(bo.id);
  const own = textOf(message);
  expect(own).toContain("You, today: **$0.9757** of $1.00 left");
  expect(own).toContain("This server, this month: **$9.9757** of $10.00 left");
  expect(own).toContain(`<#${studio.id}>`);
  for (const foreign of [gallery.id, role.id, fixtures.members[1].id]) expect(own).not.toContain(foreign);
});

test("an admin's own budget stands in place of what each member has", async () => {
  const guild = harness.newGuild();
  await guild.budget("set", { amount: "1", period: "day", each_member: true });
  expect(await guild.budget("show")).toContain("You, today: **$1.00** of $1.00 left");
  await guild.budget("set", { amount: "2", period: "day", member: guild.admin });
  const shown = await guild.budget("show");
  expect(shown).toContain("You, today: **$2.00** of $2.00 left");
  expect(shown).not.toContain("of $1.00 left");
});

test("what is set aside for a run at work shows apart from what is spent, and a lower cap leaves the run alone", async () => {
  const guild = harness.newGuild();
  await guild.budget("set", { amount: "0.05", period: "month" });
  const { promise: until, resolve: letThrough } = Promise.withResolvers<void>();
  harness.base.mindvideo.faults.add({ on: "create", kind: "hold", until, times: Infinity });
  expect(await guild.run()).toBe("runs");
  expect(await guild.budget("show")).toMatch(
    /\*\*\$0\.0257\*\* of \$0\.05 left\n`▒▒▒▒▒░░░░░` · \$0\.0243 set aside · resets/,
  );
  expect(await guild.budget("set", { amount: "0.01", period: "month" })).toContain("Running ones will finish");
  harness.base.mindvideo.faults.clear();
  letThrough();
  await guild.delivered(1);
  expect(await guild.budget("show")).toMatch(/\*\*\$0\.00\*\* of \$0\.01 left\n`██████████` · \$0\.0243 spent/);
});

test("a page is shown where the bot may not post", async () => {
  const guild = harness.newGuild();
  const quiet = harness.base.discord.addChannel(guild.fixtures.guild, { name: "quiet", botMay: 0n });
  expect(await guild.budget("show", {}, { in: quiet })).toContain("Budgets of this server");
});
