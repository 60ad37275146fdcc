import { h } from "preact";
import type { ComponentChild } from "preact";

/** What texts of both platforms are made of, beside the formatting of what stands inside. Line breaks stay in them. */
export type WordsMark = { readonly kind: "text" | "emoji" | "code" | "code-block"; readonly text: string };

export interface SpanMark<Mark> {
  readonly kind: keyof typeof TAGS;
  readonly children: readonly Mark[];
}

const TAGS = { strong: "strong", em: "em", strike: "s", underline: "u", quote: "blockquote" } as const;

const SHARED: readonly string[] = ["text", "emoji", "code", "code-block", ...Object.keys(TAGS)];

export const isShared = <Mark extends { readonly kind: string }>(
  mark: Mark,
): mark is Extract<Mark, { readonly kind: WordsMark["kind"] | keyof typeof TAGS }> => SHARED.includes(mark.kind);

/** `drawAll` draws what stands inside. */
export function drawShared<Mark>(
  mark: WordsMark | SpanMark<Mark>,
  drawAll: (marks: readonly Mark[]) => ComponentChild[],
): ComponentChild {
  if ("children" in mark) return h(TAGS[mark.kind], null, drawAll(mark.children));
  switch (mark.kind) {
    case "text":
      return mark.text;
    case "emoji":
      return h("span", { class: "emoji" }, mark.text);
    case "code":
      return h("code", null, mark.text);
    case "code-block":
      return h("pre", null, h("code", null, mark.text));
  }
}
