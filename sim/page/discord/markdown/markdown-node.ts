import type { SpanMark, WordsMark } from "../../payload/marks.ts";

/** A text of Discord's, read. */
export type MarkdownNode =
  | WordsMark
  | SpanMark<MarkdownNode>
  | { readonly kind: "heading"; readonly level: number; readonly children: readonly MarkdownNode[] }
  | { readonly kind: "subtext"; readonly children: readonly MarkdownNode[] }
  /** `start` is null when the list has no numbers. */
  | { readonly kind: "list"; readonly start: number | null; readonly items: readonly (readonly MarkdownNode[])[] }
  | { readonly kind: "link"; readonly url: string; readonly children: readonly MarkdownNode[] }
  | { readonly kind: "time"; readonly seconds: number; readonly style: string }
  | { readonly kind: "mention"; readonly of: "user" | "role" | "channel"; readonly id: string }
  | { readonly kind: "everyone"; readonly text: string }
  | { readonly kind: "command"; readonly name: string };

export type Span = "strong" | "em" | "underline" | "strike";
