import type { OptionValue } from "../../domain/messages/invocation.ts";
import type { Json } from "../../domain/json.ts";
import type { Problem } from "../../domain/messages/problem.ts";
import type { Property } from "../document/document.generated.ts";
import { readJson } from "./read-form.ts";
import { spell, spellTyped } from "../spell.ts";

const YES = new Set(["true", "yes", "on", "1"]);
const NO = new Set(["false", "no", "off", "0"]);

/** Converts a value from a platform or a form's text to its schema's type; undefined if that is impossible. */
export function readScalar(schema: Property, value: OptionValue): Json | undefined {
  if (typeof value === "object") return undefined;
  switch (schema.type) {
    case "integer":
    case "number":
      return inMenu(schema, readNumber(value));
    case "boolean":
      return readBoolean(value);
    case "string":
      return inMenu(schema, String(value));
    case "array":
    case "object":
      return undefined;
    case undefined:
      return typeof value === "string" ? (readJson(value) ?? value) : value;
  }
}

/** The problem with a value that `readScalar` could not read. */
export function unreadable(option: string, schema: Property, value: OptionValue): Problem {
  const got = spellTyped(value);
  if (schema.type === "boolean") return { kind: "choice", option, allowed: ["true", "false"], got };
  if (schema.enum !== undefined) return { kind: "choice", option, allowed: schema.enum.map(String), got };
  if (schema.type === "integer" && !isNumeric(got)) return { kind: "not-whole", option };
  if (schema.type === "integer" || schema.type === "number") {
    // Beyond these a number loses digits: the run would use another value than the one typed.
    const { minimum: min = Number.MIN_SAFE_INTEGER, maximum: max = Number.MAX_SAFE_INTEGER } = schema;
    return { kind: "range", option, min, max };
  }
  return { kind: "form", option, example: spell(schema.default ?? schema.title) };
}

const isNumeric = (text: string): boolean => /^[+-]?\d+(\.\d+)?$/.test(text.trim());

function readNumber(value: string | number | boolean): number | undefined {
  if (typeof value === "boolean" || (typeof value === "string" && !isNumeric(value))) return undefined;
  const number = Number(value);
  return Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

function readBoolean(value: string | number | boolean): boolean | undefined {
  const word = String(value).trim().toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}

/** Matches a menu whatever the case: people type `2k` and `1080P`. */
function inMenu(schema: Property, value: string | number | undefined): string | number | undefined {
  if (schema.enum === undefined || typeof value !== "string" || schema.enum.includes(value)) return value;
  const same = schema.enum.filter((choice) => String(choice).toLowerCase() === value.trim().toLowerCase());
  return same.length === 1 ? same[0] : value;
}
