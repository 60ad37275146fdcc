import { spanAt } from "../budget/windows.ts";
import type { NamedSpan, TimeSpan } from "../domain/money/usage.ts";

interface Moment {
  readonly now: number;
  readonly timeZone: string;
  /** When the guild's first run was accepted, in milliseconds since the epoch; null: there was none. */
  readonly firstRunAt: number | null;
}

/** The span in milliseconds, by the guild's calendar. Empty (`to` not after `from`) for dates in the future. */
export function timeSpanOf(stretch: NamedSpan, { now, timeZone, firstRunAt }: Moment): TimeSpan {
  const today = dayOf(now, timeZone);
  const first = dayOf(firstRunAt ?? now, timeZone);
  switch (stretch.kind) {
    case "this":
      return ended(spanAt(now, stretch.period, timeZone), today);
    case "last": {
      const { startsAt } = spanAt(now, stretch.period, timeZone);
      return ended(spanAt(startsAt - 1, stretch.period, timeZone), today);
    }
    case "total":
      return { from: first.from, to: today.to };
    case "dates": {
      // Nothing to count before the first run or after today.
      const from = stretch.from === null ? first.from : startOf(stretch.from, timeZone);
      const to = stretch.to === null ? today.to : startOf(nextDay(stretch.to), timeZone);
      return { from: Math.max(from, first.from), to: Math.min(to, today.to) };
    }
  }
}

/** True for a calendar date as `2026-11-21`. */
export function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}

function dayOf(at: number, timeZone: string): TimeSpan {
  const { startsAt, endsAt } = spanAt(at, "day", timeZone);
  return { from: startsAt, to: endsAt ?? startsAt };
}

const ended = (
  { startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number | null },
  today: TimeSpan,
): TimeSpan => ({ from: startsAt, to: endsAt ?? today.to });

/** Start of a day. Not always midnight: if clocks go forward at midnight, it is one o'clock. */
const startOf = (date: string, timeZone: string): number =>
  Temporal.PlainDate.from(date).toZonedDateTime({ timeZone }).epochMilliseconds;

const nextDay = (date: string): string => Temporal.PlainDate.from(date).add({ days: 1 }).toString();
