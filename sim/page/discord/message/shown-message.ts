// What the renderer takes: a message as the simulator holds it, with its files behind addresses instead of as bytes.

import type { ShownAuthor } from "../../payload/shown-author.ts";

export interface ShownAttachment {
  readonly filename: string;
  readonly url: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  readonly description?: string | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** The line above a message that answers something. */
export type Above =
  /** "Bo used /image" */
  | { readonly kind: "command"; readonly by: ShownAuthor; readonly command: string }
  | { readonly kind: "reply"; readonly to: ShownAuthor; readonly text: string };

export interface ShownMessage {
  readonly author: ShownAuthor;
  readonly above?: Above | undefined;
  /** https://docs.discord.com/developers/resources/message#message-object-message-flags */
  readonly flags: number;
  readonly content: string;
  readonly components: readonly unknown[];
  readonly attachments: readonly ShownAttachment[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly editedAt?: number | undefined;
}

export const FLAGS = { suppressEmbeds: 1 << 2, ephemeral: 1 << 6, loading: 1 << 7, componentsV2: 1 << 15 } as const;

export const hasFlag = ({ flags }: Pick<ShownMessage, "flags">, flag: keyof typeof FLAGS): boolean =>
  (flags & FLAGS[flag]) !== 0;
