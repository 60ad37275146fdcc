// What stands in a field, as `state.values` has it: https://docs.slack.dev/reference/views#state
import { objectsOf, type JsonObject } from "../../kit/json.ts";

/** Where the state keeps the value, where an element says its first one, and what it is without. */
type Shape = readonly [stateKey: string, initialKey: string, empty: null | readonly never[]];

const TEXT: Shape = ["value", "initial_value", null];
const ONE: Shape = ["selected_option", "initial_option", null];
const MANY: Shape = ["selected_options", "initial_options", []];

const SHAPES: Readonly<Record<string, Shape>> = {
  plain_text_input: TEXT,
  number_input: TEXT,
  static_select: ONE,
  external_select: ONE,
  checkboxes: MANY,
  file_input: ["files", "", []],
};

/** Undefined: the element keeps nothing, like a button. */
export function stateKeyOf(element: JsonObject): string | undefined {
  return SHAPES[String(element["type"])]?.[0];
}

export function initialState(element: JsonObject): JsonObject | undefined {
  const shape = SHAPES[String(element["type"])];
  if (!shape) return undefined;
  const [stateKey, initialKey, empty] = shape;
  return { type: element["type"], [stateKey]: element[initialKey] ?? empty };
}

export function emptyState(element: JsonObject): JsonObject {
  const [stateKey = "value", , empty = null] = SHAPES[String(element["type"])] ?? [];
  return { type: element["type"], [stateKey]: empty };
}

export function isEmptyState(state: JsonObject): boolean {
  return Object.entries(state).every(
    ([key, value]) => key === "type" || value === null || value === "" || (Array.isArray(value) && value.length === 0),
  );
}

/** What can be chosen from a menu, boxes or buttons. */
export function optionsOf(element: JsonObject): readonly JsonObject[] {
  return objectsOf(element["options"]);
}
