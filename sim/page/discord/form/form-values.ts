import type { Value, Values } from "../../board/acts.ts";
import { textIn } from "../../payload/fields.ts";
import { presetOf } from "./form-fields.ts";
import type { FormPart, InputPart } from "./form-fields.ts";

export const isInput = (part: FormPart): part is InputPart => part.kind !== "words" && part.kind !== "unknown";

/** What stands in the fields before anybody touches them, by custom id. */
export const startingValues = (parts: readonly FormPart[]): Values =>
  Object.fromEntries(parts.filter(isInput).map((part) => [part.customId, startingValue(part)]));

function startingValue(part: InputPart): Value {
  switch (part.kind) {
    case "text":
      return textIn(part.component, "value") ?? "";
    case "menu":
      return presetOf(part);
    case "files":
      return [];
  }
}

/** What the client says of a field before it sends the form. Null: nothing is wrong. */
export function problemOf(part: InputPart, value: Value): string | null {
  const isEmpty = value === "" || value === null || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return part.required ? "This field is required." : null;
  if (part.kind === "text" && typeof value === "string") {
    if (value.length < part.min) return `Please use ${part.min} characters or more.`;
    return value.length > part.max ? `Please use ${part.max} characters or fewer.` : null;
  }
  const isTooMany = (part.kind === "menu" || part.kind === "files") && Array.isArray(value) && value.length > part.most;
  return isTooMany ? `Please choose ${part.most} at most.` : null;
}
