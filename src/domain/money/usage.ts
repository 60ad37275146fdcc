// Who spent what, as data: summed from the ledger, shown as a page and as a chart.

import type { Period } from "./budget.ts";
import type { Micros } from "./money.ts";

export type UsageBy = "day" | "member" | "model" | "channel";

export const USAGE_BYS: readonly UsageBy[] = ["day", "member", "model", "channel"];

/** The time that was asked for. */
export type NamedSpan =
  | { readonly kind: "this" | "last"; readonly period: Exclude<Period, "total"> }
  | { readonly kind: "total" }
  /** `2026-11-01`, the last day included; null: from the first run on, or until today. */
  | { readonly kind: "dates"; readonly from: string | null; readonly to: string | null };

/** The spans that have a name, by what people choose in the menu. */
export const NAMED_SPANS: ReadonlyMap<string, NamedSpan> = new Map<string, NamedSpan>([
  ["today", { kind: "this", period: "day" }],
  ["yesterday", { kind: "last", period: "day" }],
  ["this week", { kind: "this", period: "week" }],
  ["last week", { kind: "last", period: "week" }],
  ["this month", { kind: "this", period: "month" }],
  ["last month", { kind: "last", period: "month" }],
  ["so far", { kind: "total" }],
]);

export type Whose =
  | { readonly kind: "guild" }
  /** The person who asks. */
  | { readonly kind: "own"; readonly userId: string }
  | { readonly kind: "member"; readonly userId: string; readonly name: string | null };

/** Milliseconds since the epoch; `to` is exclusive. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

export interface Spending {
  readonly spent: Micros;
  /** Still set aside for runs that are not over. */
  readonly held: Micros;
  readonly runs: number;
}

/** What one member, model or channel spent. */
export interface UsageSeries extends Spending {
  /** Their ID, or the model's slug. */
  readonly key: string;
  /** Null if unknown. */
  readonly name: string | null;
  /** What was spent in each bar. */
  readonly perBar: readonly Micros[];
  /** Their own cap for exactly this span; null: none. */
  readonly cap: Micros | null;
}

export interface UsageReport extends Spending, TimeSpan {
  readonly by: UsageBy;
  readonly whose: Whose;
  readonly stretch: NamedSpan;
  /** IANA name: whose calendar the bars follow. */
  readonly timeZone: string;
  readonly grain: "hour" | "day" | "week" | "month";
  readonly bars: readonly UsageBar[];
  /** Largest spending first. By day, these are the models. */
  readonly series: readonly UsageSeries[];
  /** The cap for exactly this span, if it is still running; null: none. */
  readonly cap: Micros | null;
  /** The cap on each day; null: none. */
  readonly dayCap: Micros | null;
}

interface UsageBar extends TimeSpan, Spending {}

/** A report with its chart and table. */
export interface UsagePage {
  readonly report: UsageReport;
  /** The chart; null if there is nothing to draw, or it was not ready in time. */
  readonly picture: UsageFile | null;
  /** The newest runs, one per line; null if there are none. */
  readonly table: (UsageFile & { readonly runs: number }) | null;
}

export interface UsageFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}
