// What the client says of a field before it sends a form in. Undefined: nothing is wrong.

import { isSet, numberIn, textIn } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";
import { isEmpty } from "./entry.ts";
import type { Entry } from "./entry.ts";
import type { Place } from "../elements/place.ts";

export function fieldProblem({ block, element, type }: Place, entry: Entry | null): string | undefined {
  if (block["type"] !== "input" || entry === null) return undefined;
  if (isEmpty(entry)) return isSet(block, "optional") ? undefined : "Please complete this required field.";
  if (entry.kind !== "text") return undefined;
  const text = entry.text.trim();
  switch (type) {
    case "plain_text_input":
      return lengthProblem(element, entry.text);
    case "number_input":
      return numberProblem(element, text);
    default:
      return undefined;
  }
}

/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
const TEXT_CHARS_MAX = 3_000;

function lengthProblem(element: Fields, text: string): string | undefined {
  const min = numberIn(element, "min_length") ?? 0;
  const max = numberIn(element, "max_length") ?? TEXT_CHARS_MAX;
  if (text.length > max) return `Please use ${max} characters or fewer.`;
  return text.length < min ? `Please use ${min} characters or more.` : undefined;
}

/** The limits are texts in the payload. */
function numberProblem(element: Fields, text: string): string | undefined {
  const isDecimal = isSet(element, "is_decimal_allowed");
  if (!(isDecimal ? /^-?\d+(?:\.\d+)?$/ : /^-?\d+$/).test(text)) {
    return isDecimal ? "Please enter a number." : "Please enter a whole number.";
  }
  const [min, max] = [textIn(element, "min_value"), textIn(element, "max_value")];
  if (min !== null && Number(text) < Number(min)) return `Please enter ${min} or more.`;
  return max !== null && Number(text) > Number(max) ? `Please enter ${max} or less.` : undefined;
}
