import type { Json, JsonObject } from "../../domain/json.ts";
import type { CompiledModel } from "../document/compile-model.ts";

/** A request completed with defaults and the document's assumptions, for price and duration. */
export interface Filled {
  readonly values: JsonObject;
  /** Properties filled from the document's assumptions, which the API may not share. Without schema defaults. */
  readonly assumed: ReadonlySet<string>;
}

export function fillIn(model: CompiledModel, input: JsonObject): Filled {
  const values: Record<string, Json> = {};
  const assumed = new Set<string>();
  for (const [property, schema] of Object.entries(model.document.input.properties)) {
    if (schema.default !== undefined) values[property] = schema.default as Json;
  }
  for (const assumption of model.assumptions) {
    if (!assumption.matches(input)) continue;
    for (const [property, value] of Object.entries(assumption.values)) {
      values[property] = value as Json;
      if (!(property in input)) assumed.add(property);
    }
  }
  return { values: { ...values, ...input }, assumed };
}

/** A number counts as itself, a list as its length, anything else as 1 if present and 0 if not. */
export function quantity(value: Json | undefined): number {
  if (typeof value === "number") return value;
  if (Array.isArray(value)) return value.length;
  return value === undefined || value === null || value === "" ? 0 : 1;
}
