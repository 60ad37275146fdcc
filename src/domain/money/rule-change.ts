import type { Cap, CapScope, Period } from "./budget.ts";
import type { Micros } from "./money.ts";

/** One admin decision. The ledger stores it as data, so that the log can word it again. */
export type RuleChange =
  | { readonly kind: "cap"; readonly cap: Cap }
  | { readonly kind: "no-cap"; readonly scope: CapScope; readonly period: Period }
  | { readonly kind: "alerts"; readonly channelId: string | null }
  /** Null: back to the operator's amount. */
  | { readonly kind: "confirm-above"; readonly amount: Micros | null }
  | { readonly kind: "time-zone"; readonly timeZone: string }
  | { readonly kind: "model"; readonly model: string; readonly isOn: boolean }
  /** Adds a channel or role to the list of those allowed, or takes one off. */
  | { readonly kind: "channel" | "role"; readonly id: string; readonly isAllowed: boolean }
  | { readonly kind: "every-channel" | "every-role" }
  | { readonly kind: "manager"; readonly id: string; readonly isNamed: boolean }
  | { readonly kind: "paused"; readonly isPaused: boolean };
