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

/** What a run may have to fit in: a guild's caps, and the operator's over everything. */
export type BudgetScope = CapScope | { readonly kind: "operator" };

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
  /** How often the zone, or what there is a cap for, has been another. The store counts it. */
  readonly edition: number;
  /** Runs that can cost more are asks for confirmation; null: what the operator says. */
  readonly confirmAbove: Micros | null;
  /** Where it is said that a budget runs low; null: nowhere. */
  readonly alertChannelId: string | null;
  readonly modelsOff: readonly string[];
  /** Where the bot may be used; none: everywhere. */
  readonly channelIds: readonly string[];
  /** Who may use the bot; none: everybody. */
  readonly roleIds: readonly string[];
  /** Who may set budgets besides budget managers, because one of these has named them. */
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

/** How a budget stands, for people to read. */
export interface BudgetState {
  /** Never "each member": whose budget it is, is known here. */
  readonly scope: Exclude<CapScope, { kind: "each-member" }>;
  readonly period: Period;
  readonly cap: Micros;
  readonly held: Micros;
  readonly spent: Micros;
  /** When it resets, in milliseconds since the epoch; null: never. */
  readonly resetsAt: number | null;
}

/** The most that people can set, a million dollars: more is a slip of the finger. */
export const MOST_AMOUNT = micros(1_000_000_000_000);

export const sameScope = (a: CapScope, b: CapScope): boolean =>
  a.kind === b.kind && ("id" in a ? a.id : null) === ("id" in b ? b.id : null);
