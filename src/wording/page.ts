// What only the person who asked sees, before any platform's markup: a title, and blocks from top to bottom.

import type { Text } from "./text.ts";

export interface Page {
  readonly title: string | Text;
  readonly tone: "plain" | "good" | "bad" | "quiet" | "odd";
  /** Where there is no room for all of them, the small print stays and the rest is cut off at the end. */
  readonly blocks: readonly Block[];
  readonly buttons?: readonly PageButton[];
}

export type Block =
  | { readonly kind: "heading"; readonly text: string }
  /** Lines below each other, with marks before them in a list. */
  | { readonly kind: "lines" | "list" | "small"; readonly lines: readonly Text[] }
  /** Columns under each other: names and figures alone, for nobody can be mentioned in it. */
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "picture" | "download"; readonly file: PageFile };

export interface PageFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /** For those who cannot see it. */
  readonly alt: string;
}

export interface PageButton {
  /** What a press of it brings back. */
  readonly id: string;
  readonly label: string;
  readonly style: "plain" | "good" | "bad";
}
