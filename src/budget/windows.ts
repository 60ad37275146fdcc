/** How long a budget lasts before it starts anew; `total` never does. */
export type Period = "day" | "week" | "month" | "total";

export interface PeriodSpan {
  /** Unique a period and sorting by time: `2026-11`, `2026-11-16`. */
  readonly key: string;
  /** When it starts anew, in milliseconds since the epoch; null for `total`. */
  readonly endsAt: number | null;
}

/** The span of `period` that `at` falls into, by the calendar of `timeZone`, daylight saving included. */
export function spanAt(at: number, period: Period, timeZone: string): PeriodSpan {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).startOfDay();
  switch (period) {
    case "day":
      return { key: day.toPlainDate().toString(), endsAt: day.add({ days: 1 }).epochMilliseconds };
    case "week": {
      const monday = day.subtract({ days: day.dayOfWeek - 1 }).startOfDay();
      return { key: monday.toPlainDate().toString(), endsAt: monday.add({ weeks: 1 }).epochMilliseconds };
    }
    case "month": {
      const first = day.with({ day: 1 }).startOfDay();
      return {
        key: first.toPlainDate().toPlainYearMonth().toString(),
        endsAt: first.add({ months: 1 }).epochMilliseconds,
      };
    }
    case "total":
      return { key: "total", endsAt: null };
  }
}
