// If this breaks: an admin cannot say where the server lives, or its days begin by the clock of another city.

import { expect, test } from "vitest";
import { findZone, nearestZone, suggestZones } from "../../src/budget/time-zones.ts";

const AT = Date.parse("2026-11-21T12:00:00Z");
const found = (typed: string): readonly string[] => suggestZones(typed, AT).map(({ value }) => value);

test.each([
  ["Europe/Berlin", "Europe/Berlin"],
  ["europe/berlin", "Europe/Berlin"],
  [" new york ", "America/New_York"],
  ["America/New York", "America/New_York"],
  ["São Paulo", "America/Sao_Paulo"],
  ["utc", "UTC"],
  ["Asia/Kolkata", "Asia/Kolkata"],
  ["Calcutta", "Asia/Calcutta"],
  ["Kyiv", "Europe/Kyiv"],
  ["US/Eastern", "America/New_York"],
])("%j is %s", (typed, zone) => {
  expect(findZone(typed)).toBe(zone);
});

test.each(["", "Atlantis", "EST", "+02:00", "GMT+2", "Berln", "Mars/Olympus", "../etc/passwd", "constructor"])(
  "%j is none",
  (typed) => {
    expect(findZone(typed)).toBeNull();
  },
);

test("every zone that is offered can be chosen, and budgets can be counted by it", () => {
  const zones = "abcdefghijklmnopqrstuvwxyz".split("").flatMap(found);
  expect(new Set(zones).size).toBeGreaterThan(100);
  for (const zone of zones) {
    expect(findZone(zone)).toBe(zone);
    expect(Temporal.Instant.fromEpochMilliseconds(AT).toZonedDateTimeISO(zone).timeZoneId).toBe(zone);
  }
});

test.each([
  ["Berln", "Europe/Berlin"],
  ["Eurpe/Berlin", "Europe/Berlin"],
  ["new yrok", "America/New_York"],
  ["qqqqqqqqq", null],
  ["", null],
])("nearest to %j is %s", (typed, zone) => {
  expect(nearestZone(typed)).toBe(zone);
});

test("the city that is typed comes first, then cities that begin so, then all that have it in them", () => {
  expect(found("berlin")).toEqual(["Europe/Berlin"]);
  expect(found("new")[0]).toBe("America/New_York");
  expect(found("europe/b").every((zone) => zone.startsWith("Europe/B"))).toBe(true);
  expect(found("").length).toBeGreaterThan(400);
  expect(found("qqqq")).toEqual([]);
});

test("each is shown with its clock", () => {
  expect(suggestZones("kolkata", AT)).toEqual([{ label: "Asia/Kolkata (Sat 17:30)", value: "Asia/Kolkata" }]);
});
