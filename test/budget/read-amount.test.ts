// If this breaks: an admin who types 0,50 lets a server spend fifty dollars, or is told that five dollars are no amount.

import fc from "fast-check";
import { expect, test } from "vitest";
import { readAmount } from "../../src/budget/read-amount.ts";
import { MOST_AMOUNT } from "../../src/domain/money/budget.ts";
import { formatDollars, micros } from "../../src/domain/money/money.ts";

test.each<[string, number]>([
  ["5", 5_000_000],
  [" 5 ", 5_000_000],
  ["$5", 5_000_000],
  ["$ 5", 5_000_000],
  ["5$", 5_000_000],
  ["US$5", 5_000_000],
  ["5 USD", 5_000_000],
  ["usd 5.5", 5_500_000],
  ["5 dollars", 5_000_000],
  ["5.00", 5_000_000],
  ["5.", 5_000_000],
  [".5", 500_000],
  ["0,50", 500_000],
  ["0,056", 56_000],
  ["1.056", 1_056_000],
  ["1 000", 1_000_000_000],
  ["1\u00a0000", 1_000_000_000],
  ["1\u202f000,50", 1_000_500_000],
  ["1'000", 1_000_000_000],
  ["1,000.50", 1_000_500_000],
  ["1.000,50", 1_000_500_000],
  ["1,000,000", 1_000_000_000_000],
  ["1.000.000", 1_000_000_000_000],
  ["00005", 5_000_000],
  ["0", 0],
  ["0.000001", 1],
  ["0.0000010", 1],
  ["５", 5_000_000],
])("%j is read", (typed, expected) => {
  expect(readAmount(typed)).toBe(expected);
});

test.each([
  ["", "unreadable"],
  ["$", "unreadable"],
  ["five", "unreadable"],
  ["5 €", "unreadable"],
  ["1e3", "unreadable"],
  ["0x10", "unreadable"],
  ["NaN", "unreadable"],
  ["Infinity", "unreadable"],
  ["5 0", "unreadable"],
  ["1,00,000", "unreadable"],
  ["1.5.5", "unreadable"],
  ["1 000 00", "unreadable"],
  ["$$5", "unreadable"],
  ["5-", "unreadable"],
  ["1,000", "ambiguous"],
  ["$12,345", "ambiguous"],
  ["-5", "negative"],
  ["-$5", "negative"],
  ["$-5", "negative"],
  ["\u22125", "negative"],
  ["0.0000001", "too-fine"],
  ["0.30000000000000004", "too-fine"],
  ["1000000.01", "too-large"],
  ["99999999999999999999999", "too-large"],
])("%j is refused as %s", (typed, why) => {
  expect(readAmount(typed)).toBe(why);
});

const amounts = fc.integer({ min: 0, max: MOST_AMOUNT }).map(micros);
/** Dollars and the six decimals, the zeros at the end left out. */
const written = (amount: number, point: string): string => {
  const decimals = String(amount % 1_000_000)
    .padStart(6, "0")
    .replace(/0+$/, "");
  return `${Math.floor(amount / 1_000_000)}${decimals === "" ? "" : point + decimals}`;
};

test("every amount that can be set is read back, to the micro-dollar, with a point and with a comma", () => {
  fc.assert(
    fc.property(amounts, (amount) => {
      expect(readAmount(written(amount, "."))).toBe(amount);
      // Three decimals after a comma can be thousands as well.
      const withComma = written(amount, ",");
      expect(readAmount(withComma)).toBe(/^[1-9]\d{0,2},\d{3}$/.test(withComma) ? "ambiguous" : amount);
    }),
    { numRuns: 5_000 },
  );
});

test("what the bot itself shows can be typed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MOST_AMOUNT / 10 }), (tens) => {
      expect(readAmount(formatDollars(micros(tens * 10)))).toBe(tens * 10);
    }),
  );
});

test("whatever is typed, it is an amount that can be set, or a reason", () => {
  const typed = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom("0", "1", "5", ".", ",", "'", "$", "-", " ", "e", "€", "USD") }),
  );
  fc.assert(
    fc.property(typed, (text) => {
      const read = readAmount(text);
      expect(typeof read === "string" || (Number.isSafeInteger(read) && read >= 0 && read <= MOST_AMOUNT)).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});
