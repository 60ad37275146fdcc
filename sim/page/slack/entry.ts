// What stands in a field.

import { asFields, listIn, textIn } from "../discord/fields.ts";
import type { Fields } from "../discord/fields.ts";
import { groupsIn, readChoice, readChoices } from "./choice.ts";
import type { Choice } from "./choice.ts";
import { lookUp } from "./look-up.ts";
import { wordsOf } from "./rich-text-words.ts";
import type { Viewer } from "./viewer.ts";

export type Entry =
  /** Also of a number, a date (YYYY-MM-DD), a time (HH:MM) or both (seconds since the epoch). */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "choice"; readonly choice: Choice | null }
  | { readonly kind: "choices"; readonly choices: readonly Choice[] }
  | { readonly kind: "files"; readonly files: readonly File[] };

/** By block id and action id. */
export type FormState = Readonly<Record<string, Readonly<Record<string, Entry>>>>;

const KINDS: Readonly<Record<string, Entry["kind"]>> = {
  plain_text_input: "text",
  number_input: "text",
  url_text_input: "text",
  email_text_input: "text",
  rich_text_input: "text",
  datepicker: "text",
  timepicker: "text",
  datetimepicker: "text",
  static_select: "choice",
  external_select: "choice",
  users_select: "choice",
  channels_select: "choice",
  conversations_select: "choice",
  radio_buttons: "choice",
  multi_static_select: "choices",
  multi_external_select: "choices",
  multi_users_select: "choices",
  multi_channels_select: "choices",
  multi_conversations_select: "choices",
  checkboxes: "choices",
  file_input: "files",
};

/** Undefined: an element of this type keeps nothing, like a button. */
const entryKind = (type: string | null): Entry["kind"] | undefined => lookUp(KINDS, type);

const TEXTS = [
  ["value", "initial_value"],
  ["selected_date", "initial_date"],
  ["selected_time", "initial_time"],
  ["selected_date_time", "initial_date_time"],
  ["rich_text_value", "initial_value"],
] as const;

const IDS = ["user", "channel", "conversation"] as const;

/** What stands in an element before anybody touches it: what `state.values` holds of it, or else its own first value. */
export function startingEntry(element: Fields, stored: Fields | null, viewer: Viewer): Entry | null {
  const read = (storedKey: string, initialKey: string): unknown => (stored ? stored[storedKey] : element[initialKey]);
  const named = (id: string): Choice => ({ value: id, text: nameFor(id, viewer) });
  switch (entryKind(textIn(element, "type"))) {
    case "text":
      return {
        kind: "text",
        text: TEXTS.map(([from, first]) => textFrom(read(from, first))).find((text) => text !== "") ?? "",
      };
    case "choice": {
      const ids = IDS.map((of) => read(`selected_${of}`, `initial_${of}`));
      const id = ids.find((one) => typeof one === "string");
      const choice = readChoice(read("selected_option", "initial_option"));
      return { kind: "choice", choice: typeof id === "string" ? named(id) : choice };
    }
    case "choices": {
      const holder = { options: read("selected_options", "initial_options") };
      const ids = IDS.flatMap((of) => textsIn(read(`selected_${of}s`, `initial_${of}s`)));
      return {
        kind: "choices",
        choices: [...ids.map(named), ...readChoices(listIn(holder, "options"))],
      };
    }
    case "files":
      return { kind: "files", files: [] };
    case undefined:
      return null;
  }
}

/** What was entered survives another drawing of its form as long as it is still on offer. */
export function fits(entry: Entry, element: Fields): boolean {
  const type = textIn(element, "type");
  if (entry.kind !== entryKind(type)) return false;
  const offered = groupsIn(element).flatMap(({ choices }) => choices.map(({ value }) => value));
  return offered.length === 0 || chosenIn(entry).every(({ value }) => offered.includes(value));
}

export function chosenIn(entry: Entry): readonly Choice[] {
  if (entry.kind === "choice") return entry.choice === null ? [] : [entry.choice];
  return entry.kind === "choices" ? entry.choices : [];
}

export function isEmpty(entry: Entry): boolean {
  switch (entry.kind) {
    case "text":
      return entry.text.trim() === "";
    case "choice":
    case "choices":
      return chosenIn(entry).length === 0;
    case "files":
      return entry.files.length === 0;
  }
}

/** As one value, several, files, or nothing. */
export function valueOf(entry: Entry): string | readonly string[] | readonly File[] | null {
  switch (entry.kind) {
    case "text":
      return entry.text === "" ? null : entry.text;
    case "choice":
      return entry.choice?.value ?? null;
    case "choices":
      return entry.choices.map(({ value }) => value);
    case "files":
      return entry.files;
  }
}

function textFrom(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  const richText = asFields(value);
  return richText ? wordsOf(richText) : "";
}

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

const nameFor = (id: string, { nameOf }: Viewer): string => nameOf("user", id) ?? nameOf("channel", id) ?? id;
