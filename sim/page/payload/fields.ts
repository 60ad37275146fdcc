// Reading JSON of which nothing is certain: a payload that lacks what its kind needs is shown as it is, not drawn wrongly.

export type Fields = Readonly<Record<string, unknown>>;

export const asFields = (value: unknown): Fields | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;

export const fieldsIn = (fields: Fields, key: string): Fields | null => asFields(fields[key]);

export function listIn(fields: Fields, key: string): readonly unknown[] | null {
  const value = fields[key];
  return Array.isArray(value) ? value : null;
}

/** An empty text is none. */
export function textIn(fields: Fields, key: string): string | null {
  const value = fields[key];
  return typeof value === "string" && value !== "" ? value : null;
}

export function numberIn(fields: Fields, key: string): number | null {
  const value = fields[key];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

export const isSet = (fields: Fields, key: string): boolean => fields[key] === true;

/** A colour of the API as CSS. https://docs.discord.com/developers/components/reference#container */
export function colourIn(fields: Fields, key: string): string | null {
  const value = numberIn(fields, key);
  if (value === null || !Number.isInteger(value) || value < 0 || value > 0xffffff) return null;
  return `#${value.toString(16).padStart(6, "0")}`;
}

/** By a name that a payload chose: "constructor" is in no table. */
export const lookUp = <T>(table: Readonly<Record<string, T>>, name: unknown): T | undefined =>
  typeof name === "string" && Object.hasOwn(table, name) ? table[name] : undefined;
