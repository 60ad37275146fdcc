// A price that loses a fraction in a float lets a budget be passed by as much, again and again.
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDollars, fromDollars, micros, minus, sum, ZERO } from "../../src/domain/money/money.ts";

test.each([
  [0.0243, 24_300],
  [0.05625, 56_250],
  [0.6165, 616_500],
  [0.0315, 31_500],
  ["0.1233", 123_300],
  [5, 5_000_000],
  ["12.50", 12_500_000],
  [0, 0],
])("%s dollars are %d micro-dollars", (dollars, expected) => {
  expect(fromDollars(dollars)).toBe(expected);
});

test("what is finer than a micro-dollar is rounded up, so that a hold is never too small", () => {
  expect(fromDollars("0.0000001")).toBe(1);
  expect(fromDollars(0.1 + 0.2)).toBe(300_000);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, "five"])("%s is no amount", (value) => {
  expect(() => fromDollars(value)).toThrow(RangeError);
});

test.each([
  [24_300, "$0.0243"],
  [56_250, "$0.05625"],
  [1_500_000, "$1.50"],
  [5_000_000, "$5.00"],
  [0, "$0.00"],
  [1, "$0.00001"],
  [-97_200, "-$0.0972"],
  [1_234_567_890_000, "$1234567.89"],
])("%d micro-dollars read %s", (amount, text) => {
  expect(formatDollars(micros(amount))).toBe(text);
});

test("every amount of whole micro-dollars survives being written as dollars and read again", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (amount) => {
      expect(fromDollars(amount / 1_000_000)).toBe(amount);
      expect(fromDollars((amount / 1_000_000).toFixed(6))).toBe(amount);
    }),
  );
});

test("sums and differences stay whole, and a fraction is refused", () => {
  expect(sum([micros(1), micros(2), ZERO])).toBe(3);
  expect(minus(micros(1), micros(3))).toBe(-2);
  expect(() => micros(0.5)).toThrow(RangeError);
});
