// /usage from end to end: who sees whose spending, and that the chart and the table arrive. If one of these fails, a
// member reads what others spent, or an admin who answers for the bill is shown something else than the ledger.

import { loadImage } from "@napi-rs/canvas";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import { micros } from "../../src/domain/money/money.ts";
import { spanAt } from "../../src/budget/windows.ts";
import type { ActOptions, Message, OptionValues, Person, Fixtures } from "../../sim/discord/simulator.ts";
import { aGeneration } from "../store/a-generation.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";
import { runApp } from "./in-process.ts";
import type { RunningApp } from "./in-process.ts";
import { isDelivered, openHarness, textOf } from "./harness.ts";
import type { Harness } from "./harness.ts";

const log = new KeptLog();
let harness: Harness;
let app: RunningApp;

beforeAll(async () => {
  harness = await openHarness();
  app = await runApp(harness.env, { clock: systemClock, log });
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await harness[Symbol.asyncDispose]();
});

let runs = 0;

interface Past {
  readonly cost: number;
  readonly at?: number;
  readonly model?: string;
}

/** A run of the past, as if it had been settled then. */
async function spend(
  fixtures: Fixtures,
  who: Person,
  { cost, at = Date.now(), model = "wan2-7-image" }: Past,
): Promise<void> {
  const interactionId = `past-${++runs}`;
  const place = { guildId: fixtures.guild.id, channelId: fixtures.channels[0].id };
  const generation = aGeneration({
    interactionId,
    ...place,
    userId: who.id,
    model,
    hold: micros(cost + 100),
    createdAt: at,
  });
  await app.parts.store.accept(generation, () => []);
  await app.parts.store.settle(generation.id, { kind: "made", cost: micros(cost), media: [], seed: null }, at + 1);
}

async function ask(fixtures: Fixtures, who: Person, values: OptionValues = {}, how: ActOptions = {}): Promise<Message> {
  const answer = await who.command(fixtures.channels[0], "usage", values, how).acknowledged;
  if (answer.type !== 4) throw new Error(`a response of type ${answer.type}`);
  expect(answer.message.visibleTo).toBe(who.id);
  return answer.message;
}

const file = (message: Message, ending: string): Buffer => {
  const found = message.attachments.find(({ filename }) => filename.endsWith(ending));
  if (found === undefined) throw new Error(`no ${ending}`);
  expect(found.shown).toBe(true);
  return Buffer.from(found.bytes);
};

const whoRan = (table: string): readonly string[] => table.match(/<@\d+>/g) ?? [];

test("a member sees their own, with a chart and a table of it", async () => {
  const fixtures = harness.discord.addFixtures();
  const [bo, cy] = fixtures.members;
  await spend(fixtures, bo, { cost: 24_300 });
  await spend(fixtures, bo, { cost: 40_001 });
  await spend(fixtures, cy, { cost: 990_000 });
  const message = await ask(fixtures, bo);
  expect(textOf(message)).toMatch(/Your spending this month[\s\S]*\*\*\$0\.06431\*\* for 2 runs/);
  expect(textOf(message)).not.toContain("0.99");
  const table = file(message, ".csv").toString();
  expect(whoRan(table)).toEqual([`<@${bo.id}>`, `<@${bo.id}>`]);
  for (const cost of ["0.024300", "0.040001"]) expect(table).toContain(`,made,${cost},0.000000,`);
  const picture = await loadImage(file(message, ".png"));
  expect([picture.width, picture.height]).toEqual([1280, 920]);
});

test("an admin sees the server: by member, by channel, or one member's alone", async () => {
  const fixtures = harness.discord.addFixtures();
  const [bo, cy] = fixtures.members;
  await spend(fixtures, bo, { cost: 20_000 });
  await spend(fixtures, cy, { cost: 80_000 });
  const all = textOf(await ask(fixtures, fixtures.admin, { by: "member" }));
  expect(all).toMatch(/### Spending this month[\s\S]*\*\*\$0\.10\*\* for 2 runs/);
  expect(all).toMatch(
    new RegExp(`\\$0\\.08\\*\\* · 80% · 1 run · <@${cy.id}>[\\s\\S]*\\$0\\.02\\*\\* · 20% · 1 run · <@${bo.id}>`),
  );
  expect(textOf(await ask(fixtures, fixtures.admin, { by: "channel" }))).toContain(`<#${fixtures.channels[0].id}>`);
  const one = await ask(fixtures, fixtures.admin, { member: bo });
  expect(textOf(one)).toMatch(
    new RegExp(`Spending of ${bo.name} this month[\\s\\S]*\\$0\\.02\\*\\* for 1 run by <@${bo.id}>`),
  );
  expect(whoRan(file(one, ".csv").toString())).toEqual([`<@${bo.id}>`]);
});

test.each(["by the menu", "past the menu"])(
  "a member who asks for another is refused, %s, and it is logged",
  async (how) => {
    const fixtures = harness.discord.addFixtures();
    const [bo, cy] = fixtures.members;
    await spend(fixtures, cy, { cost: 80_000 });
    const message = await ask(fixtures, bo, { member: cy, by: "member" }, { forged: how === "past the menu" });
    expect(textOf(message)).toMatch(/only see your own[\s\S]*Manage Server/);
    expect(textOf(message)).not.toMatch(/\$|0\.08/);
    expect(message.attachments).toEqual([]);
    const logged = log.of("warn").map((line) => JSON.parse(line) as object);
    expect(logged).toContainEqual(expect.objectContaining({ guildId: fixtures.guild.id, userId: bo.id }));
    expect(textOf(await ask(fixtures, bo, { member: bo }))).toContain("Your spending");
  },
);

test.each<[string, OptionValues, RegExp]>([
  ["no date", { from: "1 November" }, /Write `from` as year, month and day: `2026-11-21`/],
  ["a day that is not", { to: "2026-02-30" }, /Write `to` as year/],
  ["days that are crossed", { from: "2026-11-02", to: "2026-11-01" }, /`from` must not be after `to`/],
  ["a window and dates", { window: "today", from: "2026-11-02" }, /Choose a `window`, or `from` and `to`/],
  ["a window that is not", { window: "last century" }, /`window` is `today`, [\s\S]* or `so far`/],
  ["a way that is not", { by: "guild; drop table ledger" }, /`by` is `day`, `member`, `model` or `channel`/],
])("what is wrong is said, and what is allowed: %s", async (_, values, said) => {
  const fixtures = harness.discord.addFixtures();
  const message = await ask(fixtures, fixtures.members[0], values, { forged: true });
  expect(textOf(message)).toMatch(said);
  expect(textOf(message)).not.toContain("charged");
});

test.each<[string, OptionValues]>([
  ["this month", {}],
  ["days before there was a bot", { from: "1999-01-01", to: "1999-12-31" }],
  ["days to come", { from: "2999-01-01", to: "2999-12-31" }],
  ["ever", { window: "so far" }],
])("nothing in that time is a sentence: %s", async (_, values) => {
  const fixtures = harness.discord.addFixtures();
  const [bo, cy] = fixtures.members;
  await spend(fixtures, cy, { cost: 1 });
  const message = await ask(fixtures, bo, values);
  expect(textOf(message)).toContain("No runs in that time");
  expect(message.attachments).toEqual([]);
});

test("each window counts its own days, by the server's clock", async () => {
  const fixtures = harness.discord.addFixtures();
  const zone = "Asia/Kolkata";
  const change = {
    platform: "discord",
    guildId: fixtures.guild.id,
    channelId: "1",
    userId: "1",
    at: 1,
    note: "",
  } as const;
  await app.parts.store.changeRules({ ...change, apply: (rules) => ({ ...rules, timeZone: zone }) });
  const { startsAt: month } = spanAt(Date.now(), "month", zone);
  await spend(fixtures, fixtures.admin, { cost: 10_000, at: month });
  await spend(fixtures, fixtures.admin, { cost: 70_000, at: month - 1 });
  expect(textOf(await ask(fixtures, fixtures.admin))).toContain("**$0.01** for 1 run");
  expect(textOf(await ask(fixtures, fixtures.admin, { window: "last month" }))).toContain("**$0.07** for 1 run");
  expect(textOf(await ask(fixtures, fixtures.admin, { window: "so far" }))).toContain("**$0.08** for 2 runs");
  const last = Temporal.Instant.fromEpochMilliseconds(month - 1)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
  const dates = await ask(fixtures, fixtures.admin, { from: last, to: last });
  expect(textOf(dates)).toContain("**$0.07** for 1 run");
  expect(file(dates, ".csv").toString()).toContain(`${last} 23:59:59,UTC+05:30,`);
});

test("it is compared with the budget that holds for just that time", async () => {
  const fixtures = harness.discord.addFixtures();
  const [bo] = fixtures.members;
  await fixtures.admin.command(fixtures.channels[0], "budget set", { amount: "0.50", period: "month" }).acknowledged;
  await fixtures.admin.command(fixtures.channels[0], "budget set", { amount: "0.10", period: "month", member: bo })
    .acknowledged;
  await spend(fixtures, bo, { cost: 50_000 });
  expect(textOf(await ask(fixtures, fixtures.admin))).toContain(
    "10% of the limit of **$0.50** a month: **$0.45** is left",
  );
  expect(textOf(await ask(fixtures, bo))).toContain("50% of the limit of **$0.10** a month: **$0.05** is left");
  expect(textOf(await ask(fixtures, fixtures.admin, { by: "member" }))).toContain("**$0.05** of $0.10 a month");
  expect(textOf(await ask(fixtures, fixtures.admin, { window: "so far" }))).not.toContain("limit");
});

test("a run of the bot is in it, under the names of who ran it where", async () => {
  const fixtures = harness.discord.addFixtures();
  const [bo] = fixtures.members;
  await bo.command(fixtures.channels[0], "image", { prompt: "a fox" }).acknowledged;
  await harness.discord.waitFor(() => harness.discord.messages(fixtures.channels[0].id).some(isDelivered));
  const message = await ask(fixtures, fixtures.admin);
  expect(textOf(message)).toContain("**$0.0243** for 1 run");
  const [, line = ""] = file(message, ".csv").toString().split("\r\n");
  const [, , ...cells] = line.split(",");
  const channel = fixtures.channels[0];
  expect(cells.slice(0, 6)).toEqual([bo.name, `<@${bo.id}>`, channel.name, `<#${channel.id}>`, "wan2-7-image", "made"]);
});
