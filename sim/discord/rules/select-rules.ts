// https://docs.discord.com/developers/components/reference#string-select
import { checkEmoji } from "./button-rules.ts";
import { Fields, type Item } from "./fields.ts";
import type { Counts } from "./counts.ts";

const CHOICES_MAX = 25;

export function checkSelect(counts: Counts, select: Fields): void {
  counts.customId(select);
  select.text("placeholder", { max: 150 });
  const { max } = checkRange(select, CHOICES_MAX);
  checkDefaults(select, checkOptions(select, { min: 1, max: CHOICES_MAX }), max);
}

/** `min_values` and `max_values`, which must not cross. */
export function checkRange(fields: Fields, limit: number): { readonly min: number; readonly max: number } {
  const min = fields.integer("min_values", { min: 0, max: limit }) ?? 1;
  const max = fields.integer("max_values", { min: 1, max: limit }) ?? Math.max(1, min);
  if (fields.has("max_values") && min > max) {
    fields.form.at("min_values").fail("COMPONENT_MIN_VALUES_EXCEED_MAX", "min_values is greater than max_values");
  }
  return { min, max };
}

/** Their values must differ. */
function checkOptions(fields: Fields, rule: { readonly min: number; readonly max: number }): readonly Item[] {
  const items = fields.list("options", { ...rule, required: true }) ?? [];
  const values = new Set<string>();
  for (const { form, value: raw } of items) {
    const option = Fields.read(form, raw);
    option?.text("label", { min: 1, max: 100, required: true });
    option?.text("description", { max: 100 });
    option?.flag("default");
    if (option) checkEmoji(option);
    const value = option?.text("value", { min: 1, max: 100, required: true });
    if (value === undefined) continue;
    if (values.has(value)) {
      form.at("value").fail("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used");
    }
    values.add(value);
  }
  return items;
}

function checkDefaults(fields: Fields, options: readonly Item[], max: number): void {
  const preset = options.filter(({ value }) => (value as { default?: unknown } | null)?.default === true);
  if (preset.length <= max) return;
  fields.form.at("options").fail("SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", `At most ${max} may be the default`);
}
