// https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element

import { h } from "preact";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { asFields, listIn } from "../../payload/fields.ts";
import { readChoice } from "./choice.ts";
import { attributesOf } from "./element.ts";
import type { ElementProps } from "./element.ts";
import { chosenIn } from "../form/entry.ts";
import { choose } from "../form/form.ts";
import { drawText } from "../text/text.ts";

export function Boxes({ place, context: { viewer, form }, naming }: ElementProps): ComponentChildren {
  const name = useId();
  const chosen = chosenIn(form.entryOf(place) ?? { kind: "choices", choices: [] });
  const drawn = (listIn(place.element, "options") ?? []).map((value) => {
    const choice = readChoice(value);
    const option = asFields(value);
    if (choice === null || option === null) return null;
    const checked = chosen.some((other) => other.value === choice.value);
    const toggle = (): void => {
      const others = chosen.filter((other) => other.value !== choice.value);
      const choices = checked ? others : [...chosen, choice];
      choose(form, place, { kind: "choices", choices });
    };
    return h(
      "label",
      { class: "box", key: choice.value },
      h("input", {
        type: "checkbox",
        name,
        checked,
        disabled: form.locked,
        onChange: toggle,
      }),
      h("span", { class: "words" }, drawText(option["text"], viewer)),
    );
  });
  const attributes = {
    ...attributesOf(naming, "Choose any"),
    "aria-invalid": undefined,
  };
  return h("div", { ...attributes, class: "boxes", role: "group" }, drawn);
}
