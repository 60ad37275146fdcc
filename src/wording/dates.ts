// Dates of the guild's own calendar. A platform's ticking timestamps would be in each reader's zone instead.

import type { TimeSpan, UsageReport } from "../domain/money/usage.ts";

const LANGUAGE = "en-GB";

/** The days of a span, the last included: 1–30 November 2026. */
export function sayDates({ from, to }: TimeSpan, timeZone: string): string {
  const format = new Intl.DateTimeFormat(LANGUAGE, { timeZone, day: "numeric", month: "long", year: "numeric" });
  return format.formatRange(from, Math.max(from, to - 1));
}

type Calendar = Pick<UsageReport, "timeZone" | "grain">;

/** One bar: Saturday 21 November; 21 November, 14:00; Week of 16 November 2026; November 2026. */
export function sayBar(at: number, { grain, timeZone }: Calendar): string {
  const format = (how: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(LANGUAGE, { timeZone, ...how }).format(at);
  switch (grain) {
    case "hour":
      return format({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
    case "day":
      return format({ weekday: "short", day: "numeric", month: "short" }).replace(",", "");
    case "week":
      return `week of ${format({ day: "numeric", month: "short", year: "numeric" })}`;
    case "month":
      return format({ month: "long", year: "numeric" });
  }
}

/** What stands below a bar, what only changes now and then below that, and the room that a label takes. */
const LABELS: Readonly<
  Record<
    UsageReport["grain"],
    { readonly first: Intl.DateTimeFormatOptions; readonly second: Intl.DateTimeFormatOptions; readonly width: number }
  >
> = {
  hour: { first: { hour: "2-digit", minute: "2-digit" }, second: { day: "numeric", month: "short" }, width: 44 },
  day: { first: { day: "numeric" }, second: { month: "short" }, width: 24 },
  week: { first: { day: "numeric", month: "short" }, second: { year: "numeric" }, width: 50 },
  month: { first: { month: "short" }, second: { year: "numeric" }, width: 36 },
};

/** As many as stand beside each other within `width`, evenly spaced, and a second line where it changes. */
export function sayLabels(
  bars: readonly TimeSpan[],
  { grain, timeZone }: Calendar,
  width: number,
): readonly (readonly [string, string])[] {
  const { first, second, width: each } = LABELS[grain];
  const [upper, lower] = [first, second].map((how) => new Intl.DateTimeFormat(LANGUAGE, { timeZone, ...how }));
  const every = Math.ceil((bars.length * each) / width);
  let last = "";
  return bars.map(({ from }, index) => {
    if (index % every !== 0) return ["", ""];
    const changed = lower?.format(from) ?? "";
    const below = changed === last ? "" : changed;
    last = changed;
    return [upper?.format(from) ?? "", below];
  });
}
