// Days and times, with the browser's own pickers. https://docs.slack.dev/reference/block-kit/block-elements/date-picker-element

import { h } from "preact";
import type { ComponentChildren } from "preact";
import { textOf } from "./choice.ts";
import { isMoment } from "./date-tokens.ts";
import { attributesOf } from "./element.ts";
import type { ElementProps } from "./element.ts";
import { choose } from "./form.ts";

const TYPES: Readonly<Record<string, string>> = {
  datepicker: "date",
  timepicker: "time",
  datetimepicker: "datetime-local",
};

export function DateField({ place, context: { form }, naming }: ElementProps): ComponentChildren {
  const entry = form.entryOf(place);
  const text = entry?.kind === "text" ? entry.text : "";
  const isBoth = place.type === "datetimepicker";
  return h("input", {
    ...attributesOf(naming, textOf(place.element, "placeholder") ?? "Date"),
    class: naming.invalid ? "field date invalid" : "field date",
    type: TYPES[place.type],
    value: isBoth ? localOf(text) : text,
    disabled: form.locked,
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: HTMLInputElement }) =>
      choose(form, place, { kind: "text", text: isBoth ? secondsOf(value) : value }),
  });
}

const MINUTE_MS = 60_000;

/** Seconds since the epoch, as the browser's picker writes a moment: in its own zone, without saying which. */
function localOf(seconds: string): string {
  if (seconds === "" || !isMoment(Number(seconds))) return "";
  const at = new Date(Number(seconds) * 1_000);
  return new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);
}

const secondsOf = (local: string): string =>
  local === "" ? "" : String(Math.floor(new Date(local).getTime() / 1_000));
