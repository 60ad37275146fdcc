import type { types } from "@slack/bolt";

/** What every message of ours carries, new or edited: blocks left out of an edit would be taken away. */
export interface MessageBody {
  /** What a notification shows, and a client that draws no blocks: no markup of its own, everything in it escaped. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

export const message = (text: string, blocks: types.KnownBlock[]): MessageBody => ({ text, blocks });
