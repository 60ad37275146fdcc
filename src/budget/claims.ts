import type { Origin } from "../domain/invocation.ts";
import type { Micros } from "../domain/money.ts";
import type { Claim } from "../store/store.ts";
import { spanAt } from "./windows.ts";
import type { Period } from "./windows.ts";

export interface BudgetPolicy {
  /** What a guild may spend a month. */
  readonly defaultGuildBudget: Micros;
  /** What all guilds together may spend a month; null: no limit. */
  readonly operatorBudget: Micros | null;
}

/** A claim with what a refusal has to say about it. */
export interface BudgetClaim extends Claim {
  readonly scope: "guild" | "operator";
  readonly period: Period;
  readonly resetsAt: number | null;
}

const PERIOD = "month";
const TIME_ZONE = "UTC";

/** Every budget that a command of this origin needs room in. */
export function claimsFor(
  { platform, guildId }: Pick<Origin, "platform" | "guildId">,
  policy: BudgetPolicy,
  at: number,
): readonly BudgetClaim[] {
  const { key, endsAt } = spanAt(at, PERIOD, TIME_ZONE);
  const common = { period: PERIOD, resetsAt: endsAt } as const;
  return [
    {
      ...common,
      scope: "guild",
      window: `guild:${platform}:${guildId}:${PERIOD}:${key}`,
      cap: policy.defaultGuildBudget,
    },
    { ...common, scope: "operator", window: `operator:${PERIOD}:${key}`, cap: policy.operatorBudget },
  ];
}
