/** A text of Slack's, read: mrkdwn. Line breaks stay in the texts. */
export type MarkNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "emoji"; readonly text: string }
  | { readonly kind: Span; readonly children: readonly MarkNode[] }
  | { readonly kind: "quote"; readonly children: readonly MarkNode[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "code-block"; readonly text: string }
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
