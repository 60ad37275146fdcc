import type { MarkdownNode } from "./markdown-node.ts";

/** Where in a text the reading stands. */
export interface Place {
  readonly inQuote: boolean;
  readonly inLink: boolean;
  /** Headings, quotations and lists may begin a line here. */
  readonly blocks: boolean;
  readonly depth: number;
}

/** Reads the inside of something; what `change` leaves out is as it is outside. */
export type Read = (text: string, change?: Partial<Place>) => readonly MarkdownNode[];

export interface Rule {
  /** Sticky: tried at one place, not searched for. */
  readonly pattern: RegExp;
  /** Only at the start of a line. */
  readonly block?: true;
  readonly fits?: (place: Place) => boolean;
  /** Null: it only looked like it. */
  readonly make: (match: readonly (string | undefined)[], read: Read) => MarkdownNode | null;
}
