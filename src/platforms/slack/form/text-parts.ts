// A text longer than a field takes, in several fields.

import { LIMITS } from "../limits.ts";

/** What is longer still is kept, and not shown. */
export const MOST_PARTS = 4;

/** At least one; cut after a space where there is one near the end, and never inside of a character. */
export function partsOf(text: string): readonly [string, ...string[]] {
  const max = LIMITS.textInputChars;
  if (text.length <= max) return [text];
  const window = text.slice(0, max);
  const space = window.search(/\s\S*$/);
  const cut = space > max / 2 ? space + 1 : max - (/[\uD800-\uDBFF]$/.test(window) ? 1 : 0);
  return [text.slice(0, cut), ...partsOf(text.slice(cut))];
}

/** What stands in the fields, as one text. */
export const joined = (parts: readonly string[]): string =>
  parts
    .filter((part) => part.trim() !== "")
    .reduce((all, part) => (all === "" || /\s$/.test(all) || /^\s/.test(part) ? all + part : `${all} ${part}`), "");

/** Blanks at either end of a field may get lost on the way. */
export const sameParts = (a: readonly string[], b: readonly string[]): boolean =>
  trimmed(a).join("\0") === trimmed(b).join("\0");

const trimmed = (parts: readonly string[]): readonly string[] =>
  parts.map((part) => part.trim()).filter((part) => part !== "");

/** The fields of one text after the first: `prompt+2`. No option has a plus in its name. */
export const partBlock = (name: string, index: number): string => (index === 0 ? name : `${name}+${index + 1}`);
