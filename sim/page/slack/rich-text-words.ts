import { asFields, listIn, textIn } from "../discord/fields.ts";
import type { Fields } from "../discord/fields.ts";

/** What a rich text says, without how; for a field that takes words alone. */
export function wordsOf(element: Fields): string {
  const inner = listIn(element, "elements");
  if (inner === null) return textIn(element, "text") ?? textIn(element, "url") ?? "";
  const separator = element["type"] === "rich_text" || element["type"] === "rich_text_list" ? "\n" : "";
  return inner.map((one) => wordsOf(asFields(one) ?? {})).join(separator);
}
