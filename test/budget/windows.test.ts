// A month that ends at another hour than people's calendars say lets a guild spend twice, or locks it out on the first.
import { expect, test } from "vitest";
import { spanAt } from "../../src/budget/windows.ts";
import type { Period } from "../../src/domain/money/budget.ts";

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;

test.each<[string, Period, string, string, string | null]>([
  ["2026-11-30T23:59:59.999Z", "month", "UTC", "2026-11", "2026-12-01T00:00:00Z"],
  ["2026-12-01T00:00:00Z", "month", "UTC", "2026-12", "2027-01-01T00:00:00Z"],
  ["2026-11-30T17:00:00Z", "month", "Asia/Shanghai", "2026-12", "2026-12-31T16:00:00Z"],
  ["2026-11-30T18:29:59Z", "month", "Asia/Kolkata", "2026-11", "2026-11-30T18:30:00Z"],
  // A Sunday in UTC that is already Monday in Kolkata.
  ["2026-11-22T18:30:00Z", "week", "Asia/Kolkata", "2026-11-23", "2026-11-29T18:30:00Z"],
  ["2026-11-22T23:59:59Z", "week", "UTC", "2026-11-16", "2026-11-23T00:00:00Z"],
  // The day the clocks go back has 25 hours, the day they go forward 23.
  ["2026-11-01T12:00:00Z", "day", "America/New_York", "2026-11-01", "2026-11-02T05:00:00Z"],
  ["2026-03-08T12:00:00Z", "day", "America/New_York", "2026-03-08", "2026-03-09T04:00:00Z"],
  ["2026-11-01T12:00:00Z", "total", "America/New_York", "total", null],
])("%s by the %s in %s is %s, until %s", (moment, period, timeZone, key, end) => {
  expect(spanAt(at(moment), period, timeZone)).toMatchObject({ key, endsAt: end === null ? null : at(end) });
});

test("spans follow each other without a gap, also where clocks go forward at midnight", () => {
  for (const timeZone of ["America/New_York", "Asia/Shanghai", "Asia/Kolkata", "America/Santiago", "Africa/Cairo"]) {
    for (const period of ["day", "week", "month"] as const) {
      let span = spanAt(at("2026-01-01T12:00:00Z"), period, timeZone);
      for (let step = 0; step < 400; step += 1) {
        const next = spanAt(span.endsAt ?? 0, period, timeZone);
        expect(next.startsAt).toBe(span.endsAt);
        expect(spanAt(next.startsAt - 1, period, timeZone).key).toBe(span.key);
        span = next;
      }
    }
  }
});
