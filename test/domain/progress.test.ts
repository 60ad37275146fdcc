// How far a run seems to be. If this breaks, a bar runs backwards, or says that something is over which is not.
import fc from "fast-check";
import { expect, test } from "vitest";
import { CELLS, fullCells } from "../../src/domain/progress.ts";

const moments = fc.array(fc.integer({ min: 0, max: 86_400_000 }), { minLength: 2, maxLength: 2 });
const courses = fc
  .tuple(fc.integer({ min: 0, max: 3_600_000 }), fc.integer({ min: 0, max: 3_600_000 }))
  .map(([half, more]) => ({ startedAt: 0, likelyAt: half, lateAt: half + more }));

test("a bar never runs backwards, and is never full before the end", () => {
  fc.assert(
    fc.property(courses, moments, (course, [a = 0, b = 0]) => {
      const [earlier, later] = [fullCells(course, Math.min(a, b)), fullCells(course, Math.max(a, b))];
      expect(earlier).toBeGreaterThanOrEqual(0);
      expect(later).toBeGreaterThanOrEqual(earlier);
      expect(later).toBeLessThan(CELLS);
    }),
  );
});

test("it moves evenly until half of such runs have ended, and once more when nine in ten have", () => {
  const course = { startedAt: 1_000, likelyAt: 9_000, lateAt: 20_000 };
  expect([0, 1_000, 2_000, 5_000, 8_999, 9_000, 19_999, 20_000].map((now) => fullCells(course, now))).toEqual([
    0, 0, 1, 4, 7, 8, 8, 9,
  ]);
});
