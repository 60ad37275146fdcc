// What the client checks before it sends a form in. Undefined: nothing is wrong.
import { isEmptyState } from "../acts/field-state.ts";
import type { JsonObject } from "../../kit/json.ts";

const TEXT_CHARS_MAX = 3_000;

export function fieldProblem(block: JsonObject, element: JsonObject, state: JsonObject): string | undefined {
  if (isEmptyState(state)) return block["optional"] === true ? undefined : "must be filled in";
  const value = typeof state["value"] === "string" ? state["value"] : "";
  switch (element["type"]) {
    case "plain_text_input":
      return textProblem(element, value);
    case "number_input":
      return numberProblem(element, value);
    default:
      return undefined;
  }
}

function textProblem(element: JsonObject, value: string): string | undefined {
  const [min, max] = [Number(element["min_length"] ?? 0), Number(element["max_length"] ?? TEXT_CHARS_MAX)];
  return value.length < min || value.length > max ? `must have between ${min} and ${max} characters` : undefined;
}

function numberProblem(element: JsonObject, value: string): string | undefined {
  const shape = element["is_decimal_allowed"] === true ? /^-?\d+(?:\.\d+)?$/u : /^-?\d+$/u;
  if (!shape.test(value)) return "must be a number";
  const [min, max] = [Number(element["min_value"] ?? -Infinity), Number(element["max_value"] ?? Infinity)];
  return Number(value) < min || Number(value) > max ? `must be between ${min} and ${max}` : undefined;
}
