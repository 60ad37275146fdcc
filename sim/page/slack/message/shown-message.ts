// What the renderer takes: what the simulator holds, with its files behind addresses instead of as bytes. Plain data, to be
// sent to a page as JSON.

import type { ShownAuthor } from "../../payload/shown-author.ts";

export interface ShownFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly url: string;
  readonly mimetype: string;
  /** Bytes. */
  readonly size: number;
  readonly altText?: string | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

export interface ShownMessage {
  readonly id: string;
  readonly author: ShownAuthor;
  readonly text: string;
  readonly blocks: readonly unknown[];
  /** Shared with the message. */
  readonly files: readonly ShownFile[];
  /** By id or address: what blocks show of Slack's own files. */
  readonly pictures: Readonly<Record<string, ShownFile | "missing">>;
  /** The id of the message on which it hangs. */
  readonly threadOf?: string | undefined;
  /** Only who looks can see it. */
  readonly ephemeral: boolean;
  readonly edited: boolean;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}
