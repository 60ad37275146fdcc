// The fields of a form, read from its payload. https://docs.discord.com/developers/components/reference

import { asFields, fieldsIn, isSet, listIn, numberIn, textIn } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";

export interface FormOption {
  readonly label: string;
  readonly value: string;
  readonly description: string;
}

interface FormField {
  readonly customId: string;
  readonly label: string;
  readonly description: string;
  readonly required: boolean;
  readonly placeholder: string;
  readonly component: Fields;
}

export type FormPart =
  | (FormField & { readonly kind: "text"; readonly isLong: boolean; readonly min: number; readonly max: number })
  /** `of`: whose list the options come from; "own": the payload's. */
  | (FormField & {
      readonly kind: "menu";
      readonly of: MenuSource;
      readonly options: readonly FormOption[];
      readonly most: number;
    })
  | (FormField & { readonly kind: "files"; readonly types: readonly string[]; readonly most: number })
  | (FormField & { readonly kind: "one-of"; readonly options: readonly FormOption[] })
  | (FormField & { readonly kind: "boxes"; readonly options: readonly FormOption[] })
  | (FormField & { readonly kind: "box" })
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "unknown"; readonly payload: unknown };

export type InputPart = Exclude<FormPart, { readonly kind: "words" | "unknown" }>;
type MenuSource = "own" | "user" | "role" | "mentionable" | "channel";

const LABEL = 18;
const ROW = 1;
const WORDS = 10;
const PARAGRAPH = 2;
/** https://docs.discord.com/developers/components/reference#text-input */
const TEXT_CHARS_MAX = 4_000;
const MENUS: Readonly<Record<number, MenuSource>> = { 3: "own", 5: "user", 6: "role", 7: "mentionable", 8: "channel" };

export function readParts(components: readonly unknown[]): readonly FormPart[] {
  return components.map((payload): FormPart => {
    const outer = asFields(payload) ?? {};
    const text = textIn(outer, "content");
    if (outer["type"] === WORDS && text !== null) return { kind: "words", text };
    const inner = outer["type"] === LABEL ? fieldsIn(outer, "component") : innerOf(outer);
    return (inner && readInput(outer, inner)) ?? { kind: "unknown", payload };
  });
}

const innerOf = (row: Fields): Fields | null => (row["type"] === ROW ? asFields(listIn(row, "components")?.[0]) : null);

/** Null: it is of no type that is known here. */
function readInput(outer: Fields, component: Fields): InputPart | null {
  const customId = textIn(component, "custom_id");
  if (customId === null) return null;
  const field: FormField = {
    customId,
    component,
    label: textIn(outer, "label") ?? textIn(component, "label") ?? customId,
    description: textIn(outer, "description") ?? "",
    required: component["required"] !== false,
    placeholder: textIn(component, "placeholder") ?? "",
  };
  const options = (listIn(component, "options") ?? []).flatMap(readOption);
  const most = numberIn(component, "max_values") ?? 1;
  const menu = MENUS[numberIn(component, "type") ?? 0];
  if (menu !== undefined) return { ...field, kind: "menu", of: menu, options, most };
  switch (component["type"]) {
    case 4: {
      const max = numberIn(component, "max_length") ?? TEXT_CHARS_MAX;
      const min = numberIn(component, "min_length") ?? 0;
      return { ...field, kind: "text", isLong: component["style"] === PARAGRAPH, min, max };
    }
    case 19:
      return { ...field, kind: "files", most, types: (listIn(component, "file_types") ?? []).map(String) };
    case 21:
      return { ...field, kind: "one-of", options };
    case 22:
      return { ...field, kind: "boxes", options };
    case 23:
      return { ...field, kind: "box", required: false };
    default:
      return null;
  }
}

function readOption(value: unknown): readonly FormOption[] {
  const option = asFields(value) ?? {};
  const label = textIn(option, "label");
  if (label === null) return [];
  return [{ label, value: textIn(option, "value") ?? label, description: textIn(option, "description") ?? "" }];
}

/** What the bot chose beforehand. */
export function presetOf({ component }: InputPart): readonly string[] {
  const chosen = (listIn(component, "options") ?? []).map((option) => asFields(option) ?? {});
  const own = chosen.filter((option) => isSet(option, "default")).map((option) => textIn(option, "value") ?? "");
  const ids = (listIn(component, "default_values") ?? []).map((value) => textIn(asFields(value) ?? {}, "id") ?? "");
  return [...own, ...ids];
}
