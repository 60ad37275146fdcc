// https://docs.slack.dev/reference/block-kit/blocks/rich-text-block

import { h } from "preact";
import type { ComponentChild } from "preact";
import { asFields, listIn, lookUp, numberIn, textIn } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";
import { drawUnknown } from "../../payload/unknown.ts";
import { drawInline } from "./rich-text-inline.ts";
import type { Draw } from "../blocks/draw-context.ts";
import type { Viewer } from "../viewer.ts";

export const drawRichTextBlock: Draw = (block, { viewer }) => drawRichText(block, viewer);

/** A whole rich text, wherever it stands. Null: it is none. */
export function drawRichText(value: unknown, viewer: Viewer): ComponentChild | null {
  const block = asFields(value);
  const elements = block && listIn(block, "elements");
  if (!elements) return null;
  const drawn = elements.map((element) => drawPart(element, viewer) ?? drawUnknown("A part of a rich text", element));
  return h("div", { class: "marked rich-text" }, drawn);
}

type DrawPart = (element: Fields, inner: readonly unknown[], viewer: Viewer) => ComponentChild | null;

const drawAll = (inner: readonly unknown[], viewer: Viewer): ComponentChild[] =>
  inner.map((one) => drawInline(one, viewer));

const PARTS: Readonly<Record<string, DrawPart>> = {
  rich_text_section: (_, inner, viewer) => h("div", { class: "paragraph" }, drawAll(inner, viewer)),
  rich_text_quote: (_, inner, viewer) => h("blockquote", null, drawAll(inner, viewer)),
  rich_text_preformatted: (_, inner, viewer) => h("pre", null, h("code", null, drawAll(inner, viewer))),
  rich_text_list: drawList,
};

function drawPart(value: unknown, viewer: Viewer): ComponentChild | null {
  const element = asFields(value);
  const inner = element && listIn(element, "elements");
  if (!element || !inner) return null;
  return lookUp(PARTS, element["type"])?.(element, inner, viewer) ?? null;
}

/** Of bullets: the bot sends no numbers and no lists in lists. */
function drawList(element: Fields, inner: readonly unknown[], viewer: Viewer): ComponentChild | null {
  if (textIn(element, "style") !== "bullet" || (numberIn(element, "indent") ?? 0) > 0) return null;
  const items = inner.map((item) => {
    const elements = listIn(asFields(item) ?? {}, "elements");
    return h("li", null, elements ? elements.map((one) => drawInline(one, viewer)) : drawUnknown("An item", item));
  });
  return h("ul", null, items);
}
