// Which windows a run must fit in. Pure: caps in, claims out; the store checks and writes them (M1).

import type { BudgetScope, Cap, CapScope, GuildRules, Period } from "../domain/money/budget.ts";
import type { Origin } from "../domain/messages/invocation.ts";
import type { Micros } from "../domain/money/money.ts";
import type { Claim, WindowScope } from "../store/store.ts";
import { spanAt } from "./windows.ts";

/** The operator's settings. */
export interface BudgetPolicy {
  /** Cap a month for each guild that has set none for itself. */
  readonly defaultGuildBudget: Micros;
  /** Cap a month on all guilds together; null: none. */
  readonly operatorBudget: Micros | null;
  /** Cap a month on each guild that its admins cannot pass; absent: none. */
  readonly guildCeiling?: Micros;
  /** Of the two caps above: part of their windows' names (`countEditions`). Absent: 0. */
  readonly editions?: Readonly<Record<"operator" | "ceiling", number>>;
  /** Runs that can cost more ask for confirmation, unless the guild has set another amount. */
  readonly confirmAbove: Micros;
  /** Most runs that may go on at once; absent: any number. */
  readonly mostRunning?: { readonly member: number; readonly guild: number };
  /** Guilds that may use the bot; absent: all. */
  readonly allowedGuilds?: readonly string[];
}

/** A claim with what people need to read about it. */
export interface BudgetClaim extends Claim {
  readonly scope: BudgetScope;
  readonly period: Period;
  /** Milliseconds since the epoch; null: never. */
  readonly resetsAt: number | null;
}

export type Spender = Pick<Origin, "platform" | "guildId" | "channelId" | "parentChannelId" | "userId" | "roleIds">;

/** Every budget that a run of `spender` must fit in at this moment. */
export function claimsFor(
  spender: Spender,
  { rules, policy }: { readonly rules: GuildRules; readonly policy: BudgetPolicy },
  at: number,
): readonly BudgetClaim[] {
  const claims = withDefault(rules.caps, policy)
    .filter((cap, _, all) => applies(cap, spender, all))
    .map((cap) => claim(cap, spender, { at, rules }));
  return [...claims, ...operatorClaims(spender, policy, at)];
}

/** Every budget in a guild's rules, including those of members, roles and channels that `reader` does not count in. */
export function claimsOfAll(
  reader: Spender,
  { rules, policy }: { readonly rules: GuildRules; readonly policy: BudgetPolicy },
  at: number,
): readonly BudgetClaim[] {
  return withDefault(rules.caps, policy)
    .filter((cap, _, all) => cap.scope.kind !== "each-member" || applies(cap, reader, all))
    .map((cap) => claim(cap, reader, { at, rules }));
}

/** Adds the operator's default cap a month, unless the guild has set one a month for itself: a cap a day is no month's. */
export function withDefault(caps: readonly Cap[], { defaultGuildBudget }: BudgetPolicy): readonly Cap[] {
  if (caps.some(({ scope, period }) => scope.kind === "guild" && period === "month")) return caps;
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
      return scope.id === spender.channelId || scope.id === spender.parentChannelId;
  }
}

interface Moment {
  readonly at: number;
  readonly rules: GuildRules;
}

function claim({ scope, period, amount }: Cap, spender: Spender, { at, rules }: Moment): BudgetClaim {
  const { key, startsAt, endsAt } = spanAt(at, period, rules.timeZone);
  const subject = subjectFor(scope, spender);
  // The edition is part of the name. A window misses runs from the time when another zone or no such cap applied, so after
  // such a change a new window is built from history.
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

/** Those that no admin can change. */
function operatorClaims({ platform, guildId }: Spender, policy: BudgetPolicy, at: number): readonly BudgetClaim[] {
  const { operatorBudget, guildCeiling, editions = { operator: 0, ceiling: 0 } } = policy;
  const { key, startsAt, endsAt } = spanAt(at, "month", "UTC");
  const month = { since: startsAt, period: "month", resetsAt: endsAt } as const;
  const claims: BudgetClaim[] = [];
  if (operatorBudget !== null) {
    const window = `operator:month:${key}:${editions.operator}`;
    const subject = { kind: "everything" } as const;
    claims.push({ ...month, window, cap: operatorBudget, subject, scope: { kind: "operator" } });
  }
  if (guildCeiling !== undefined) {
    const window = `ceiling:${platform}:${guildId}:month:${key}:${editions.ceiling}`;
    const subject = { kind: "guild", platform, guildId } as const;
    claims.push({ ...month, window, cap: guildCeiling, subject, scope: { kind: "ceiling" } });
  }
  return claims;
}
