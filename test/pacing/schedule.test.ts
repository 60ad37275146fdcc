// A schedule that looks too often burns the API's rate, one that looks too seldom leaves a finished result unseen.
import fc from "fast-check";
import { expect, test } from "vitest";
import { gapBeforeLook, quantileMs, NINE_IN_TEN } from "../../src/pacing/schedule.ts";

const picture = { medianMs: 8_000, sigma: 0.45 };
const clip = { medianMs: 105_000, sigma: 0.4 };

test("every gap lies within the shortest and the longest, at any age and for any kind of task", () => {
  const duration = fc.record({
    medianMs: fc.integer({ min: 500, max: 3_600_000 }),
    sigma: fc.double({ min: 0.05, max: 1.5, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 86_400_000 }), duration, (age, kind) => {
      const gap = gapBeforeLook(age, kind);
      expect(gap).toBeGreaterThanOrEqual(500);
      expect(gap).toBeLessThanOrEqual(30_000);
    }),
  );
});

test("it looks densest when the end is likely, and less when it is overdue", () => {
  const inTime = gapBeforeLook(quantileMs(clip, 0.5), clip);
  expect(inTime).toBeLessThan(gapBeforeLook(40_000, clip));
  expect(inTime).toBeLessThan(gapBeforeLook(40 * 60_000, clip));
});

test("a guess that is wrong by a factor of twenty costs no more than three quarters again", () => {
  for (const endMs of [5_000, 9_000, 20_000]) {
    let age = 0;
    while (age < endMs) age += gapBeforeLook(age, { medianMs: endMs * 20, sigma: 0.4 });
    expect(age).toBeLessThanOrEqual(endMs * 1.75 + 1_000);
  }
});

/** The same tasks for every schedule: evenly spread over the distribution, nothing random. */
function walk(kind: typeof picture, gap: (age: number) => number): { looks: number; delayMs: number } {
  const zs = Array.from({ length: 199 }, (_, index) => (index + 1) / 200).map((p) => Math.log(p / (1 - p)) / 1.702);
  const runs = zs.map((z) => {
    const end = quantileMs(kind, z);
    let age = 0;
    let looks = 0;
    for (; age < end; looks += 1) age += gap(age);
    return { looks, delayMs: age - end };
  });
  const mean = (of: (run: { looks: number; delayMs: number }) => number): number =>
    runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
  return { looks: mean((run) => run.looks), delayMs: mean((run) => run.delayMs) };
}

test.each([picture, clip])("for as many looks as a fixed interval it sees the end sooner: median %o", (kind) => {
  const ours = walk(kind, (age) => gapBeforeLook(age, kind));
  const interval = walk(kind, () => 1).looks / ours.looks;
  const fixed = walk(kind, () => interval);
  expect(fixed.looks).toBeGreaterThanOrEqual(ours.looks * 0.95);
  expect(ours.delayMs).toBeLessThan(fixed.delayMs);
});

test("nine in ten is past half", () => {
  expect(quantileMs(picture, 0)).toBe(8_000);
  expect(quantileMs(picture, NINE_IN_TEN)).toBeCloseTo(14_245, -1);
});
