// What people type or upload: https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element
import type { ElementCheck } from "./element-check.ts";
import { isFileType } from "../state/file-type.ts";
import type { Fields } from "./fields.ts";
import { checkPlain } from "./text-rules.ts";

const TEXT_CHARS_MAX = 3_000;
const COMMON = ["type", "action_id", "placeholder"];

export const INPUT_CHECKS: Readonly<Record<string, ElementCheck>> = {
  plain_text_input: (_judge, input) => {
    typed(input, "initial_value", "multiline", "min_length", "max_length");
    input.flag("multiline");
    const min = input.integer("min_length", { min: 0, max: TEXT_CHARS_MAX }) ?? 0;
    const max = input.integer("max_length", { min: 1, max: TEXT_CHARS_MAX }) ?? TEXT_CHARS_MAX;
    if (min > max) input.form.at("min_length").fail("must not be greater than `max_length`");
    input.text("initial_value", { max });
  },
  number_input: (_judge, input) => {
    typed(input, "is_decimal_allowed", "initial_value", "min_value", "max_value");
    const decimal = input.flag("is_decimal_allowed", true) ?? false;
    const [min, max, initial] = ["min_value", "max_value", "initial_value"].map((key) => amount(input, key, decimal));
    if (min !== undefined && max !== undefined && min > max) {
      input.form.at("min_value").fail("must not be greater than `max_value`");
    }
    if (initial !== undefined && (initial < (min ?? -Infinity) || initial > (max ?? Infinity))) {
      input.form.at("initial_value").fail("must be between `min_value` and `max_value`");
    }
  },
  file_input: (judge, input) => {
    input.only("type", "action_id", "filetypes", "max_files");
    input.integer("max_files", { min: 1, max: 10 });
    if (judge.surface !== "modal") input.form.fail("file_input is only supported in modals");
    for (const { form, value } of input.list("filetypes", { min: 1 })) {
      if (typeof value !== "string" || !isFileType(value)) form.fail("must be a valid file type");
    }
  },
};

function typed(input: Fields, ...keys: readonly string[]): void {
  input.only(...COMMON, ...keys);
  checkPlain(input, "placeholder", 150);
}

/** A number is written as text. */
function amount(input: Fields, key: string, decimal: boolean): number | undefined {
  const value = input.text(key, { min: 1 });
  if (value === undefined) return undefined;
  if ((decimal ? /^-?\d+(?:\.\d+)?$/u : /^-?\d+$/u).test(value)) return Number(value);
  return input.form.at(key).fail(decimal ? "must be a valid number" : "must be a valid integer");
}
