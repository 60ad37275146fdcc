import type { BudgetState } from "../src/domain/money/budget.ts";
import { micros } from "../src/domain/money/money.ts";

/** Five dollars a month for the guild, with what a test cares about in place of the rest. */
export const aBudgetState = (change: Partial<BudgetState>): BudgetState => ({
  scope: { kind: "guild" },
  period: "month",
  cap: micros(5_000_000),
  held: micros(0),
  spent: micros(0),
  resetsAt: Date.UTC(2026, 11, 1),
  ...change,
});
