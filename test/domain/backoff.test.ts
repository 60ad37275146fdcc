// Too eager, and what is down is kept down; too patient, and a run stands still long after it could go on.

import { expect, test } from "vitest";
import { backoffMs } from "../../src/domain/time/backoff.ts";

/** Of many, because each is spread by chance. */
const many = (wait: () => number): readonly number[] => Array.from({ length: 500 }, wait);

test.each([
  [0, {}, 1_000],
  [1, {}, 2_000],
  [3, {}, 8_000],
  [50, {}, 60_000],
  [2, { firstMs: 500 }, 2_000],
  [50, { longestMs: 30_000 }, 30_000],
])("after %i repeats with %j it is %i ms, a fifth more or less", (repeats, waits, ms) => {
  const all = many(() => backoffMs(repeats, null, waits));
  expect(Math.min(...all)).toBeGreaterThanOrEqual(ms * 0.8);
  expect(Math.max(...all)).toBeLessThanOrEqual(ms * 1.2);
  expect(new Set(all).size).toBeGreaterThan(1);
});

test("it is never sooner than the other side asked for", () => {
  expect(backoffMs(0, 7_000)).toBe(7_000);
  expect(Math.min(...many(() => backoffMs(5, 7_000)))).toBeGreaterThan(7_000);
});
