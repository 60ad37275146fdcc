export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Returns a copy with `change` applied to every string, at any depth. */
export function mapTexts(json: JsonObject, change: (text: string) => string): JsonObject {
  const map = (value: Json): Json => {
    if (typeof value === "string") return change(value);
    if (typeof value !== "object" || value === null) return value;
    return isList(value) ? value.map(map) : mapTexts(value, change);
  };
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, map(value)]));
}

/** Yields every string in it, at any depth. */
export function* textsIn(json: Json): Generator<string> {
  if (typeof json === "string") yield json;
  else if (typeof json === "object" && json !== null) for (const value of Object.values(json)) yield* textsIn(value);
}

const isList = (value: readonly Json[] | JsonObject): value is readonly Json[] => Array.isArray(value);
