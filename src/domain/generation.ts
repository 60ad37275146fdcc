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

export interface RemoteMedia {
  readonly kind: "image" | "video";
  readonly url: string;
}

/** How it ended. `cost` is what was charged, in every case: a failure can cost something too. */
export type Outcome =
  | {
      readonly kind: "made";
      readonly cost: Micros;
      readonly media: readonly RemoteMedia[];
      /** Further results, of which the API did not say where they are; absent: none. */
      readonly unreadable?: number;
      readonly seed: number | null;
    }
  | { readonly kind: "failed"; readonly cost: Micros; readonly code: string; readonly reason: string | null }
  | { readonly kind: "cancelled"; readonly cost: Micros }
  /** It is unknown whether a task exists or what it cost: the hold stays, marked unconfirmed. */
  | { readonly kind: "lost"; readonly cost: Micros };

export type Phase = "queued" | "processing";

export type GenerationState =
  | { readonly kind: "held" }
  /** The API may or may not know the task: only the same Idempotency-Key can tell. */
  | { readonly kind: "submitting" }
  | {
      readonly kind: "running";
      readonly taskId: string;
      readonly phase: "queued" | "processing";
      readonly since: number;
    }
  | { readonly kind: "settled"; readonly outcome: Outcome }
  | { readonly kind: "delivered"; readonly outcome: Outcome }
  | { readonly kind: "undeliverable"; readonly outcome: Outcome; readonly code: string };

export interface Generation {
  /** `platform:interactionId`. */
  readonly id: string;
  readonly platform: PlatformName;
  readonly interactionId: string;
  readonly guildId: string;
  readonly channelId: string;
  readonly userId: string;
  /** The roles of the person at that moment: a cap for a role counts them. */
  readonly roleIds: readonly string[];
  readonly command: string;
  readonly model: string;
  /** As typed: what *Run again* and *Edit* start from, and what the card lists. */
  readonly values: OptionValues;
  /** As sent. */
  readonly input: JsonObject;
  /** What upstream documents warn of, in the words of the model's own file. */
  readonly warnings: readonly string[];
  readonly reply: ReplyRef;
  /** The most it can cost when it was accepted; shrinks to the API's estimate. */
  readonly hold: Micros;
  readonly state: GenerationState;
  /** Milliseconds since the epoch, all of them. */
  readonly createdAt: number;
  readonly submittedAt: number | null;
  readonly settledAt: number | null;
}

export const generationId = (platform: PlatformName, interactionId: string): string => `${platform}:${interactionId}`;
