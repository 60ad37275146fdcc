import type { Json, JsonObject } from "../../domain/json.ts";

/** Undefined if the text is not JSON. The parser's error is dropped, because it quotes the body. */
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
