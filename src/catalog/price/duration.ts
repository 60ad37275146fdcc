import type { Json, JsonObject } from "../../domain/json.ts";
import { fillIn, quantity } from "./fill-in.ts";
import type { CompiledModel } from "../document/compile-model.ts";

/** How many results a request asks for. */
export function requestedResults(model: CompiledModel, input: JsonObject): number {
  const { yields } = model.document;
  if (yields === undefined) return 1;
  return quantity(input[yields] ?? (model.document.input.properties[yields]?.default as Json | undefined) ?? 1);
}

/** How long such a task takes, as a log-normal distribution. */
export interface Duration {
  readonly medianMs: number;
  /** Standard deviation of the logarithm. */
  readonly sigma: number;
}

/** What the model's document says of such a request; a vague guess if it says nothing. */
export function expectedDuration(model: CompiledModel, input: JsonObject): Duration {
  const { values } = fillIn(model, input);
  const { medianSeconds, spread } = model.expectations.find(({ matches }) => matches(values)) ?? UNKNOWN;
  return { medianMs: medianSeconds * 1_000, sigma: spread };
}

/**
 * Values that tell a task from others of its model, by property. Files and lists count by their number; free text is left
 * out.
 */
export function traits(model: CompiledModel, input: JsonObject): Readonly<Record<string, string | number | boolean>> {
  const { values } = fillIn(model, input);
  const found: Record<string, string | number | boolean> = {};
  for (const [property, { enum: menu }] of Object.entries(model.document.input.properties)) {
    const value = values[property];
    if (model.files.has(property) || Array.isArray(value)) found[property] = quantity(value);
    else if (typeof value === "number" || typeof value === "boolean") found[property] = value;
    else if (typeof value === "string" && menu !== undefined) found[property] = value;
  }
  return found;
}

/** For a model without a document: between a picture and a clip, with a wide spread. */
const UNKNOWN = { medianSeconds: 60, spread: 1 };
export const UNKNOWN_DURATION: Duration = { medianMs: UNKNOWN.medianSeconds * 1_000, sigma: UNKNOWN.spread };
