import type { BudgetState } from "../money/budget.ts";
import type { Micros } from "../money/money.ts";

/** A message to a guild's admins, posted in the channel that they chose for alerts. */
export type Notice = {
  /** Identifies the notice: a repeat with this key is not posted again while the platform, or we, remember it. */
  readonly key: string;
} & (
  | {
      readonly kind: "budget-low";
      /** The alert level that was passed, in percent. */
      readonly percent: number;
      readonly budget: BudgetState;
    }
  /** MindVideo charged more for a run than was set aside for it. */
  | {
      readonly kind: "charged-above";
      readonly modelTitle: string;
      readonly userId: string;
      readonly hold: Micros;
      readonly cost: Micros;
    }
);
