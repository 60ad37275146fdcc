// What /jobs shows: runs of the past, and what can be done about each.

import type { Card } from "./card.ts";

export type RunsOf =
  | { readonly kind: "own" }
  | { readonly kind: "guild" }
  | { readonly kind: "member"; readonly userId: string };

export interface ListedRun {
  readonly card: Card;
  /** Where its reply was put; null: that is not known. Whether it still stands only the platform knows. */
  readonly place: { readonly guildId: string; readonly channelId: string; readonly messageId: string } | null;
  readonly result: RunResult;
}

/** What there is to bring. */
export type RunResult =
  /** Not over yet, or still being delivered. */
  | "coming"
  | "there"
  /** It never reached its reply. */
  | "undelivered"
  /** MindVideo keeps results for a day or so. */
  | "expired"
  /** It made nothing. */
  | "none";

export interface RunsList {
  readonly of: RunsOf;
  /** The newest first. */
  readonly runs: readonly ListedRun[];
  /** What a press for the next older ones brings back; null: there are none. */
  readonly older: string | null;
  /** The same for the newest; null: these are they. */
  readonly newest: string | null;
}
