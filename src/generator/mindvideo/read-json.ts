import type { Json, JsonObject } from "../../domain/json.ts";

/** Undefined when the text is no JSON. The parser's own error quotes the body, so it goes no further. */
export function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

export const asObject = (json: Json | undefined): JsonObject | null =>
  typeof json === "object" && json !== null && !isArray(json) ? json : null;

/** `Array.isArray` does not narrow to a readonly array. */
export const isArray = (json: Json | undefined): json is readonly Json[] => Array.isArray(json);

export const asText = (json: Json | undefined): string | null =>
  typeof json === "string" && json.trim() !== "" ? json : null;
