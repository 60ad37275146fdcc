// What a reply shows, as data. The pipeline makes it, wording/card.ts has the sentences, each platform draws it.

import type { Trouble } from "../generation.ts";
import type { CardAction } from "./invocation.ts";
import type { Micros } from "../money/money.ts";

/** The request itself, which never changes: what a card and a question have in common. */
export interface CardHead {
  readonly generationId: string;
  readonly command: string;
  readonly modelTitle: string;
  /** As typed; null if the run has no prompt. */
  readonly prompt: string | null;
  /** The options the person set, without prompt and model, in the command's order. */
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
  /** `position`: 1-based queue position when it was asked for; absent: it starts at once. */
  | { readonly kind: "held"; readonly upTo: Micros; readonly position?: number }
  | {
      readonly kind: "running";
      readonly phase: "queued" | "processing";
      readonly upTo: Micros;
      /** Estimates, in milliseconds since the epoch: when half of such tasks have ended, and when nine in ten have. */
      readonly likelyAt: number;
      readonly lateAt: number;
      /** Why it has not ended by now; absent: it goes as expected. */
      readonly trouble?: Trouble;
    }
  | {
      readonly kind: "made";
      readonly cost: Micros;
      /** The hold. MindVideo should never charge more; if it does, the card says so. */
      readonly upTo: Micros;
      readonly requested: number;
      readonly got: number;
      /** Number of results that were made but have no readable address; absent: none. */
      readonly unreadable?: number;
      /** Number of further results that nobody asked for and that are not shown; absent: none. */
      readonly surplus?: number;
      /** The cost is the most that it can be: MindVideo named none that can be read. */
      readonly isAssumed?: boolean;
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
  /** `code`: the error that was met last; null: unknown. */
  | { readonly kind: "lost"; readonly upTo: Micros; readonly code: string | null };
