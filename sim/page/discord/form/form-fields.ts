// The fields of a form, read from its payload. https://docs.discord.com/developers/components/reference

import { asFields, fieldsIn, isSet, listIn, numberIn, textIn } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";

interface FormOption {
  readonly label: string;
  readonly value: string;
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
  | (FormField & { readonly kind: "menu"; readonly options: readonly FormOption[]; readonly most: number })
  | (FormField & { readonly kind: "files"; readonly types: readonly string[]; readonly most: number })
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "unknown"; readonly payload: unknown };

export type InputPart = Exclude<FormPart, { readonly kind: "words" | "unknown" }>;

const LABEL = 18;
const WORDS = 10;
const PARAGRAPH = 2;
/** https://docs.discord.com/developers/components/reference#text-input */
const TEXT_CHARS_MAX = 4_000;

export function readParts(components: readonly unknown[]): readonly FormPart[] {
  return components.map((payload): FormPart => {
    const outer = asFields(payload) ?? {};
    const text = textIn(outer, "content");
    if (outer["type"] === WORDS && text !== null) return { kind: "words", text };
    const inner = outer["type"] === LABEL ? fieldsIn(outer, "component") : null;
    return (inner && readInput(outer, inner)) ?? { kind: "unknown", payload };
  });
}

/** Null: it is of no type that is known here. */
function readInput(outer: Fields, component: Fields): InputPart | null {
  const customId = textIn(component, "custom_id");
  if (customId === null) return null;
  const field: FormField = {
    customId,
    component,
    label: textIn(outer, "label") ?? customId,
    description: textIn(outer, "description") ?? "",
    required: component["required"] !== false,
    placeholder: textIn(component, "placeholder") ?? "",
  };
  const most = numberIn(component, "max_values") ?? 1;
  switch (component["type"]) {
    case 3:
      return { ...field, kind: "menu", options: (listIn(component, "options") ?? []).flatMap(readOption), most };
    case 4: {
      const max = numberIn(component, "max_length") ?? TEXT_CHARS_MAX;
      const min = numberIn(component, "min_length") ?? 0;
      return { ...field, kind: "text", isLong: component["style"] === PARAGRAPH, min, max };
    }
    case 19:
      return { ...field, kind: "files", most, types: (listIn(component, "file_types") ?? []).map(String) };
    default:
      return null;
  }
}

function readOption(value: unknown): readonly FormOption[] {
  const option = asFields(value) ?? {};
  const label = textIn(option, "label");
  if (label === null) return [];
  return [{ label, value: textIn(option, "value") ?? label }];
}

/** What the bot chose beforehand. */
export function presetOf({ component }: InputPart): readonly string[] {
  const chosen = (listIn(component, "options") ?? []).map((option) => asFields(option) ?? {});
  return chosen.filter((option) => isSet(option, "default")).map((option) => textIn(option, "value") ?? "");
}
