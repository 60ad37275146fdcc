import type { Json, JsonObject } from "../../domain/json.ts";
import type { CompiledModel } from "../document/compile-model.ts";

/** How a model's price and duration see a request: with what the API will assume where nothing was typed. */
export interface Filled {
  readonly values: JsonObject;
  /** What the API may or may not take that way: the schema's own defaults are not among them. */
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

/** A number is itself, a list is its length, anything else is there (1) or not (0). */
export function quantity(value: Json | undefined): number {
  if (typeof value === "number") return value;
  if (Array.isArray(value)) return value.length;
  return value === undefined || value === null || value === "" ? 0 : 1;
}
