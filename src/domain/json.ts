export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** A copy in which each text is replaced by what `change` makes of it. */
export function mapTexts(json: JsonObject, change: (text: string) => string): JsonObject {
  const map = (value: Json): Json => {
    if (typeof value === "string") return change(value);
    if (typeof value !== "object" || value === null) return value;
    return isList(value) ? value.map(map) : mapTexts(value, change);
  };
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, map(value)]));
}

/** Every text in it, as deep as it may be. */
export function* textsIn(json: Json): Generator<string> {
  if (typeof json === "string") yield json;
  else if (typeof json === "object" && json !== null) for (const value of Object.values(json)) yield* textsIn(value);
}

const isList = (value: readonly Json[] | JsonObject): value is readonly Json[] => Array.isArray(value);
