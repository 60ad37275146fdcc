import type { Attachment } from "./messages/invocation.ts";

/** A finished result on its way into a reply. */
export interface MediaFile {
  readonly kind: "image" | "video";
  readonly name: string;
  readonly contentType: string;
  /** Null when it could not be fetched: the card then carries `url` alone. */
  readonly bytes: Uint8Array | null;
  /** Where the API serves it, for as long as that lasts. */
  readonly url: string;
  /** Milliseconds since the epoch; null: it leads to nothing any more. */
  readonly linkExpiresAt: number | null;
  /** For those who cannot see it. */
  readonly alt: string;
}

/** Makes a picture smaller until it fits; null when it cannot (a clip). */
export type Shrink = (file: MediaFile, maxBytes: number) => Promise<MediaFile | null>;

/**
 * Opens what a person uploaded where only the bot can read it. `guildId`: by whose authority it is read.
 * @throws UserError `file.gone`, `file.unreadable`; RetryableError `file.unreachable`
 */
export type OpenFile = (guildId: string, file: Attachment, signal: AbortSignal) => Promise<OpenedFile>;

export interface OpenedFile {
  readonly contentType: string;
  readonly bytes: number;
  /** As many bytes as that, or it throws as `OpenFile` does. Who does not read it to its end has to `return()` it. */
  readonly content: AsyncGenerator<Uint8Array, void>;
}
