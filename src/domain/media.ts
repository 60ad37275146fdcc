import type { Attachment } from "./messages/invocation.ts";

/** A finished result, ready to go into a reply. */
export interface MediaFile {
  readonly kind: "image" | "video";
  readonly name: string;
  readonly contentType: string;
  /** Null if it could not be fetched: the card then shows only a link to `url`. */
  readonly bytes: Uint8Array | null;
  /** Where the API serves it, for as long as that lasts. */
  readonly url: string;
  /** Milliseconds since the epoch; null: the link is already dead. */
  readonly linkExpiresAt: number | null;
  /** Alternative text, for people who cannot see it. */
  readonly alt: string;
}

/** Re-encodes a picture until it fits; null if that is impossible, as for a clip. */
export type Shrink = (file: MediaFile, maxBytes: number) => Promise<MediaFile | null>;

/**
 * Opens an upload that only the bot can read. `guildId`: the guild or workspace whose authority is used.
 * @throws UserError `file.gone`, `file.unreadable`; RetryableError `file.unreachable`
 */
export type OpenFile = (guildId: string, file: Attachment, signal: AbortSignal) => Promise<OpenedFile>;

export interface OpenedFile {
  readonly contentType: string;
  readonly bytes: number;
  /** Yields exactly `bytes` bytes, or throws as `OpenFile` does. Call `return()` if you do not read it to its end. */
  readonly content: AsyncGenerator<Uint8Array, void>;
}
