import { asFields, fieldsIn, listIn, textIn } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";

/** An option of a menu. https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export interface Choice {
  readonly value: string;
  readonly text: string;
  /** Of an overflow menu. */
  readonly url?: string | undefined;
}

/** Null: it has no text to show. */
export function readChoice(value: unknown): Choice | null {
  const option = asFields(value);
  const text = option && textOf(option, "text");
  if (!option || text === null) return null;
  return {
    value: textIn(option, "value") ?? text,
    text,
    url: textIn(option, "url") ?? undefined,
  };
}

export const readChoices = (values: readonly unknown[] | null): readonly Choice[] =>
  (values ?? []).map(readChoice).filter((choice) => choice !== null);

export const optionsIn = (menu: Fields): readonly Choice[] => readChoices(listIn(menu, "options"));

/** The words of a text object. */
export function textOf(holder: Fields, key: string): string | null {
  const text = fieldsIn(holder, key);
  return text && textIn(text, "text");
}
