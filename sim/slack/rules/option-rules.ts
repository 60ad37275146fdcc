// https://docs.slack.dev/reference/block-kit/composition-objects/option-object
import { isDeepStrictEqual } from "node:util";
import { Fields, type Item } from "./fields.ts";
import { checkText } from "./text-rules.ts";

/** The SDK's documentation says 75, its Python sister 150; the smaller holds here. */
const VALUE_CHARS_MAX = 75;
const TEXT_CHARS_MAX = 75;

interface OptionRule {
  readonly max: number;
  /** Boxes take marked-up text. */
  readonly markup?: boolean;
  readonly urls?: boolean;
}

/** The options as sent. */
export function checkOptions(fields: Fields, rule: OptionRule): readonly unknown[] {
  const options = fields.list("options", { min: 1, max: rule.max, required: true });
  for (const option of options) checkOption(option, rule);
  return options.map(({ value }) => value);
}

export function checkInitial(fields: Fields, key: string, options: readonly unknown[]): void {
  if (fields.has(key)) checkChosen(fields.item(key), options);
}

export function checkInitials(fields: Fields, options: readonly unknown[]): void {
  for (const item of fields.list("initial_options", { min: 1 })) checkChosen(item, options);
}

export function checkOption(item: Item, { markup = false, urls = false }: Partial<OptionRule> = {}): void {
  const option = Fields.read(item);
  if (!option) return;
  option.only("text", "value", ...(urls ? ["url"] : []));
  checkText(option, "text", { max: TEXT_CHARS_MAX, required: true, ...(!markup && { only: "plain_text" }) });
  option.text("value", { min: 1, max: VALUE_CHARS_MAX, required: true });
  if (urls) option.url("url");
}

/** Must be one of the options, to the last letter. */
function checkChosen({ form, value }: Item, options: readonly unknown[]): void {
  if (options.some((option) => isDeepStrictEqual(option, value))) return;
  form.fail("must match one of the options");
}
