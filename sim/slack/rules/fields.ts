// Reads the fields of one object of Block Kit. Slack takes no field that it does not know.
import type { Form } from "./form.ts";
import { isObject, type JsonObject } from "../../kit/json.ts";

export interface LengthRule {
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
  readonly value: JsonObject;

  private constructor(form: Form, value: JsonObject) {
    this.form = form;
    this.value = value;
  }

  /** Undefined when it is no object, which is noted. */
  static read({ form, value }: Item): Fields | undefined {
    if (isObject(value)) return new Fields(form, value);
    return form.fail("must provide an object");
  }

  item(key: string): Item {
    return { form: this.form.at(key), value: this.value[key] };
  }

  has(key: string): boolean {
    return this.value[key] !== undefined;
  }

  /** Notes every field that is not among `keys`. */
  only(...keys: readonly string[]): void {
    for (const key of Object.keys(this.value)) {
      if (!keys.includes(key)) this.form.fail(`invalid additional property: ${key}`);
    }
  }

  missing(key: string): undefined {
    this.form.fail(`missing required field: ${key}`);
  }

  text(key: string, rule: LengthRule = {}): string | undefined {
    const value = this.value[key];
    if (value === undefined) return rule.required ? this.missing(key) : undefined;
    const form = this.form.at(key);
    if (typeof value !== "string") return form.fail("must provide a string");
    const { min = 0, max = Infinity } = rule;
    if (value.length < min) return form.fail(`must be more than ${min - 1} characters`);
    if (value.length > max) return form.fail(`must be less than ${max + 1} characters`);
    return value;
  }

  integer(key: string, { min = -Infinity, max = Infinity, required = false }: LengthRule = {}): number | undefined {
    const value = this.value[key];
    if (value === undefined) return required ? this.missing(key) : undefined;
    const form = this.form.at(key);
    if (typeof value !== "number" || !Number.isSafeInteger(value)) return form.fail("must provide an integer");
    if (value < min || value > max) return form.fail(`must be between ${min} and ${max}`);
    return value;
  }

  flag(key: string, required = false): boolean | undefined {
    const value = this.value[key];
    if (value === undefined) return required ? this.missing(key) : undefined;
    return typeof value === "boolean" ? value : this.form.at(key).fail("must provide a boolean");
  }

  choice(key: string, choices: readonly string[], required = false): string | undefined {
    const value = this.value[key];
    if (value === undefined) return required ? this.missing(key) : undefined;
    const found = choices.find((choice) => choice === value);
    return found ?? this.form.at(key).fail("must be a valid enum value");
  }

  /** Empty: absent, or not a list. */
  list(key: string, rule: LengthRule = {}): readonly Item[] {
    const value = this.value[key];
    if (value === undefined) {
      if (rule.required) this.missing(key);
      return [];
    }
    const form = this.form.at(key);
    if (!Array.isArray(value)) {
      form.fail("must provide an array");
      return [];
    }
    const { min = 0, max = Infinity } = rule;
    if (value.length < min) form.fail(`no fewer than ${min} items required`);
    if (value.length > max) form.fail(`no more than ${max} items allowed`);
    return value.map((item: unknown, index) => ({ form: form.at(index), value: item }));
  }

  /** An http or https address. */
  url(key: string, rule: LengthRule = {}): string | undefined {
    const value = this.text(key, { min: 1, max: 3_000, ...rule });
    if (value === undefined || /^https?:\/\/[^\s]+$/u.test(value)) return value;
    return this.form.at(key).fail("must be a valid URL");
  }
}
