import { h } from "preact";
import { asFields, fieldsIn, listIn } from "../../payload/fields.ts";
import { drawUnknown } from "../../payload/unknown.ts";
import { textOf } from "../elements/choice.ts";
import { drawPlain } from "../text/mark-view.ts";
import type { Draw } from "./draw-context.ts";
import { drawText } from "../text/text.ts";

/** https://docs.slack.dev/reference/block-kit/blocks/section-block */
export const drawSection: Draw = (block, { viewer }, inside) => {
  const text = drawText(block["text"], viewer);
  const fields = listIn(block, "fields") ?? [];
  if (text === null && fields.length === 0) return null;
  const accessory = fieldsIn(block, "accessory");
  return h(
    "div",
    { class: "section" },
    h(
      "div",
      { class: "texts" },
      text,
      fields.length === 0
        ? null
        : h(
            "div",
            { class: "fields" },
            fields.map((field) => drawText(field, viewer) ?? drawUnknown("A field", field)),
          ),
    ),
    accessory && h("div", { class: "accessory" }, inside.element(accessory, block)),
  );
};

/** https://docs.slack.dev/reference/block-kit/blocks/header-block */
export const drawHeader: Draw = (block, { viewer }) => {
  const text = textOf(block, "text");
  return text === null
    ? null
    : h("div", { class: "header", role: "heading", "aria-level": 4 }, drawPlain(text, viewer));
};

/** https://docs.slack.dev/reference/block-kit/blocks/context-block */
export const drawContext: Draw = (block, { viewer }, inside) => {
  const elements = listIn(block, "elements");
  if (elements === null) return null;
  const drawn = elements.map((element) => {
    const isText = asFields(element)?.["type"] !== "image";
    return isText ? (drawText(element, viewer) ?? drawUnknown("A text", element)) : inside.element(element, block);
  });
  return h("div", { class: "context" }, drawn);
};

/** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
export const drawActions: Draw = (block, _, inside) => {
  const elements = listIn(block, "elements");
  return (
    elements &&
    h(
      "div",
      { class: "actions" },
      elements.map((element) => inside.element(element, block)),
    )
  );
};
