// A field with its label. https://docs.slack.dev/reference/block-kit/blocks/input-block

import { h } from "preact";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { fieldsIn, isSet } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";
import { textOf } from "../elements/choice.ts";
import { drawElement } from "../elements/elements.ts";
import { drawIcon } from "../../payload/icon.ts";
import { drawPlain } from "../text/mark-view.ts";
import { placeOf } from "../elements/place.ts";
import type { Draw, DrawContext } from "./draw-context.ts";

export const drawInput: Draw = (block, context) => {
  const element = fieldsIn(block, "element");
  const label = textOf(block, "label");
  return element && label !== null
    ? h(InputBlock, { block, element, context, key: placeOf(element, block).blockId })
    : null;
};

interface InputBlockProps {
  readonly block: Fields;
  readonly element: Fields;
  readonly context: DrawContext;
}

function InputBlock({ block, element, context }: InputBlockProps): ComponentChildren {
  const id = useId();
  const { viewer, form } = context;
  // What is named is the group; each of its boxes has a label of its own.
  const isGroup = element["type"] === "checkboxes";
  const hint = textOf(block, "hint");
  const problem = form.problemOf(placeOf(element, block).blockId);
  const described = [hint === null ? null : `${id}-hint`, problem === undefined ? null : `${id}-problem`].filter(
    Boolean,
  );
  const naming = {
    id: `${id}-field`,
    labelledBy: `${id}-label`,
    ...(described.length > 0 && { describedBy: described.join(" ") }),
    invalid: problem !== undefined,
  };
  return h(
    "div",
    { class: "input", "data-invalid": problem === undefined ? undefined : "" },
    h(
      isGroup ? "div" : "label",
      { class: "label", id: `${id}-label`, for: isGroup ? undefined : `${id}-field` },
      drawPlain(textOf(block, "label") ?? "", viewer),
      isSet(block, "optional") ? h("span", { class: "optional" }, " (optional)") : null,
    ),
    drawElement(element, block, { context, naming }),
    problem === undefined
      ? null
      : h("div", { class: "problem", id: `${id}-problem`, role: "alert" }, drawIcon("warning"), problem),
    hint === null ? null : h("div", { class: "hint", id: `${id}-hint` }, drawPlain(hint, viewer)),
  );
}
