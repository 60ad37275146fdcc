// Which windows a run must fit in. Pure: caps in, claims out; the store checks and writes them (M1).

import type { BudgetScope, Cap, CapScope, GuildRules, Period } from "../domain/money/budget.ts";
import type { Origin } from "../domain/messages/invocation.ts";
import type { Micros } from "../domain/money/money.ts";
import type { Claim, WindowScope } from "../store/store.ts";
import { spanAt } from "./windows.ts";

export interface BudgetPolicy {
  /** What a guild may spend a month, unless it has set a cap for itself. */
  readonly defaultGuildBudget: Micros;
  /** What all guilds together may spend a month; null: no limit. */
  readonly operatorBudget: Micros | null;
  /** A run that can cost more is asks for confirmation, where the guild has not decided otherwise. */
  readonly confirmAbove: Micros;
}

/** A claim with what people read about it. */
export interface BudgetClaim extends Claim {
  readonly scope: BudgetScope;
  readonly period: Period;
  /** Milliseconds since the epoch; null: never. */
  readonly resetsAt: number | null;
}

export type Spender = Pick<Origin, "platform" | "guildId" | "channelId" | "userId" | "roleIds">;

/** Every budget that a run of `spender` must fit in at this moment. */
export function claimsFor(
  spender: Spender,
  { rules, policy }: { readonly rules: GuildRules; readonly policy: BudgetPolicy },
  at: number,
): readonly BudgetClaim[] {
  const claims = withDefault(rules.caps, policy)
    .filter((cap, _, all) => applies(cap, spender, all))
    .map((cap) => claim(cap, spender, { at, rules }));
  return policy.operatorBudget === null ? claims : [...claims, operatorClaim(policy.operatorBudget, at)];
}

/** Every budget that a guild's rules speak of, those of members, roles and channels that `reader` has no part in too. */
export function claimsOfAll(
  reader: Spender,
  { rules, policy }: { readonly rules: GuildRules; readonly policy: BudgetPolicy },
  at: number,
): readonly BudgetClaim[] {
  return withDefault(rules.caps, policy)
    .filter((cap, _, all) => cap.scope.kind !== "each-member" || applies(cap, reader, all))
    .map((cap) => claim(cap, reader, { at, rules }));
}

/** A guild that has set no cap for itself gets the operator's. */
export function withDefault(caps: readonly Cap[], { defaultGuildBudget }: BudgetPolicy): readonly Cap[] {
  if (caps.some((cap) => cap.scope.kind === "guild")) return caps;
  return [...caps, { scope: { kind: "guild" }, period: "month", amount: defaultGuildBudget }];
}

function applies({ scope, period }: Cap, spender: Spender, all: readonly Cap[]): boolean {
  switch (scope.kind) {
    case "guild":
      return true;
    case "each-member":
      return !all.some(
        (cap) => cap.scope.kind === "member" && cap.scope.id === spender.userId && cap.period === period,
      );
    case "member":
      return scope.id === spender.userId;
    case "role":
      return spender.roleIds.includes(scope.id);
    case "channel":
      return scope.id === spender.channelId;
  }
}

interface Moment {
  readonly at: number;
  readonly rules: GuildRules;
}

function claim({ scope, period, amount }: Cap, spender: Spender, { at, rules }: Moment): BudgetClaim {
  const { key, startsAt, endsAt } = spanAt(at, period, rules.timeZone);
  const subject = subjectFor(scope, spender);
  // The edition is part of the name: a window misses the runs of the time in which another zone or no such cap held, so
  // it is started again, from history.
  const name = [spender.platform, spender.guildId, subjectKey(subject), period, key, rules.edition].join(":");
  return { window: name, cap: amount, since: startsAt, subject, scope, period, resetsAt: endsAt };
}

function subjectFor(scope: CapScope, { platform, guildId, userId }: Spender): WindowScope {
  switch (scope.kind) {
    case "guild":
      return { kind: "guild", platform, guildId };
    case "each-member":
      return { kind: "member", platform, guildId, id: userId };
    case "member":
    case "role":
    case "channel":
      return { kind: scope.kind, platform, guildId, id: scope.id };
  }
}

const subjectKey = (subject: WindowScope): string => ("id" in subject ? `${subject.kind}:${subject.id}` : subject.kind);

function operatorClaim(cap: Micros, at: number): BudgetClaim {
  const { key, startsAt, endsAt } = spanAt(at, "month", "UTC");
  return {
    window: `operator:month:${key}`,
    cap,
    since: startsAt,
    subject: { kind: "everything" },
    scope: { kind: "operator" },
    period: "month",
    resetsAt: endsAt,
  };
}
