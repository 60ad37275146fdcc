// What a reply shows, as data. The pipeline makes it, each platform draws it, wording.ts has the sentences.

import type { CardAction } from "./invocation.ts";
import type { Micros } from "../money/money.ts";

/** What was asked for: the same whatever becomes of it. */
export interface CardHead {
  readonly generationId: string;
  readonly command: string;
  readonly modelTitle: string;
  /** As typed; null when the model was asked without one. */
  readonly prompt: string | null;
  /** The options the person set, prompt and model left out, in the command's order. */
  readonly set: readonly { readonly name: string; readonly value: string }[];
  readonly warnings: readonly string[];
  readonly userId: string;
}

export interface Card extends CardHead {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly status: CardStatus;
  readonly actions: readonly CardAction[];
}

export type CardStatus =
  /** `position`: in the queue when it was asked for, from 1; absent: it begins at once. */
  | { readonly kind: "held"; readonly upTo: Micros; readonly position?: number }
  | {
      readonly kind: "running";
      readonly phase: "queued" | "processing";
      readonly upTo: Micros;
      /** When half of such tasks have ended, and when nine in ten have: estimates, in milliseconds since the epoch. */
      readonly likelyAt: number;
      readonly lateAt: number;
    }
  | {
      readonly kind: "made";
      readonly cost: Micros;
      /** What was set aside: MindVideo is not meant to charge more, and the card owns up to it when it did. */
      readonly upTo: Micros;
      readonly requested: number;
      readonly got: number;
      /** Made as well, but nobody knows where they are; absent: none. */
      readonly unreadable?: number;
      readonly seed: number | null;
      /** Milliseconds from the command to the result. */
      readonly tookMs: number;
    }
  | {
      readonly kind: "failed";
      readonly cost: Micros;
      readonly upTo: Micros;
      readonly code: string;
      readonly reason: string | null;
    }
  | { readonly kind: "cancelled" }
  | { readonly kind: "lost"; readonly upTo: Micros };
