import type { Json, JsonObject } from "../../domain/json.ts";
import type { Form, Property } from "../document/document.generated.ts";

interface Level {
  readonly form: Form;
  readonly schema: Property | undefined;
  /** Nesting level: index of the separator in use. */
  readonly depth: number;
}

/** How people type a list or an object: in the document's form, or with commas for a plain list; null: as JSON only. */
export function formOf(schema: Property, declared: Form | undefined): Form | null {
  if (declared !== undefined) return declared;
  const { type, enum: menu = [] } = schema.items ?? {};
  if (schema.type !== "array" || type === undefined || type === "array" || type === "object") return null;
  return { separators: [","], example: menu.length > 1 ? menu.slice(0, 2).join(", ") : "one, two" };
}

/** Undefined if the text cannot be read. Schema and rules check what it returns. */
export function readForm(text: string, schema: Property, form: Form | null): Json | undefined {
  if (looksLikeJson(text)) return readJson(text);
  return form === null ? undefined : readLevel(text.trim(), { form, schema, depth: 0 });
}

export const looksLikeJson = (text: string): boolean => /^\s*[[{]/.test(text);

export function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function readLevel(text: string, { form, schema, depth }: Level): Json | undefined {
  const { separators, fields, none } = form;
  const separator = separators[depth];
  if (separator === undefined) return readLeaf(text, schema);
  // `none` alone is one empty entry, not an empty list: it is looked for below the outermost level.
  if (depth > 0 && none !== undefined && (text === none || text === "")) return [];
  const parts = split(text, separator);
  if (fields !== undefined && depth === separators.length - 1) return readFields(parts, fields, schema);
  const kept = none === undefined || depth > 0 ? parts.filter((part) => part !== "") : parts;
  const items = kept.map((part) => readLevel(part, { form, schema: schema?.items, depth: depth + 1 }));
  return isComplete(items) ? items : undefined;
}

function readFields(
  parts: readonly string[],
  fields: readonly string[],
  schema: Property | undefined,
): JsonObject | undefined {
  if (parts.length !== fields.length) return undefined;
  const values = parts.map((part, index) => readLeaf(part, schema?.properties?.[fields[index] ?? ""]));
  if (!isComplete(values)) return undefined;
  return Object.fromEntries(fields.map((field, index) => [field, values[index] ?? null]));
}

/** If the schema names no type, text that looks like a number becomes one. */
function readLeaf(text: string, schema: Property | undefined): Json | undefined {
  const isNumber = /^-?\d+(\.\d+)?$/.test(text);
  switch (schema?.type) {
    case "string":
      return text;
    case "integer":
    case "number":
      return isNumber ? Number(text) : undefined;
    case "boolean":
    case "array":
    case "object":
    case undefined:
      return isNumber ? Number(text) : text;
  }
}

const split = (text: string, separator: string): string[] =>
  (separator === " " ? text.split(/\s+/) : text.split(separator)).map((part) => part.trim());

const isComplete = (values: readonly (Json | undefined)[]): values is readonly Json[] => !values.includes(undefined);
