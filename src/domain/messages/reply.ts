import type { PlatformName } from "./invocation.ts";

/** Where the answer to an interaction is, and by what authority it can still be edited. Kept in the row. */
export interface ReplyRef {
  readonly platform: PlatformName;
  /** The guild or workspace: whose upload limit has been learned, and whose token edits where there are many. */
  readonly guildId: string;
  readonly channelId: string;
  /** Null until the platform has said it; a crash between the answer and that moment leaves it so. */
  readonly messageId: string | null;
  /** A short-lived authority to edit, such as Discord's interaction token. A secret: never logged. */
  readonly token: string | null;
  /** Milliseconds since the epoch. */
  readonly tokenExpiresAt: number | null;
  /** Only one person sees it: it cannot be edited once the token has expired. */
  readonly ephemeral: boolean;
  /** Largest file the platform promised to take here, in bytes: a limit to start from, never a guarantee. */
  readonly maxFileBytes: number;
  /** Messages with further files, in order: filled as they are posted, so that a repeat does not post them again (P4). */
  readonly extraMessageIds: readonly string[];
  /** What asked for the outcome once more, where it stands here for that; absent: this is its first reply. */
  readonly again?: string;
}

/**
 * What tells the replies of a run apart: the first, and one for each time its outcome was asked for again. All attempts
 * at the same reply share it, and no others.
 */
export const replyKey = (generationId: string, { again }: Pick<ReplyRef, "again">): string =>
  again === undefined ? generationId : `${generationId}:${again}`;
