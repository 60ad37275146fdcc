import type { BudgetState } from "../money/budget.ts";
import type { CardHead } from "./card.ts";
import type { Micros } from "../money/money.ts";

/** Asked privately before a run that can cost much. Until it is answered there is no run and nothing is set aside. */
export interface Question extends CardHead {
  readonly upTo: Micros;
  /** The budgets that the run would count in, as they stand without it, the tightest first. */
  readonly budgets: readonly BudgetState[];
  /** Milliseconds since the epoch; from then on its buttons only say that it is too old. */
  readonly expiresAt: number;
}

/** What a question says once there is nothing to answer any more. */
export type Closing =
  | { readonly kind: "declined" }
  /** The run exists: it was started before. */
  | {
      readonly kind: "started";
      readonly isOver: boolean;
      /** Where its card stands; null while that is not known. */
      readonly card: { readonly guildId: string; readonly channelId: string; readonly messageId: string } | null;
    };
