// A generation is one accepted command: one row, one hold, one Idempotency-Key (P2).
//
//   held ──> submitting ──> running ──> settled ──> delivered | undeliverable
//     └───────────────────────────────────┘ cancelled, only while the API has not heard of it
//
// The outcome and the end of the hold are one write (`settled`): money is never left open by a delivery that fails.

import type { JsonObject } from "./json.ts";
import type { OptionValues, PlatformName } from "./messages/invocation.ts";
import type { Micros } from "./money/money.ts";
import type { ReplyRef } from "./messages/reply.ts";

/** A result where the API serves it. */
export interface RemoteMedia {
  readonly kind: "image" | "video";
  readonly url: string;
}

/**
 * Why a cost is not the API's word: it named none, or one that cannot be read. What can be charged is then counted in
 * full, and a failure that names none as nothing.
 */
export type Assumed = "unstated" | "unreadable";

/** How it ended. `cost` is what was charged, in every case: a failure can cost something too. */
export type Outcome =
  | {
      readonly kind: "made";
      readonly cost: Micros;
      readonly media: readonly RemoteMedia[];
      /** Number of further results whose address could not be read; absent: none. */
      readonly unreadable?: number;
      /** Number of further results, which nobody asked for; absent: none. */
      readonly surplus?: number;
      readonly seed: number | null;
      readonly assumed?: Assumed;
    }
  | {
      readonly kind: "failed";
      readonly cost: Micros;
      readonly code: string;
      readonly reason: string | null;
      readonly assumed?: Assumed;
    }
  | { readonly kind: "cancelled"; readonly cost: Micros }
  /**
   * Nobody knows whether a task exists or what it cost: the hold stays, marked unconfirmed. `code`: the error that was met
   * last; absent in rows of earlier versions.
   */
  | {
      readonly kind: "lost";
      readonly cost: Micros;
      readonly code?: string;
      /** Somebody looked it up, and closed its hold at `cost`. */
      readonly resolved?: true;
    };

export type Phase = "queued" | "processing";

/** The API does not know the task, or not by a state that we know; or it goes on for over a day. */
export type Trouble = "unknown" | "overdue";

/** Times are milliseconds since the epoch: `since` is when the phase was first seen. */
export type GenerationState =
  | { readonly kind: "held" }
  /** The API may or may not know the task: only the same Idempotency-Key can tell. */
  | { readonly kind: "submitting" }
  | {
      readonly kind: "running";
      readonly taskId: string;
      readonly phase: "queued" | "processing";
      readonly since: number;
      /** Why it has not ended by now; known to the process that watches it alone. */
      readonly trouble?: Trouble;
    }
  | { readonly kind: "settled"; readonly outcome: Outcome }
  | { readonly kind: "delivered"; readonly outcome: Outcome }
  | { readonly kind: "undeliverable"; readonly outcome: Outcome; readonly code: string };

/** One accepted command, as its row has it. Times are milliseconds since the epoch. */
export interface Generation {
  /** `platform:interactionId`, unique over both platforms. */
  readonly id: string;
  readonly platform: PlatformName;
  readonly interactionId: string;
  readonly guildId: string;
  readonly channelId: string;
  /** The channel of the thread that it was started in; absent: it was in no thread. */
  readonly parentChannelId?: string;
  readonly userId: string;
  /** The person's roles when it was accepted; role caps count by them. */
  readonly roleIds: readonly string[];
  readonly command: string;
  readonly model: string;
  /** As typed: what *Run again* and *Edit* start from, and what the card lists. */
  readonly values: OptionValues;
  /** As sent to the API; private files stand in it by their own address. */
  readonly input: JsonObject;
  /** Warnings for the card, in the words of the model's own file. */
  readonly warnings: readonly string[];
  readonly reply: ReplyRef;
  /** Set aside for it: the most it can cost, which follows the API's estimate once there is one. */
  readonly hold: Micros;
  readonly state: GenerationState;
  readonly createdAt: number;
  readonly submittedAt: number | null;
  readonly settledAt: number | null;
}

export const generationId = (platform: PlatformName, interactionId: string): string => `${platform}:${interactionId}`;
