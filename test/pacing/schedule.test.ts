// A schedule that polls too often burns the API's rate, one that polls too seldom leaves a finished result unseen.
import fc from "fast-check";
import { expect, test } from "vitest";
import { estimate } from "../../src/pacing/estimate.ts";
import type { Curve } from "../../src/pacing/curve.ts";
import { gapBeforePoll, guessingGapMs, LONGEST_GAP_MS, needOf, SHORTEST_GAP_MS } from "../../src/pacing/schedule.ts";

const HOUR_MS = 60 * 60_000;

const unlearned = (medianMs: number, sigma: number): Curve =>
  estimate({ prior: { medianMs, sigma }, own: [], model: [] });

const ends = fc.array(
  fc.record({ fromMs: fc.integer({ min: 0, max: HOUR_MS }), tookMs: fc.integer({ min: 0, max: HOUR_MS }) }),
  { maxLength: 40 },
);
const curves = fc
  .record({
    medianMs: fc.integer({ min: 100, max: HOUR_MS }),
    sigma: fc.double({ min: 0.05, max: 3, noNaN: true }),
    ends,
  })
  .map(({ medianMs, sigma, ends: seen }) => {
    const own = seen.map(({ fromMs, tookMs }) => ({ fromMs, toMs: fromMs + tookMs }));
    return estimate({ prior: { medianMs, sigma }, own, model: own });
  });

test("every gap is between the shortest and the longest, whatever was learned and however old a task is", () => {
  fc.assert(
    fc.property(curves, fc.double({ min: 0, max: 30 * 24 * HOUR_MS, noNaN: true }), (curve, ageMs) => {
      const gap = gapBeforePoll(curve, ageMs);
      expect(gap).toBeGreaterThanOrEqual(SHORTEST_GAP_MS);
      expect(gap).toBeLessThanOrEqual(LONGEST_GAP_MS);
    }),
  );
});

test("a poll that the bounds do not move falls where one poll's worth has gathered", () => {
  fc.assert(
    fc.property(curves, fc.integer({ min: 0, max: HOUR_MS }), (curve, ageMs) => {
      const gap = gapBeforePoll(curve, ageMs);
      const need = needOf(curve, ageMs, ageMs + gap);
      // The bounds can only take from it what lies beyond them.
      const [least, most] = [gap === LONGEST_GAP_MS ? 0 : 0.999, gap === SHORTEST_GAP_MS ? Infinity : 1.001];
      expect(need).toBeGreaterThanOrEqual(least);
      expect(need).toBeLessThanOrEqual(most);
    }),
  );
});

test("polls are densest around the usual end, and ever less at what is long past it", () => {
  const clip = unlearned(105_000, 0.4);
  const gaps = [10_000, 90_000, 20 * 60_000, 2 * HOUR_MS, 20 * HOUR_MS].map((age) => gapBeforePoll(clip, age));
  const [early = 0, usual = 0, late = 0, later = 0, latest = 0] = gaps;
  expect(usual).toBeLessThan(early / 2);
  expect(late).toBeGreaterThan(usual * 3);
  expect(later).toBeGreaterThan(late * 2);
  expect(latest).toBeGreaterThan(later * 2);
});

test("a task that is lost for a day costs less than a poll a minute", () => {
  const clip = unlearned(105_000, 0.4);
  let polls = 0;
  for (let age = 0; age < 24 * HOUR_MS; age += gapBeforePoll(clip, age)) polls += 1;
  expect(polls).toBeLessThan(24 * 60);
});

test("on a guess's word nobody waits much longer than they have waited", () => {
  expect([0, 1_000, 60_000].map(guessingGapMs)).toEqual([1_000, 1_750, 46_000]);
});
