// What /usage says must be what the ledger says, for any zone and any days: an admin pays by it.

import fc from "fast-check";
import { expect, test } from "vitest";
import { USAGE_BYS } from "../../src/domain/money/usage.ts";
import type { NamedSpan, Whose } from "../../src/domain/money/usage.ts";
import { micros, sum } from "../../src/domain/money/money.ts";
import { openSqlite } from "../../src/store/sqlite/sqlite.ts";
import { calendarOf } from "../../src/usage/bars.ts";
import type { Run } from "../../src/domain/money/ledger.ts";
import { sumLedger } from "../../src/usage/sum-ledger.ts";
import { reportOf, seriesOf, userIdOf } from "../../src/usage/report.ts";
import { timeSpanOf } from "../../src/usage/time-span.ts";
import { happen, past, ZONES } from "./ledgers.ts";

const guild = { platform: "discord", guildId: "10" } as const;
const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-12-02T12:00:00Z");

const dateIn = (at: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();

const asked = fc.record({
  by: fc.constantFrom(...USAGE_BYS),
  whose: fc.constantFrom<Whose>({ kind: "guild" }, { kind: "own", userId: "31" }),
  timeZone: fc.constantFrom(...ZONES),
  from: fc.integer({ min: Date.parse("2025-09-01T12:00:00Z"), max: NOW }),
  days: fc.constantFrom(1, 2, 3, 31, 62, 63, 400),
  /** Runs that are taken one by one; the others are summed up by the database. */
  most: fc.constantFrom(0, 5, 1_000),
});

test("its sums are the ledger's, whatever the zone and the days; bars, series and runs add up to them", async () => {
  const check = async (
    pasts: Parameters<typeof happen>[1],
    { by, whose, timeZone, from, days, most }: Query,
  ): Promise<void> => {
    await using store = await openSqlite(":memory:", () => NOW);
    const ids = await happen(store, pasts);
    const first = dateIn(from, timeZone);
    const last = Temporal.PlainDate.from(first)
      .add({ days: days - 1 })
      .toString();
    const stretch: NamedSpan = { kind: "dates", from: first, to: last };
    const firstRunAt = await store.firstRunAt("discord", "10");
    const span = timeSpanOf(stretch, { now: NOW, timeZone, firstRunAt });
    const calendar = calendarOf(span, timeZone);
    const ledgerOf = { ...guild, userId: userIdOf(whose) };
    const runs: Run[] = [];
    const take = async (slice: readonly Run[]): Promise<void> => await Promise.resolve(void runs.unshift(...slice));
    const wants = (): boolean => runs.length < most;
    const sums = await sumLedger({ ledger: store, whose: ledgerOf, of: seriesOf(by), wants, take }, calendar);
    const report = reportOf({ by, whose, stretch }, { ...span, timeZone, calendar, sums, caps: [], names: new Map() });

    // By another way: every entry of every generation, and the date on its owner's calendar.
    const entries = (await Promise.all(ids.map(async (id) => await store.ledger(id)))).flat().filter((entry) => {
      const date = dateIn(entry.heldAt, timeZone);
      return first <= date && date <= last && (whose.kind === "guild" || entry.userId === "31");
    });
    expect(report.spent).toBe(sum(entries.map(({ spent }) => spent)));
    expect(report.held).toBe(sum(entries.map(({ held }) => held)));
    expect(report.runs).toBe(new Set(entries.map(({ generationId }) => generationId)).size);
    for (const [index, bar] of report.bars.entries()) {
      const own = entries.filter(({ heldAt }) => bar.from <= heldAt && heldAt < bar.to);
      expect(bar.spent).toBe(sum(own.map(({ spent }) => spent)));
      expect(bar.spent).toBe(sum(report.series.map(({ perBar }) => micros(perBar[index] ?? 0))));
    }
    const keyOf = { day: "model", model: "model", member: "userId", channel: "channelId" } as const;
    for (const { key, spent, perBar } of report.series) {
      expect(spent).toBe(sum(entries.filter((entry) => entry[keyOf[by]] === key).map((entry) => entry.spent)));
      expect(spent).toBe(sum(perBar));
    }
    expect(runs.map(({ at }) => at)).toEqual(runs.map(({ at }) => at).toSorted((a, b) => a - b));
    const since = runs[0]?.at ?? span.to;
    const newest = entries.filter(({ heldAt }) => heldAt >= since);
    expect(sum(runs.map(({ spent }) => spent))).toBe(sum(newest.map(({ spent }) => spent)));
    expect(runs.length).toBeGreaterThanOrEqual(Math.min(most, report.runs));
  };
  type Query = typeof asked extends fc.Arbitrary<infer T> ? T : never;
  await fc.assert(fc.asyncProperty(fc.array(past, { maxLength: 25 }), asked, check), { numRuns: 150 });
});

const nothing = async (): Promise<void> => await Promise.resolve();

test.each([
  ["America/New_York", "2026-03-08", 23, "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"],
  ["America/New_York", "2026-11-01", 25, "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"],
  ["Asia/Shanghai", "2026-11-01", 24, "2026-10-31T16:00:00Z", "2026-11-01T16:00:00Z"],
  ["Asia/Kolkata", "2026-11-01", 24, "2026-10-31T18:30:00Z", "2026-11-01T18:30:00Z"],
  ["America/Santiago", "2026-09-06", 23, "2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z"],
  ["Australia/Lord_Howe", "2026-04-05", 25, "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z"],
])("a day in %s, %s: %i bars of an hour, and its very first and last millisecond", async (...given) => {
  const [timeZone, date, hours, from, to] = given;
  await using store = await openSqlite(":memory:", () => NOW);
  const moments = [from, to].flatMap((edge) => [Date.parse(edge) - 1, Date.parse(edge)]);
  const one = { userId: "30", channelId: "20", model: "a-model", end: "made" } as const;
  await happen(
    store,
    moments.map((at, index) => ({ ...one, at, cost: 10 ** index })),
  );
  const stretch: NamedSpan = { kind: "dates", from: date, to: date };
  const span = timeSpanOf(stretch, { now: NOW, timeZone, firstRunAt: await store.firstRunAt("discord", "10") });
  expect(span).toEqual({ from: Date.parse(from), to: Date.parse(to) });
  const calendar = calendarOf(span, timeZone);
  expect([calendar.grain, calendar.bars.length]).toEqual(["hour", hours]);
  const asking = { ledger: store, whose: { ...guild, userId: null }, of: "model", take: nothing } as const;
  const sums = await sumLedger({ ...asking, wants: () => false }, calendar);
  expect(sum(sums.map(({ spent }) => spent))).toBe(10 + 100);
});

const today = (at: number, timeZone: string) =>
  timeSpanOf({ kind: "this", period: "day" }, { now: at, timeZone, firstRunAt: null });

test.each(ZONES)("bars and slices follow each other without a gap, from a day to ten years: %s", (timeZone) => {
  for (const days of [1, 3, 62, 63, 370, 371, 3_650]) {
    const span = { from: today(NOW - days * DAY_MS, timeZone).from, to: today(NOW, timeZone).to };
    const { bars, slices } = calendarOf(span, timeZone);
    expect(bars.length).toBeLessThan(125);
    for (const parts of [bars, slices.map((slice) => slice.span)]) {
      expect([parts[0]?.from, parts.at(-1)?.to]).toEqual([span.from, span.to]);
      expect(parts.slice(1).map((part) => part.from)).toEqual(parts.slice(0, -1).map((part) => part.to));
    }
    const outside = slices.filter(({ span: { from, to }, bar }) => {
      return from < (bars[bar]?.from ?? Infinity) || to > (bars[bar]?.to ?? 0);
    });
    expect(outside).toEqual([]);
  }
});

test.each([
  [100, "week", ({ dayOfWeek }: Temporal.ZonedDateTime) => dayOfWeek],
  [1_000, "month", ({ day }: Temporal.ZonedDateTime) => day],
] as const)("over %i days a bar is a %s, from its first day on", (days, grain, position) => {
  const timeZone = "America/New_York";
  const span = { from: today(NOW - days * DAY_MS, timeZone).from, to: today(NOW, timeZone).to };
  const calendar = calendarOf(span, timeZone);
  expect(calendar.grain).toBe(grain);
  const starts = calendar.bars.slice(1).map(({ from }) => Temporal.Instant.fromEpochMilliseconds(from));
  expect(new Set(starts.map((start) => position(start.toZonedDateTimeISO(timeZone))))).toEqual(new Set([1]));
});
