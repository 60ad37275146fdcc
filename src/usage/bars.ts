// The calendar of a report: the bars of the chart, divided into slices that are read from the ledger one at a time, so that
// no single query keeps the process from answering others.

import type { TimeSpan, UsageReport } from "../domain/money/usage.ts";

type Grain = UsageReport["grain"];

export interface Calendar {
  readonly grain: Grain;
  readonly bars: readonly TimeSpan[];
  /** At most a day each; none reaches over the edge of a bar. */
  readonly slices: readonly { readonly span: TimeSpan; readonly bar: number }[];
}

/** Longest span in days for each grain: with more bars nobody could tell them apart. */
const MOST_DAYS = { hour: 2, day: 62, week: 370 } as const;

const HOUR_MS = 3_600_000;

export function calendarOf({ from, to }: TimeSpan, timeZone: string): Calendar {
  const days = steps({ from, to }, timeZone, "day");
  const grain = grainFor(days.length);
  const bars = grain === "day" ? days : steps({ from, to }, timeZone, grain);
  const fine = grain === "hour" ? bars : days;
  let bar = 0;
  const slices = fine.map((span) => {
    while (span.from >= (bars[bar]?.to ?? Number.POSITIVE_INFINITY)) bar++;
    return { span, bar };
  });
  return { grain, bars, slices };
}

const grainFor = (days: number): Grain => {
  if (days <= MOST_DAYS.hour) return "hour";
  if (days <= MOST_DAYS.day) return "day";
  return days <= MOST_DAYS.week ? "week" : "month";
};

/** The calendar's steps within a span; the first and the last are cut to it. */
function steps({ from, to }: TimeSpan, timeZone: string, grain: Grain): readonly TimeSpan[] {
  const spans: TimeSpan[] = [];
  for (let at = from; at < to;) {
    const next = Math.min(to, nextStart(at, timeZone, grain));
    spans.push({ from: at, to: next });
    at = next;
  }
  return spans;
}

function nextStart(at: number, timeZone: string, grain: Grain): number {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).startOfDay();
  switch (grain) {
    case "hour":
      // Hours that pass, not hours of the clock: when it is turned back, one of those comes twice.
      return Math.min(at + HOUR_MS, nextStart(at, timeZone, "day"));
    case "day":
      return day.add({ days: 1 }).startOfDay().epochMilliseconds;
    case "week":
      return day.add({ days: 8 - day.dayOfWeek }).startOfDay().epochMilliseconds;
    case "month":
      return day.with({ day: 1 }).add({ months: 1 }).startOfDay().epochMilliseconds;
  }
}
