// What people type. https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element

import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { isSet, numberIn } from "../../payload/fields.ts";
import { textOf } from "../elements/choice.ts";
import { attributesOf } from "../elements/element.ts";
import type { ElementProps } from "../elements/element.ts";
import { tellsAtOnce } from "./form.ts";
import type { Place } from "../elements/place.ts";

interface TypedEvent {
  readonly currentTarget: HTMLInputElement | HTMLTextAreaElement;
}

export function TextField({ place, context: { form }, naming }: ElementProps): ComponentChildren {
  const { element } = place;
  const entry = form.entryOf(place);
  const text = entry?.kind === "text" ? entry.text : "";
  const typing = ({ currentTarget: { value } }: TypedEvent): void => form.fill(place, { kind: "text", text: value });
  const several = isSet(element, "multiline");
  const enter = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !tellsAtOnce(place) || (several && !event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    void form.act(place, { kind: "text", text });
  };
  const placeholder = textOf(element, "placeholder") ?? undefined;
  const shared = {
    ...attributesOf(naming, placeholder ?? "Text"),
    class: naming.invalid ? "field invalid" : "field",
    value: text,
    placeholder,
    // It keeps the focus meanwhile, as something disabled does not.
    readOnly: form.locked,
    autocomplete: "off",
    onInput: typing,
    onKeyDown: enter,
  };
  const field = several
    ? h("textarea", { ...shared, rows: 4 })
    : h("input", { ...shared, type: "text", inputMode: modeOf(place) });
  return [field, drawCount(text, numberIn(element, "max_length"))];
}

/** Not `type="number"`: what cannot be read as one is said in words, as Slack does, and not silently dropped. */
function modeOf({ type, element }: Place): "decimal" | "numeric" | undefined {
  if (type !== "number_input") return undefined;
  return isSet(element, "is_decimal_allowed") ? "decimal" : "numeric";
}

/** Not before the end is near: nobody needs to see at first that 3000 characters are left. */
const NEAR = 0.8;

function drawCount(text: string, max: number | null): ComponentChild {
  if (max === null || text.length < max * NEAR) return null;
  const left = max - text.length;
  return h(
    "span",
    {
      class: left < 0 ? "count over" : "count",
      role: "status",
      "aria-label": `${left} characters left`,
    },
    left,
  );
}
