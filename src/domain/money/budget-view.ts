import type { BudgetState, Cap, GuildRules } from "./budget.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { Micros } from "./money.ts";
import type { RuleChange } from "./rule-change.ts";

/** What `/budget` answers, for platforms to put into words. */
export type BudgetView =
  | {
      readonly kind: "overview";
      readonly reader: string;
      /** A budget manager, who sees every cap. Others see those that their own run in this channel would count in. */
      readonly manages: boolean;
      /** The tightest first. */
      readonly budgets: readonly BudgetState[];
      /** The guild has set no cap, so the operator's default applies. */
      readonly isDefault: boolean;
      readonly rules: GuildRules;
      /** The amount in force: the guild's, or else the operator's. */
      readonly confirmAbove: Micros;
    }
  | {
      readonly kind: "changed";
      readonly change: RuleChange;
      /** As they are now. */
      readonly rules: GuildRules;
      /** The state of the budget that was set; null if the change is about several budgets, or none. */
      readonly budget: BudgetState | null;
      /** The caps that apply in place of a cleared one. */
      readonly instead: readonly Cap[];
      /** False: we do not know whether the bot may post in the alert channel. */
      readonly canAlert: boolean;
    }
  | { readonly kind: "log"; readonly entries: readonly LedgerEntry[] };
