import type { PlatformName } from "./invocation.ts";

/** The message that answers an interaction, and what allows us to edit it. Kept in the row. */
export interface ReplyRef {
  readonly platform: PlatformName;
  /** The guild or workspace: upload limits, and on Slack the token, are looked up by it. */
  readonly guildId: string;
  readonly channelId: string;
  /** Null until the platform tells it. A crash after the answer and before that leaves it null. */
  readonly messageId: string | null;
  /** Allows edits for a short time, such as Discord's interaction token. A secret: never log it. */
  readonly token: string | null;
  /** Milliseconds since the epoch. */
  readonly tokenExpiresAt: number | null;
  /** Only one person sees it. It cannot be edited once the token has expired. */
  readonly ephemeral: boolean;
  /** Largest file in bytes that the platform promised to take here. It may still refuse one. */
  readonly maxFileBytes: number;
  /** Messages with further files, in order. Recorded as each is posted, so that a repeat does not post it again (P4). */
  readonly extraMessageIds: readonly string[];
  /** The interaction that brought the result back; absent in a run's first reply. */
  readonly again?: string;
}

/**
 * Key of one reply of a run: the first reply has one, and so has each time the result was brought back. All attempts at
 * the same reply share it.
 */
export const replyKey = (generationId: string, { again }: Pick<ReplyRef, "again">): string =>
  again === undefined ? generationId : `${generationId}:${again}`;
