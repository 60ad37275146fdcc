// The arguments of a call: a form, a query, or JSON. https://docs.slack.dev/apis/web-api/#evaluating
import { parseJson, type JsonObject } from "../../kit/json.ts";
import { Refusal } from "../rules/refusal.ts";

export class Args {
  readonly values: JsonObject;

  constructor(values: JsonObject) {
    this.values = values;
  }

  has(key: string): boolean {
    return this.text(key) !== undefined || this.json(key) !== undefined;
  }

  /** Empty counts as absent. */
  text(key: string): string | undefined {
    const value = this.values[key];
    if (typeof value === "number") return String(value);
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  need(key: string): string {
    const value = this.text(key);
    if (value === undefined) throw missing(key);
    return value;
  }

  flag(key: string): boolean {
    return ["true", "1"].includes(String(this.values[key]));
  }

  integer(key: string): number | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    if (!/^-?\d+$/u.test(value)) throw Refusal.withMessages("invalid_arguments", [`must be an integer: ${key}`]);
    return Number(value);
  }

  /** A value that in a form is written as JSON. Undefined: absent, or no JSON. */
  json(key: string): unknown {
    const value = this.values[key];
    return typeof value === "string" ? parseJson(value) : value;
  }

  needJson(key: string): unknown {
    const value = this.json(key);
    if (value !== undefined) return value;
    throw this.text(key) === undefined ? missing(key) : Refusal.withMessages("invalid_arguments", [`bad JSON: ${key}`]);
  }

  /** Comma-separated. */
  list(key: string): readonly string[] {
    return (this.text(key) ?? "").split(",").flatMap((word) => word.trim() || []);
  }
}

export function missing(key: string): Refusal {
  return Refusal.withMessages("invalid_arguments", [`missing required field: ${key}`]);
}
