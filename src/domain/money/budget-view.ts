import type { BudgetState, Cap, GuildRules } from "./budget.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { Micros } from "./money.ts";
import type { RuleChange } from "./rule-change.ts";

/** What `/budget` answers, for platforms to put into words. */
export type BudgetView =
  | {
      readonly kind: "overview";
      readonly reader: string;
      /** Sees every cap; anybody else only those that a run of their own would count in, in this channel. */
      readonly manages: boolean;
      /** The tightest first. */
      readonly budgets: readonly BudgetState[];
      /** The guild has set no cap for itself, so the operator's default is its cap. */
      readonly isDefault: boolean;
      readonly rules: GuildRules;
      /** In force, whoever decided it. */
      readonly confirmAbove: Micros;
    }
  | {
      readonly kind: "changed";
      readonly change: RuleChange;
      /** As they are now. */
      readonly rules: GuildRules;
      /** How a cap that was set stands; null where it is about several budgets, or none. */
      readonly budget: BudgetState | null;
      /** What holds in place of a cap that was cleared. */
      readonly instead: readonly Cap[];
      /** False: it is not known whether the bot may post where alerts are to come. */
      readonly canAlert: boolean;
    }
  | { readonly kind: "log"; readonly entries: readonly LedgerEntry[] };
