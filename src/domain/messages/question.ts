import type { BudgetState } from "../money/budget.ts";
import type { CardHead } from "./card.ts";
import type { Micros } from "../money/money.ts";

/** Asks one person to confirm an expensive run. Until they answer there is no run and nothing is set aside. */
export interface Question extends CardHead {
  readonly upTo: Micros;
  /** The budgets that the run would count in, as they are without it, tightest first. */
  readonly budgets: readonly BudgetState[];
  /** Milliseconds since the epoch. Later, its buttons only say that the question has expired. */
  readonly expiresAt: number;
}

/** What replaces a question once it is answered. */
export type Closing =
  | { readonly kind: "declined" }
  /** The run exists: it was started before. */
  | {
      readonly kind: "started";
      readonly isOver: boolean;
      /** Where its card is; null while nobody knows yet. */
      readonly card: { readonly guildId: string; readonly channelId: string; readonly messageId: string } | null;
    };
