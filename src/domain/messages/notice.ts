import type { BudgetState } from "../money/budget.ts";
import type { Micros } from "../money/money.ts";

/** What a guild's admins are told in the channel that they chose for it. */
export type Notice = {
  /** The same for the same notice: a repeat of it is not posted again for as long as the platform can tell. */
  readonly key: string;
} & (
  | {
      readonly kind: "budget-low";
      /** The share that was passed, in percent. */
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
