// The state of the budgets that a run counts in, for people to read. Pure.

import type { BudgetState } from "../domain/money/budget.ts";
import type { Micros } from "../domain/money/money.ts";
import { minus, sum } from "../domain/money/money.ts";
import type { WindowState } from "../store/store.ts";
import type { BudgetClaim } from "./claims.ts";

/** A budget that a run must fit in, with what is held and spent in it. */
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

/** The guild's budgets, tightest first. The operator's own are left out: no guild may see them. */
export const visibleStates = (all: readonly BudgetStatus[]): readonly BudgetState[] =>
  all.flatMap((one) => stateOf(one) ?? []).toSorted((a, b) => leftIn(a) - leftIn(b));

/** For people to read; null for the operator's own. */
export function stateOf({ claim, state: { held, spent } }: BudgetStatus): BudgetState | null {
  const { scope, subject, period, cap, resetsAt } = claim;
  const common = { period, cap, held, spent, resetsAt };
  if (scope.kind === "operator" || scope.kind === "ceiling") return null;
  if (scope.kind !== "each-member") return { scope, ...common };
  return subject.kind === "member" ? { scope: { kind: "member", id: subject.id }, ...common } : null;
}

/** Alert levels in percent of a cap, highest first. */
const LEVELS = [100, 80, 50] as const;

/** The highest alert level reached, in percent; null below all of them. Exact: both sides round alike. */
export const levelOf = ({ claim: { cap }, state: { held, spent } }: BudgetStatus): number | null =>
  LEVELS.find((percent) => sum([held, spent]) / cap >= percent / 100) ?? null;
