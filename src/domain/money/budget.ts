import { micros } from "./money.ts";
import type { Micros } from "./money.ts";

/** How long a cap lasts before it resets; `total` never does. */
export type Period = "day" | "week" | "month" | "total";

export const PERIODS: readonly Period[] = ["day", "week", "month", "total"];

/** Whose spending a cap is about. */
export type CapScope =
  | { readonly kind: "guild" }
  /** Each member for themselves, unless the member has a cap of their own for the same period. */
  | { readonly kind: "each-member" }
  | { readonly kind: "member"; readonly id: string }
  /** All who have the role, together. */
  | { readonly kind: "role"; readonly id: string }
  | { readonly kind: "channel"; readonly id: string };

/** Everything that can limit a run: a guild's caps, and the operator's over all guilds and over each of them. */
export type BudgetScope = CapScope | { readonly kind: "operator" } | { readonly kind: "ceiling" };

export interface Cap {
  readonly scope: CapScope;
  readonly period: Period;
  readonly amount: Micros;
}

/** What a guild's admins have decided. */
export interface GuildRules {
  /** IANA name: when days, weeks and months begin. */
  readonly timeZone: string;
  readonly caps: readonly Cap[];
  /** Counts changes of the time zone or of what has a cap; the store adds one with each. */
  readonly edition: number;
  /** Runs that can cost more ask for confirmation; null: the operator's amount. */
  readonly confirmAbove: Micros | null;
  /** The channel for budget alerts; null: alerts are off. */
  readonly alertChannelId: string | null;
  readonly modelsOff: readonly string[];
  /** Channels where the bot works; empty: everywhere. */
  readonly channelIds: readonly string[];
  /** Roles that may use the bot; empty: everybody. */
  readonly roleIds: readonly string[];
  /** Members whom an admin has made budget managers. */
  readonly managerIds: readonly string[];
  readonly paused: boolean;
}

export const NO_RULES: GuildRules = {
  timeZone: "UTC",
  caps: [],
  edition: 0,
  confirmAbove: null,
  alertChannelId: null,
  modelsOff: [],
  channelIds: [],
  roleIds: [],
  managerIds: [],
  paused: false,
};

/** A budget with what is held and spent, for people to read. */
export interface BudgetState {
  /** Never "each member": a state is about one member's budget. */
  readonly scope: Exclude<CapScope, { kind: "each-member" }>;
  readonly period: Period;
  readonly cap: Micros;
  readonly held: Micros;
  readonly spent: Micros;
  /** When it resets, in milliseconds since the epoch; null: never. */
  readonly resetsAt: number | null;
}

/** The largest amount people can set, a million dollars: more is a typo. */
export const MOST_AMOUNT = micros(1_000_000_000_000);

export const sameScope = (a: CapScope, b: CapScope): boolean =>
  a.kind === b.kind && ("id" in a ? a.id : null) === ("id" in b ? b.id : null);
