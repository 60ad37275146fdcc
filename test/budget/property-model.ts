// The money as the design tells it, in the smallest words: a list of runs and what each holds and has cost. It shares no
// code with the bot: sums are loops over the runs, calendars are Intl's.

import type { BudgetScope, Cap, CapScope, Period } from "../../src/domain/money/budget.ts";
import type { PlatformName } from "../../src/domain/messages/invocation.ts";

export interface Guild {
  readonly platform: PlatformName;
  readonly guildId: string;
}

/** A command as it arrives. */
export interface Arrival extends Guild {
  readonly interactionId: string;
  readonly channelId: string;
  readonly userId: string;
  readonly roleIds: readonly string[];
  /** Micro-dollars, like every amount here. */
  readonly hold: number;
}

export interface Entry {
  readonly kind: string;
  readonly held: number;
  readonly spent: number;
}

export interface Run extends Arrival {
  readonly heldAt: number;
  state: "held" | "submitting" | "running" | "settled" | "delivered";
  /** What is promised while it is open; follows the estimate. */
  promise: number;
  readonly entries: Entry[];
}

export interface Policy {
  readonly defaultGuildBudget: number;
  readonly operatorBudget: number | null;
}

export interface Decided {
  timeZone: string;
  caps: readonly Cap[];
  /** How often something was decided: an entry in the ledger each time. */
  times: number;
}

export interface Model {
  readonly policy: Policy;
  now: number;
  readonly runs: Map<string, Run>;
  readonly decided: Map<string, Decided>;
}

export const beginModel = (policy: Policy, now: number): Model => ({
  policy,
  now,
  runs: new Map(),
  decided: new Map(),
});

export const guildKey = ({ platform, guildId }: Guild): string => `${platform}:${guildId}`;

export function decidedBy(model: Model, guild: Guild): Decided {
  const known = model.decided.get(guildKey(guild));
  if (known !== undefined) return known;
  const fresh: Decided = { timeZone: "UTC", caps: [], times: 0 };
  model.decided.set(guildKey(guild), fresh);
  return fresh;
}

const heldBy = ({ entries }: Run): number => entries.reduce((all, entry) => all + entry.held, 0);
const spentBy = ({ entries }: Run): number => entries.reduce((all, entry) => all + entry.spent, 0);

export interface Limit {
  readonly amount: number;
  readonly counts: (run: Run) => boolean;
}

/** What counts against `scope` in the period that is now, for this spender. */
export function countsFor(model: Model, spender: Arrival, of: Pick<Cap, "period"> & { readonly scope: BudgetScope }) {
  const { timeZone } = decidedBy(model, spender);
  const { scope, period } = of;
  if (scope.kind === "operator" || scope.kind === "ceiling")
    return (run: Run) => isSamePeriod(run.heldAt, model.now, { period: "month", timeZone: "UTC" });
  return (run: Run): boolean =>
    guildKey(run) === guildKey(spender) &&
    isSamePeriod(run.heldAt, model.now, { period, timeZone }) &&
    isOf(run, scope, spender);
}

function isOf(run: Run, scope: CapScope, spender: Arrival): boolean {
  switch (scope.kind) {
    case "guild":
      return true;
    case "each-member":
      return run.userId === spender.userId;
    case "member":
      return run.userId === scope.id;
    case "role":
      return run.roleIds.includes(scope.id);
    case "channel":
      return run.channelId === scope.id;
  }
}

export const usedOf = (model: Model, counts: Limit["counts"]): number =>
  [...model.runs.values()].filter(counts).reduce((all, run) => all + heldBy(run) + spentBy(run), 0);

/** Every limit that a run of `spender` meets. */
function limitsOf(model: Model, spender: Arrival): readonly Limit[] {
  const { caps } = decidedBy(model, spender);
  const byDefault: Cap = {
    scope: { kind: "guild" },
    period: "month",
    amount: model.policy.defaultGuildBudget as Cap["amount"],
  };
  const own = caps.filter(({ scope, period }) => {
    if (scope.kind === "member") return scope.id === spender.userId;
    if (scope.kind === "role") return spender.roleIds.includes(scope.id);
    if (scope.kind === "channel") return scope.id === spender.channelId;
    const hasOwn = caps.some(
      (cap) => cap.scope.kind === "member" && cap.scope.id === spender.userId && cap.period === period,
    );
    return scope.kind === "guild" || !hasOwn;
  });
  const all = caps.some(({ scope, period }) => scope.kind === "guild" && period === "month")
    ? own
    : [...own, byDefault];
  const limits = all.map((cap): Limit => ({ amount: cap.amount, counts: countsFor(model, spender, cap) }));
  const { operatorBudget } = model.policy;
  if (operatorBudget === null) return limits;
  return [
    ...limits,
    { amount: operatorBudget, counts: countsFor(model, spender, { scope: { kind: "operator" }, period: "month" }) },
  ];
}

/** M1: the sum with the new hold stays within every limit. */
const fits = (model: Model, arrival: Arrival): boolean =>
  limitsOf(model, arrival).every(({ amount, counts }) => usedOf(model, counts) + arrival.hold <= amount);

export function accept(model: Model, arrival: Arrival): "accepted" | "duplicate" | "full" {
  if (model.runs.has(arrival.interactionId)) return "duplicate";
  if (!fits(model, arrival)) return "full";
  const entries = [{ kind: "hold", held: arrival.hold, spent: 0 }];
  model.runs.set(arrival.interactionId, {
    ...arrival,
    heldAt: model.now,
    state: "held",
    promise: arrival.hold,
    entries,
  });
  return "accepted";
}

export function begin(run: Run): boolean {
  if (run.state !== "held") return false;
  run.state = "submitting";
  return true;
}

export function submitted(run: Run, estimate: number | null): void {
  if (run.state !== "submitting") return;
  run.state = "running";
  if (estimate === null || estimate === run.promise) return;
  run.entries.push({ kind: "adjust", held: estimate - run.promise, spent: 0 });
  run.promise = estimate;
}

/** M2: only what is open closes. `cost` null: nobody knows, and the promise stays. */
export function close(run: Run, cost: number | null): boolean {
  if (run.state === "settled" || run.state === "delivered") return false;
  run.state = "settled";
  if (cost === null) run.entries.push({ kind: "unconfirmed", held: 0, spent: 0 });
  else if (cost === 0) run.entries.push({ kind: "release", held: 0 - run.promise, spent: 0 });
  else {
    run.entries.push({ kind: "settle", held: 0 - run.promise, spent: Math.min(cost, run.promise) });
    if (cost > run.promise) run.entries.push({ kind: "correction", held: 0, spent: cost - run.promise });
  }
  return true;
}

export function deliver(run: Run): void {
  if (run.state === "settled") run.state = "delivered";
}

export function cancel(run: Run): boolean {
  return run.state === "held" && close(run, 0);
}

const DAY_MS = 24 * 60 * 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const dates = new Map<string, string>();

/** The calendar's date of a moment, `2026-11-30`. */
function dateOf(at: number, timeZone: string): string {
  const key = `${timeZone} ${at}`;
  const known = dates.get(key);
  if (known !== undefined) return known;
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  formats.set(timeZone, format);
  const date = format.format(at);
  dates.set(key, date);
  return date;
}

function isSamePeriod(
  one: number,
  other: number,
  { period, timeZone }: { readonly period: Period; readonly timeZone: string },
) {
  const [a, b] = [dateOf(one, timeZone), dateOf(other, timeZone)];
  switch (period) {
    case "day":
      return a === b;
    case "week":
      return weekOf(a) === weekOf(b);
    case "month":
      return a.slice(0, 7) === b.slice(0, 7);
    case "total":
      return true;
  }
}

/** The first of January 1970 was a Thursday. */
const weekOf = (date: string): number => Math.floor((Date.parse(date) / DAY_MS + 3) / 7);
