import type { SpanMark, WordsMark } from "../../payload/marks.ts";

/** A text of Slack's, read: mrkdwn. */
export type MarkNode =
  | WordsMark
  | SpanMark<MarkNode>
  | { readonly kind: "link"; readonly url: string; readonly children: readonly MarkNode[] }
  | {
      readonly kind: "mention";
      readonly of: Mentioned;
      readonly id: string;
      readonly label: string | null;
    }
  | DateNode;

export type Span = "strong" | "em" | "strike";

type Mentioned = "user" | "channel";

export interface DateNode {
  readonly kind: "date";
  readonly seconds: number;
  readonly format: string;
  readonly url: string | null;
  /** Shown when the format cannot be. */
  readonly fallback: string;
}
