import type { Period } from "../domain/money/budget.ts";

export interface PeriodSpan {
  /** Unique within a period and sortable by time: `2026-11`, `2026-11-16`. */
  readonly key: string;
  /** Milliseconds since the epoch; 0 for `total`. */
  readonly startsAt: number;
  /** When it resets, in milliseconds since the epoch; null for `total`. */
  readonly endsAt: number | null;
}

/** The day, week or month around `at` in `timeZone`, daylight saving included. */
export function spanAt(at: number, period: Period, timeZone: string): PeriodSpan {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).startOfDay();
  switch (period) {
    case "day":
      return span(day.toPlainDate().toString(), day, day.add({ days: 1 }));
    case "week": {
      const monday = day.subtract({ days: day.dayOfWeek - 1 }).startOfDay();
      return span(monday.toPlainDate().toString(), monday, monday.add({ weeks: 1 }));
    }
    case "month": {
      const first = day.with({ day: 1 }).startOfDay();
      return span(first.toPlainDate().toPlainYearMonth().toString(), first, first.add({ months: 1 }));
    }
    case "total":
      return { key: "total", startsAt: 0, endsAt: null };
  }
}

/** A day does not always start at midnight: if clocks go forward at midnight, it starts at one o'clock. */
const span = (key: string, from: Temporal.ZonedDateTime, to: Temporal.ZonedDateTime): PeriodSpan => ({
  key,
  startsAt: from.epochMilliseconds,
  endsAt: to.startOfDay().epochMilliseconds,
});
