import type { Cap, CapScope, Period } from "./budget.ts";
import type { Micros } from "./money.ts";

/** What an admin decides in one command. The ledger keeps it as it is, so that its log can say it in any words. */
export type RuleChange =
  | { readonly kind: "cap"; readonly cap: Cap }
  | { readonly kind: "no-cap"; readonly scope: CapScope; readonly period: Period }
  | { readonly kind: "alerts"; readonly channelId: string | null }
  /** Null: what the operator says. */
  | { readonly kind: "confirm-above"; readonly amount: Micros | null }
  | { readonly kind: "time-zone"; readonly timeZone: string }
  | { readonly kind: "model"; readonly model: string; readonly isOn: boolean }
  /** Where the bot may be used, or by whom: one of them more or less. */
  | { readonly kind: "channel" | "role"; readonly id: string; readonly isAllowed: boolean }
  | { readonly kind: "every-channel" | "every-role" }
  | { readonly kind: "manager"; readonly id: string; readonly isNamed: boolean }
  | { readonly kind: "paused"; readonly isPaused: boolean };
