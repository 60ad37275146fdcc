// What /jobs shows: past runs, and what can be done with each.

import type { Card } from "./card.ts";

export type RunsOf =
  | { readonly kind: "own" }
  | { readonly kind: "guild" }
  | { readonly kind: "member"; readonly userId: string };

export interface ListedRun {
  readonly card: Card;
  /** Where its reply was posted; null if unknown. Somebody may have deleted it since. */
  readonly place: { readonly guildId: string; readonly channelId: string; readonly messageId: string } | null;
  readonly result: RunResult;
}

/** Whether a run has a result that can be brought back. */
export type RunResult =
  /** Not over yet, or still being delivered. */
  | "coming"
  | "there"
  /** It never reached its reply. */
  | "undelivered"
  /** MindVideo keeps results for a day or so. */
  | "expired"
  /** Nobody knew how it ended; the API may know by now. */
  | "lost"
  /** It made nothing. */
  | "none";

export interface RunsList {
  readonly of: RunsOf;
  /** The newest first. */
  readonly runs: readonly ListedRun[];
  /** Page token of the next older runs; null if there are none. */
  readonly older: string | null;
  /** Page token of the newest runs; null on that page itself. */
  readonly newest: string | null;
}
