// What can happen to money, in any order: few members, channels and amounts, so that caps meet and fill.

import fc from "fast-check";
import type { Cap, CapScope, Period } from "../../src/domain/money/budget.ts";
import { micros } from "../../src/domain/money/money.ts";
import type { Arrival, Guild, Policy } from "./property-model.ts";

export type Act =
  | { readonly kind: "accept"; readonly arrivals: readonly Omit<Arrival, "interactionId">[] }
  /** To one run. `again`: its interaction arrives once more; `check`: its person asks how the budgets stand. */
  | { readonly kind: "again" | "check" | "begin" | "cancel" | "deliver"; readonly run: number }
  /** A part of the hold; null: the API said nothing. */
  | { readonly kind: "submitted"; readonly run: number; readonly estimate: number | null }
  /** A part of the hold; null: nobody knows what it cost. */
  | { readonly kind: "settle"; readonly run: number; readonly end: "made" | "failed"; readonly cost: number | null }
  | ({ readonly kind: "cap"; readonly amount: number | null } & Subject)
  | { readonly kind: "zone"; readonly guild: Guild; readonly timeZone: string }
  | { readonly kind: "wait"; readonly ms: number }
  /** To the last millisecond of a period, or the first of the next. */
  | { readonly kind: "edge"; readonly guild: Guild; readonly period: Exclude<Period, "total">; readonly last: boolean }
  | { readonly kind: "restart" };

interface Subject {
  readonly guild: Guild;
  readonly scope: CapScope;
  readonly period: Period;
}

export interface Step {
  readonly act: Act;
  /** Done once, once more afterwards, or twice at the same time. */
  readonly repeat: "no" | "after" | "at-once";
  /** The process dies before this statement of the step's; null: it does not. */
  readonly cut: number | null;
}

export interface Sequence {
  readonly start: number;
  readonly policy: Policy;
  readonly caps: readonly Extract<Act, { kind: "cap" }>[];
  readonly steps: readonly Step[];
}

const GUILD: Guild = { platform: "discord", guildId: "g1" };
const GUILDS: readonly Guild[] = [GUILD, GUILD, GUILD, { platform: "slack", guildId: "g1" }];
const ROLES = ["painters", "admins"];
const USERS = ["ada", "bo"];
const CHANNELS = ["studio", "gallery"];
const AMOUNTS = [0, 1, 24_299, 24_300, 48_600, 60_000, 97_200, 100_000, 1_000_000];
const HOLDS = [1, 24_300, 24_300, 24_300, 35_100, 56_250];
const PARTS = [null, 0, 0.1, 0.5, 1, 1.5, 3];
const ZONES = ["UTC", "America/New_York", "Asia/Shanghai", "Asia/Kolkata"];
const HOUR_MS = 3_600_000;
const WAITS_MS = [0, 1, HOUR_MS, 7 * HOUR_MS, 26 * HOUR_MS, 8 * 24 * HOUR_MS, 33 * 24 * HOUR_MS];
/** Ends of months and weeks, and the nights on which New York changes its clocks. */
const STARTS = [
  "2026-11-30T18:29:59.999Z",
  "2026-11-21T12:00:00Z",
  "2026-11-01T05:30:00Z",
  "2026-03-08T06:59:59Z",
  "2026-12-31T23:59:59Z",
];

/** By their weights. */
const oneOf = <T>(...choices: readonly (readonly [weight: number, fc.Arbitrary<T>])[]): fc.Arbitrary<T> =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const guild = fc.constantFrom(...GUILDS);
const scope = oneOf<CapScope>(
  [1, fc.constantFrom({ kind: "guild" }, { kind: "each-member" })],
  [1, fc.constantFrom(...USERS).map((id) => ({ kind: "member", id }))],
  [1, fc.constantFrom(...ROLES).map((id) => ({ kind: "role", id }))],
  [1, fc.constantFrom(...CHANNELS).map((id) => ({ kind: "channel", id }))],
);
const period = fc.constantFrom<Period[]>("day", "week", "month", "total");
/** Most caps are about the same few, so that they are set, filled, cleared and set again. */
const subject = oneOf<Subject>(
  [1, fc.record({ guild, scope, period })],
  [1, fc.constant({ guild: GUILD, scope: { kind: "guild" }, period: "day" })],
  [1, fc.constant({ guild: GUILD, scope: { kind: "each-member" }, period: "month" })],
);
const cap = fc
  .tuple(subject, oneOf<number | null>([2, fc.constantFrom(...AMOUNTS)], [1, fc.constant(null)]))
  .map(([about, amount]) => ({ kind: "cap" as const, ...about, amount }));

const arrival = fc
  .record({
    guild,
    userId: fc.constantFrom(...USERS),
    channelId: fc.constantFrom(...CHANNELS),
    roleIds: fc.subarray(ROLES),
    hold: fc.constantFrom(...HOLDS),
  })
  .map(({ guild: { platform, guildId }, ...rest }) => ({ platform, guildId, ...rest }));

/** Counted from the latest. */
const run = fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 4);
const part = fc.constantFrom(...PARTS);
const is = <const K extends Act["kind"]>(kind: K): fc.Arbitrary<K> => fc.constant(kind);
const end = fc.constantFrom("made" as const, "failed" as const);
const edged = fc.constantFrom("day" as const, "week" as const, "month" as const);

const act = oneOf<Act>(
  [9, fc.record({ kind: is("accept"), arrivals: fc.tuple(arrival) })],
  [1, fc.record({ kind: is("accept"), arrivals: fc.array(arrival, { minLength: 2, maxLength: 5 }) })],
  [5, fc.record({ kind: is("begin"), run })],
  [6, fc.record({ kind: is("submitted"), run, estimate: part })],
  [5, fc.record({ kind: is("settle"), run, end, cost: part })],
  [4, fc.record({ kind: fc.constantFrom("again" as const, "check", "cancel", "deliver"), run })],
  [4, cap],
  [1, fc.record({ kind: is("zone"), guild, timeZone: fc.constantFrom(...ZONES) })],
  [2, fc.record({ kind: is("wait"), ms: fc.constantFrom(...WAITS_MS) })],
  [2, fc.record({ kind: is("edge"), guild, period: edged, last: fc.boolean() })],
  [1, fc.record({ kind: is("restart") })],
);

/** Long enough for a cap that is set, filled, cleared and set again. */
const MOST_STEPS = 14;
/** More than any step has statements, so that some die after the last. */
const MOST_STATEMENTS = 40;

/** `cuts`: in one step of four the process dies. */
export const sequences = ({ cuts }: { readonly cuts: boolean }): fc.Arbitrary<Sequence> => {
  const repeat = oneOf<Step["repeat"]>([6, fc.constant("no")], [1, fc.constant("after")], [1, fc.constant("at-once")]);
  const cut = oneOf<Step["cut"]>([3, fc.constant(null)], [cuts ? 1 : 0, fc.nat({ max: MOST_STATEMENTS })]);
  return fc.record({
    start: fc.constantFrom(...STARTS).map((text) => Date.parse(text)),
    policy: fc.record({
      defaultGuildBudget: fc.constantFrom(60_000, 1_000_000),
      operatorBudget: fc.constantFrom(null, 100_000, 10_000_000),
    }),
    caps: fc.array(cap, { maxLength: 3 }),
    steps: fc.array(fc.record({ act, repeat, cut }), { minLength: 1, maxLength: MOST_STEPS, size: "max" }),
  });
};

export const capOf = ({ scope: of, period: each, amount }: Extract<Act, { kind: "cap" }>): Cap | null =>
  amount === null ? null : { scope: of, period: each, amount: micros(amount) };
