// Reads the fields of a JSON object the way Discord does: null counts as absent, what is wrong goes to the form.
import { isObject, type JsonObject } from "../../kit/json.ts";
import type { Form } from "./form.ts";

export interface TextRule {
  readonly min?: number;
  readonly max?: number;
  readonly required?: boolean;
  readonly pattern?: RegExp;
}

export interface NumberRule {
  readonly min?: number;
  readonly max?: number;
  readonly required?: boolean;
}

export interface Item {
  readonly form: Form;
  readonly value: unknown;
}

export class Fields {
  readonly form: Form;
  readonly #value: JsonObject;

  private constructor(form: Form, value: JsonObject) {
    this.form = form;
    this.#value = value;
  }

  static read(form: Form, value: unknown): Fields | undefined {
    if (isObject(value)) return new Fields(form, value);
    return form.fail("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
  }

  raw(key: string): unknown {
    return this.#value[key] ?? undefined;
  }

  has(key: string): boolean {
    return this.raw(key) !== undefined;
  }

  /** True when the key is there, be it as null. */
  given(key: string): boolean {
    return this.#value[key] !== undefined;
  }

  missing(key: string): undefined {
    return this.form.at(key).fail("BASE_TYPE_REQUIRED", "This field is required");
  }

  text(key: string, rule: TextRule = {}): string | undefined {
    const value = this.raw(key);
    if (value === undefined) return rule.required ? this.missing(key) : undefined;
    const at = this.form.at(key);
    if (typeof value !== "string") {
      return at.fail("STRING_TYPE_CONVERT", `Could not interpret "${JSON.stringify(value)}" as string.`);
    }
    checkLength(at, value.length, rule);
    if (rule.pattern && !rule.pattern.test(value)) {
      return at.fail("STRING_TYPE_REGEX", "String value did not match validation regex.");
    }
    return value;
  }

  integer(key: string, rule: NumberRule = {}): number | undefined {
    const value = this.number(key, rule);
    if (value === undefined || Number.isSafeInteger(value)) return value;
    return this.form.at(key).fail("NUMBER_TYPE_COERCE", `Value "${value}" is not int.`);
  }

  number(key: string, rule: NumberRule = {}): number | undefined {
    const value = this.raw(key);
    if (value === undefined) return rule.required ? this.missing(key) : undefined;
    const at = this.form.at(key);
    if (typeof value !== "number" || !Number.isFinite(value)) {
      return at.fail("NUMBER_TYPE_COERCE", `Value "${JSON.stringify(value)}" is not number.`);
    }
    const { min = -Infinity, max = Infinity } = rule;
    if (value < min) return at.fail("NUMBER_TYPE_MIN", `int value should be greater than or equal to ${min}.`);
    if (value > max) return at.fail("NUMBER_TYPE_MAX", `int value should be less than or equal to ${max}.`);
    return value;
  }

  flag(key: string): boolean | undefined {
    const value = this.raw(key);
    if (value === undefined || typeof value === "boolean") return value;
    return this.form.at(key).fail("BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
  }

  choice<T extends string | number>(key: string, choices: readonly T[], required = true): T | undefined {
    const value = this.raw(key);
    if (value === undefined) return required ? this.missing(key) : undefined;
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    return this.form.at(key).fail("BASE_TYPE_CHOICES", `Value must be one of {${choices.join(", ")}}.`);
  }

  /** Undefined: absent, or not a list. */
  list(key: string, rule: NumberRule = {}): readonly Item[] | undefined {
    const value = this.raw(key);
    if (value === undefined) return rule.required ? this.missing(key) : undefined;
    const at = this.form.at(key);
    if (!Array.isArray(value)) return at.fail("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
    checkLength(at, value.length, rule);
    return value.map((item: unknown, index) => ({ form: at.at(index), value: item }));
  }
}

function checkLength(at: Form, length: number, { min = 0, max = Infinity }: NumberRule): void {
  if (length >= min && length <= max) return;
  if (min === 0) at.fail("BASE_TYPE_MAX_LENGTH", `Must be ${max} or fewer in length.`);
  else at.fail("BASE_TYPE_BAD_LENGTH", `Must be between ${min} and ${max} in length.`);
}
