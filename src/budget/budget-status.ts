// How the budgets of a run stand, for people to read. Pure.

import type { BudgetState } from "../domain/money/budget.ts";
import type { Micros } from "../domain/money/money.ts";
import { minus, sum } from "../domain/money/money.ts";
import type { WindowState } from "../store/store.ts";
import type { BudgetClaim } from "./claims.ts";

/** A budget that a run must fit in, and how it stands. */
export interface BudgetStatus {
  readonly claim: BudgetClaim;
  readonly state: WindowState;
}

export const budgetStatuses = (
  claims: readonly BudgetClaim[],
  states: readonly WindowState[],
): readonly BudgetStatus[] =>
  claims.flatMap((claim) => {
    const state = states.find(({ window }) => window === claim.window);
    return state === undefined ? [] : [{ claim, state }];
  });

const leftIn = ({ cap, held, spent }: Pick<BudgetState, "cap" | "held" | "spent">): Micros =>
  minus(cap, sum([held, spent]));

export const fitsIn = ({ claim, state }: BudgetStatus, amount: Micros): boolean =>
  leftIn({ ...state, cap: claim.cap }) >= amount;

/** Those of the guild, the tightest first. What the operator spends over all guilds is nobody else's business. */
export const visibleStates = (all: readonly BudgetStatus[]): readonly BudgetState[] =>
  all.flatMap((one) => stateOf(one) ?? []).toSorted((a, b) => leftIn(a) - leftIn(b));

/** Null: the operator's. */
export function stateOf({ claim, state: { held, spent } }: BudgetStatus): BudgetState | null {
  const { scope, subject, period, cap, resetsAt } = claim;
  const common = { period, cap, held, spent, resetsAt };
  if (scope.kind === "operator") return null;
  if (scope.kind !== "each-member") return { scope, ...common };
  return subject.kind === "member" ? { scope: { kind: "member", id: subject.id }, ...common } : null;
}

/** Shares of a budget, in percent, that are worth telling of: the highest first. */
const LEVELS = [100, 80, 50] as const;

/** The highest share that is used up, in percent; null below all of them. Exact at each: both sides round alike. */
export const levelOf = ({ claim: { cap }, state: { held, spent } }: BudgetStatus): number | null =>
  LEVELS.find((percent) => sum([held, spent]) / cap >= percent / 100) ?? null;
