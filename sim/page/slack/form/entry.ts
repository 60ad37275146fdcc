// What stands in a field.

import { listIn, lookUp, textIn } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";
import { optionsIn, readChoice, readChoices } from "../elements/choice.ts";
import type { Choice } from "../elements/choice.ts";

export type Entry =
  /** Also of a number. */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "choice"; readonly choice: Choice | null }
  | { readonly kind: "choices"; readonly choices: readonly Choice[] }
  | { readonly kind: "files"; readonly files: readonly File[] };

/** By block id and action id. */
export type FormState = Readonly<Record<string, Readonly<Record<string, Entry>>>>;

const KINDS: Readonly<Record<string, Entry["kind"]>> = {
  plain_text_input: "text",
  number_input: "text",
  static_select: "choice",
  external_select: "choice",
  checkboxes: "choices",
  file_input: "files",
};

/** Undefined: an element of this type keeps nothing, like a button. */
const entryKind = (type: string | null): Entry["kind"] | undefined => lookUp(KINDS, type);

/** What stands in an element before anybody touches it: what `state.values` holds of it, or else its own first value. */
export function startingEntry(element: Fields, stored: Fields | null): Entry | null {
  const read = (storedKey: string, initialKey: string): unknown => (stored ? stored[storedKey] : element[initialKey]);
  switch (entryKind(textIn(element, "type"))) {
    case "text": {
      const value = read("value", "initial_value");
      return { kind: "text", text: typeof value === "string" || typeof value === "number" ? String(value) : "" };
    }
    case "choice":
      return { kind: "choice", choice: readChoice(read("selected_option", "initial_option")) };
    case "choices": {
      const holder = { options: read("selected_options", "initial_options") };
      return { kind: "choices", choices: readChoices(listIn(holder, "options")) };
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
  const offered = optionsIn(element).map(({ value }) => value);
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
