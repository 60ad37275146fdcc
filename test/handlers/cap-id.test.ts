// If this breaks: an admin who clears a budget by words clears another one than was meant.

import { describe, expect, test } from "vitest";
import type { Cap } from "../../src/domain/money/budget.ts";
import { UserError } from "../../src/domain/errors/errors.ts";
import { micros } from "../../src/domain/money/money.ts";
import { capId, readCapId } from "../../src/handlers/budget/cap-id.ts";

const cap = (scope: Cap["scope"], period: Cap["period"]): Cap => ({ scope, period, amount: micros(1) });
const CAPS: readonly Cap[] = [
  cap({ kind: "guild" }, "month"),
  cap({ kind: "guild" }, "total"),
  cap({ kind: "each-member" }, "month"),
  cap({ kind: "member", id: "U123" }, "month"),
  cap({ kind: "member", id: "U123" }, "day"),
  cap({ kind: "channel", id: "C9" }, "week"),
];

test("every budget is found by its own ID", () => {
  expect(CAPS.map((one) => readCapId(capId(one), CAPS))).toEqual(CAPS.map(({ scope, period }) => ({ scope, period })));
});

describe("by words", () => {
  test.each([
    ["month", "guild:month"],
    ["total", "guild:total"],
    ["month U123", "member:U123:month"],
    ["u123 day", "member:U123:day"],
    ["week C9", "channel:C9:week"],
    ["each member month", "each-member:month"],
  ])("%s", (typed, id) => {
    expect(capId(readCapId(typed, CAPS) as Cap)).toBe(id);
  });

  test.each(["", "U123", "day", "week", "member", "year", "month C9", "month U1234", "guild"])("not by %j", (typed) => {
    expect(() => readCapId(typed, CAPS)).toThrow(new UserError("budget.no_cap"));
  });
});
