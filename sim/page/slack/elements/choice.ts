import { asFields, fieldsIn, listIn, textIn } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";

/** An option of a menu. https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly description?: string | undefined;
  /** Of an overflow menu. */
  readonly url?: string | undefined;
}

export interface ChoiceGroup {
  /** Null: they stand without a heading. */
  readonly label: string | null;
  readonly choices: readonly Choice[];
}

/** Null: it has no text to show. */
export function readChoice(value: unknown): Choice | null {
  const option = asFields(value);
  const text = option && textOf(option, "text");
  if (!option || text === null) return null;
  return {
    value: textIn(option, "value") ?? text,
    text,
    description: textOf(option, "description") ?? undefined,
    url: textIn(option, "url") ?? undefined,
  };
}

export const readChoices = (values: readonly unknown[] | null): readonly Choice[] =>
  (values ?? []).map(readChoice).filter((choice) => choice !== null);

/** `options` or `option_groups`. */
export function groupsIn(menu: Fields): readonly ChoiceGroup[] {
  const groups = listIn(menu, "option_groups") ?? [];
  const grouped = groups.map((value) => {
    const group = asFields(value) ?? {};
    return { label: textOf(group, "label"), choices: readChoices(listIn(group, "options")) };
  });
  const alone = readChoices(listIn(menu, "options"));
  return alone.length === 0 ? grouped : [{ label: null, choices: alone }, ...grouped];
}

/** The words of a text object. */
export function textOf(holder: Fields, key: string): string | null {
  const text = fieldsIn(holder, key);
  return text && textIn(text, "text");
}
