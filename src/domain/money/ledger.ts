import type { PlatformName } from "../messages/invocation.ts";
import type { Micros } from "./money.ts";

export type LedgerKind = "hold" | "adjust" | "settle" | "release" | "unconfirmed" | "correction" | "rules";

/** One change of money, or of the rules about it. Never changed, never deleted. */
export interface LedgerEntry {
  readonly id: number;
  readonly at: number;
  readonly kind: LedgerKind;
  /** Null for a change of the rules. */
  readonly generationId: string | null;
  readonly platform: PlatformName;
  readonly guildId: string;
  readonly channelId: string;
  /** Who ran the generation, or changed the rules. */
  readonly userId: string;
  readonly model: string;
  /** When the generation was accepted, in milliseconds since the epoch: what windows and reports count it by. */
  readonly heldAt: number;
  /** Change of the hold; `spent` is the change of the spending. */
  readonly held: Micros;
  readonly spent: Micros;
  readonly note: string;
}

/** Whose spending, from when to when: milliseconds since the epoch, `to` exclusive. */
export interface UsageQuery {
  readonly platform: PlatformName;
  readonly guildId: string;
  /** Null: everybody's. */
  readonly userId: string | null;
  readonly from: number;
  readonly to: number;
}

export type UsageOf = "member" | "model" | "channel";

export interface UsageSum {
  /** The ID of the member or channel, or the model's slug. */
  readonly key: string;
  readonly spent: Micros;
  /** Still set aside. */
  readonly held: Micros;
  readonly runs: number;
}

/** One generation, summed up from its ledger entries. */
export interface Run {
  readonly generationId: string;
  /** When it was accepted, in milliseconds since the epoch. */
  readonly at: number;
  readonly userId: string;
  readonly channelId: string;
  readonly model: string;
  /** `made`, `cancelled`, `lost`, or the code of its failure; null while it is not over. */
  readonly outcome: string | null;
  readonly spent: Micros;
  readonly held: Micros;
}
