// What is measured when somebody sets the machine's clock. If one of these fails, a run that was just begun is a day old,
// or a wait of a month is over at once, again and again.

import { expect, test } from "vitest";
import { ageSince, systemClock } from "../../src/domain/time/clock.ts";
import { ManualClock } from "../manual-clock.ts";

const HOUR_MS = 60 * 60_000;

test("an age starts from what the row says, and goes on by what has passed", async () => {
  const clock = new ManualClock();
  const age = ageSince(clock, clock.now() - HOUR_MS);
  expect(age()).toBe(HOUR_MS);
  await clock.advance(1_000);
  expect(age()).toBe(HOUR_MS + 1_000);
});

test.each([-24 * HOUR_MS, 24 * HOUR_MS])("it does not jump with the time of day (by %d ms)", async (byMs) => {
  const clock = new ManualClock();
  const age = ageSince(clock, clock.now());
  clock.set(byMs);
  await clock.advance(1_000);
  expect(age()).toBe(1_000);
});

test("nothing is younger than now, whatever a row from before the clock was put back says", () => {
  const clock = new ManualClock();
  expect(ageSince(clock, clock.now() + HOUR_MS)()).toBe(0);
});

test("a wait that is longer than a timer can be is not over at once", async () => {
  const stop = new AbortController();
  let isOver = false;
  const slept = systemClock.sleep(40 * 24 * HOUR_MS, stop.signal).then(() => (isOver = true));
  // A timer that overflows goes off after a millisecond, before this one.
  await systemClock.sleep(20, stop.signal);
  expect(isOver).toBe(false);
  stop.abort();
  await slept;
});
