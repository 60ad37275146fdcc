// What a guild's admins are told of their budgets. If one of these fails, they learn that the money is gone from members
// whose commands are refused, or their channel fills with the same message.

import { expect, test } from "vitest";
import type { Cap, GuildRules } from "../../src/domain/money/budget.ts";
import { fromDollars } from "../../src/domain/money/money.ts";
import { systemClock } from "../../src/domain/time/clock.ts";
import type { Clock } from "../../src/domain/time/clock.ts";
import type { Message } from "../../sim/discord/simulator.ts";
import { ManualClock } from "../manual-clock.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";
import { changeRules } from "./change-rules.ts";
import { runApp } from "./in-process.ts";
import type { RunningApp } from "./in-process.ts";
import { isDelivered, openHarness, textOf } from "./harness.ts";
import type { Harness, HarnessOptions } from "./harness.ts";

const DAY_MS = 24 * 60 * 60_000;
/** What one picture costs at most, in the simulator's list as in the bot's. */
const PRICE = "0.0243";

interface AlertsHarness extends Harness {
  readonly app: RunningApp;
  readonly log: KeptLog;
  /** What stands in the alert channel. */
  readonly notices: () => readonly Message[];
}

interface AlertsOptions extends HarnessOptions {
  readonly clock?: Clock;
  readonly env?: Record<string, string>;
  readonly rules?: Partial<GuildRules>;
}

async function openAlertsHarness({
  clock = systemClock,
  env = {},
  rules = {},
  ...rest
}: AlertsOptions): Promise<AlertsHarness> {
  const closing = new AsyncDisposableStack();
  const base = closing.use(await openHarness(rest));
  const log = new KeptLog();
  const app = closing.use(await runApp({ ...base.env, ...env }, { clock, log }));
  const alerts = base.fixtures.channels[1];
  const harness: AlertsHarness = {
    ...base,
    app,
    log,
    notices: () => base.discord.messages(alerts.id),
    [Symbol.asyncDispose]: async () => await closing.disposeAsync(),
  };
  await changeRules(harness, { alertChannelId: alerts.id, ...rules });
  return harness;
}

const monthly = (dollars: string, scope: Cap["scope"] = { kind: "guild" }): Cap => ({
  scope,
  period: "month",
  amount: fromDollars(dollars),
});

async function run({ fixtures, discord, cards }: AlertsHarness, n = 1): Promise<Message> {
  const { id } = fixtures.members[0].command(fixtures.channels[0], "image", { prompt: "a red fox", n });
  return await discord.waitFor(() => cards().find((card) => card.interactionId === id && isDelivered(card)));
}

/** The shares told of so far, in order. */
const levels = ({ notices }: AlertsHarness): readonly string[] =>
  notices().map((notice) => /(\d+)% of a budget/.exec(textOf(notice))?.[1] ?? "100");

test("50, 80 and 100 % are told once each: which budget, how much of how much, when it resets", async () => {
  await using harness = await openAlertsHarness({ rules: { caps: [monthly("0.243")] } });
  const { discord, notices, fixtures } = harness;
  for (const n of [3, 2, 3, 2]) await run(harness, n);
  await discord.waitFor(() => notices().length === 3);
  expect(levels(harness)).toEqual(["50", "80", "100"]);
  const [half, , all] = notices().map(textOf);
  expect(half).toMatch(/This server, this month: \*\*\$0\.1215\*\* of \*\*\$0\.243\*\* spent or set aside/);
  expect(half).toMatch(/It resets <t:\d+:R>/);
  expect(all).toMatch(/A budget is used up[\s\S]*\$0\.243\*\* of \*\*\$0\.243[\s\S]*blocked until it resets/);
  expect(all).toContain("/budget set");
  const refused = await fixtures.members[0].command(fixtures.channels[0], "image", { prompt: "a fox" }).acknowledged;
  expect(refused).toMatchObject({ message: { ephemeral: true } });
  for (const notice of notices()) {
    expect(notice).toMatchObject({ visibleTo: undefined, mentioned: { everyone: false, users: [], roles: [] } });
    expect(notice.author.bot).toBe(true);
  }
});

test("levels that are skipped are one message, for the highest", async () => {
  await using harness = await openAlertsHarness({ rules: { caps: [monthly("0.12")] } });
  await run(harness, 2);
  expect(harness.notices()).toEqual([]);
  await run(harness, 2);
  await harness.discord.waitFor(() => harness.notices().length > 0);
  expect(levels(harness)).toEqual(["80"]);
});

test("twenty at once tell each level at most once, and the highest for certain", async () => {
  const cap = (20 * Number(PRICE)).toFixed(3);
  await using harness = await openAlertsHarness({ mindvideo: { manual: true }, rules: { caps: [monthly(cap)] } });
  const { discord, mindvideo, fixtures, notices, cards } = harness;
  const [channel] = fixtures.channels;
  const all = Array.from({ length: 20 }, (_, index) =>
    fixtures.members[index % 2 === 0 ? 0 : 1].command(channel, "image", { prompt: "a red fox" }),
  );
  await Promise.all(all.map(async ({ acknowledged }) => await acknowledged));
  await discord.waitFor(() => levels(harness).includes("100"));
  await mindvideo.waitFor(() => mindvideo.tasks.length === 20);
  // Every settlement looks at the same budget again.
  await Promise.all(mindvideo.tasks.map(async (task) => await task.advance("succeeded")));
  await discord.waitFor(() => cards().filter(isDelivered).length === 20, { timeoutMs: 20_000 });
  const told = levels(harness);
  expect(told.filter((level) => level === "100")).toHaveLength(1);
  expect(new Set(told).size).toBe(told.length);
  expect(notices().length).toBeLessThanOrEqual(3);
});

test("a settlement above the hold can take a budget past a level, and is told of by itself", async () => {
  await using harness = await openAlertsHarness({ rules: { caps: [monthly("0.06")] } });
  const { discord, mindvideo, notices, log } = harness;
  mindvideo.faults.add({ on: "task", kind: "cost-actual", dollars: 0.04 });
  const card = await run(harness);
  expect(textOf(card)).toMatch(/charged more than the \$0\.0243 that was set aside[\s\S]*\*\*\$0\.04\*\*/);
  await discord.waitFor(() => notices().length === 2);
  const told = notices().map(textOf).toSorted();
  expect(told[0]).toMatch(/50% of a budget is used[\s\S]*\$0\.04\*\* of \*\*\$0\.06/);
  expect(told[1]).toMatch(
    /cost more than was set aside[\s\S]*\$0\.04\*\* for a run of[\s\S]*\*\*\$0\.0243\*\* was set aside/,
  );
  expect(log.of("error").filter((line) => line.includes("charged above the hold"))).toHaveLength(1);
  // The guess is corrected.
  const { id } = harness.fixtures.members[0].command(harness.fixtures.channels[0], "image", { prompt: "a red fox" });
  const refusal = await discord.waitFor(() => discord.messages().find(({ interactionId }) => interactionId === id));
  expect(textOf(refusal)).toContain("up to **$0.04**");
});

test("a budget of a member, a role or a channel is told of by its name", async () => {
  await using harness = await openAlertsHarness({ rules: {} });
  const { app: _, discord, notices, fixtures } = harness;
  await changeRules(harness, {
    caps: [monthly("0.04", { kind: "each-member" }), monthly("0.04", { kind: "channel", id: fixtures.channels[0].id })],
  });
  await run(harness);
  await discord.waitFor(() => notices().length === 2);
  const told = notices().map(textOf).join();
  expect(told).toContain(`<@${fixtures.members[0].id}>, this month`);
  expect(told).toContain(`<#${fixtures.channels[0].id}> \\(shared\\), this month`);
});

test("without an alert channel nothing is posted, and the first run after one was chosen tells", async () => {
  await using harness = await openAlertsHarness({ rules: { caps: [monthly("0.14")], alertChannelId: null } });
  const { discord, notices, fixtures } = harness;
  const before = discord.messages().length;
  await run(harness, 3);
  expect(discord.messages()).toHaveLength(before + 1);
  await changeRules(harness, { alertChannelId: fixtures.channels[1].id });
  await run(harness);
  await discord.waitFor(() => notices().length > 0);
  expect(levels(harness)).toEqual(["50"]);
});

test("an alert channel that is gone is logged, and the run goes on", async () => {
  await using harness = await openAlertsHarness({
    rules: { caps: [monthly("0.04")], alertChannelId: "1300000000000000000" },
  });
  await run(harness);
  await expect.poll(() => harness.log.of("warn").filter((line) => line.includes("notice not posted"))).toHaveLength(1);
  expect(harness.log.of("error")).toEqual([]);
});

test("a platform that is busy gets the notice a little later", async () => {
  await using harness = await openAlertsHarness({ rules: { caps: [monthly("0.04")] } });
  harness.discord.failNext({ method: "POST", route: /^\/channels\/\d+\/messages$/, status: 503 });
  await run(harness);
  await harness.discord.waitFor(() => harness.notices().length > 0);
  expect(levels(harness)).toEqual(["50"]);
});

test("the operator's own budget is for the log alone", async () => {
  await using harness = await openAlertsHarness({ env: { OPERATOR_BUDGET: "0.05" } });
  await run(harness, 2);
  await expect.poll(() => harness.log.of("warn").filter((line) => line.includes("operator's budget"))).toHaveLength(1);
  expect(harness.log.of("warn").join()).toContain('"percent":80');
  expect(harness.notices()).toEqual([]);
});

test("a new month is told of anew", async () => {
  const clock = new ManualClock();
  await using harness = await openAlertsHarness({
    clock,
    discord: { clock },
    mindvideo: { clock, manual: true },
    rules: { caps: [monthly("0.04")] },
  });
  const { discord, notices, fixtures } = harness;
  const type = () => fixtures.members[0].command(fixtures.channels[0], "image", { prompt: "a red fox" }).acknowledged;
  await type();
  await discord.waitFor(() => notices().length === 1);
  await clock.advance(10 * DAY_MS);
  await type();
  await discord.waitFor(() => notices().length === 2);
  expect(levels(harness)).toEqual(["50", "50"]);
});
