import type { Cap, Period } from "../domain/money/budget.ts";
import { micros, sum, ZERO } from "../domain/money/money.ts";
import type { Micros } from "../domain/money/money.ts";
import type { Spending, NamedSpan, TimeSpan, UsageBy, UsageReport, UsageSeries, Whose } from "../domain/money/usage.ts";
import type { UsageOf } from "../domain/money/ledger.ts";
import type { UsageRequest } from "./read-query.ts";
import type { Calendar } from "./bars.ts";
import type { BarSum } from "./sum-ledger.ts";

interface Given extends TimeSpan {
  readonly timeZone: string;
  readonly calendar: Calendar;
  readonly sums: readonly BarSum[];
  /** The guild's caps, the default included. */
  readonly caps: readonly Cap[];
  /** By series key: the ID of a member or channel, or a model's slug. */
  readonly names: ReadonlyMap<string, string>;
}

/** What the bars are stacked by: models if the report is by day, else what it is by. */
export const seriesOf = (by: UsageBy): UsageOf => (by === "day" ? "model" : by);

/** Whose ledger entries to read; null: everybody's. */
export const userIdOf = (whose: Whose): string | null => (whose.kind === "guild" ? null : whose.userId);

/** Makes the report from the ledger's sums. Pure. Its parts add up to `spent` to the micro-dollar (M3). */
export function reportOf(query: UsageRequest, given: Given): UsageReport {
  const { calendar, sums, timeZone, from, to } = given;
  const byBar = Map.groupBy(sums, ({ bar }) => bar);
  const bars = calendar.bars.map((bar, index) => ({ ...bar, ...total(byBar.get(index) ?? []) }));
  const period = runningPeriod(query.stretch);
  return {
    ...query,
    ...total(sums),
    from,
    to,
    timeZone,
    bars,
    grain: calendar.grain,
    series: [...Map.groupBy(sums, ({ key }) => key)]
      .map(([key, own]) => seriesFrom(key, own, { query, given, period }))
      .toSorted((a, b) => b.spent - a.spent || b.runs - a.runs || (a.key < b.key ? -1 : 1)),
    cap: period === null ? null : capOn(userIdOf(query.whose), given.caps, period),
    dayCap: calendar.grain === "day" ? capOn(userIdOf(query.whose), given.caps, "day") : null,
  };
}

function total(sums: readonly Spending[]): Spending {
  return {
    spent: sum(sums.map(({ spent }) => spent)),
    held: sum(sums.map(({ held }) => held)),
    runs: sums.reduce((all, { runs }) => all + runs, 0),
  };
}

interface Frame {
  readonly query: UsageRequest;
  readonly given: Given;
  readonly period: Period | null;
}

function seriesFrom(key: string, sums: readonly BarSum[], { query, given, period }: Frame): UsageSeries {
  const perBar: Micros[] = given.calendar.bars.map(() => ZERO);
  for (const { bar, spent } of sums) perBar[bar] = micros((perBar[bar] ?? ZERO) + spent);
  const cap = period === null ? null : capOnSeries(query, key, { caps: given.caps, period });
  return { key, name: given.names.get(key) ?? null, ...total(sums), perBar, cap };
}

/** The period still running; null for a past span, whose cap at the time is unknown. */
function runningPeriod(stretch: NamedSpan): Period | null {
  switch (stretch.kind) {
    case "this":
      return stretch.period;
    case "total":
      return "total";
    case "last":
    case "dates":
      return null;
  }
}

/** The cap on the guild (`userId` null), or on one member. */
function capOn(userId: string | null, caps: readonly Cap[], period: Period): Micros | null {
  if (userId !== null) return capOnMember(userId, caps, period);
  return caps.find(({ scope, period: every }) => scope.kind === "guild" && every === period)?.amount ?? null;
}

/** A member's own cap, or else the one for each member. */
function capOnMember(userId: string, caps: readonly Cap[], period: Period): Micros | null {
  const their = caps.filter((cap) => cap.period === period);
  const own = their.find(({ scope }) => scope.kind === "member" && scope.id === userId);
  return (own ?? their.find(({ scope }) => scope.kind === "each-member"))?.amount ?? null;
}

interface Caps {
  readonly caps: readonly Cap[];
  readonly period: Period;
}

function capOnSeries({ by, whose }: UsageRequest, key: string, { caps, period }: Caps): Micros | null {
  switch (by) {
    case "member":
      return capOnMember(key, caps, period);
    case "channel": {
      // One member's spending there cannot be compared with a cap on everybody.
      if (whose.kind !== "guild") return null;
      const own = caps.find(({ scope, period: every }) => {
        return scope.kind === "channel" && scope.id === key && every === period;
      });
      return own?.amount ?? null;
    }
    case "day":
    case "model":
      return null;
  }
}
