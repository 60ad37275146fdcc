// https://docs.discord.com/developers/components/reference#string-select
import { ComponentType } from "discord-api-types/v10";
import { checkEmoji } from "./button-rules.ts";
import { Fields, type Item } from "./fields.ts";
import type { Counts } from "./counts.ts";

export const SELECTS = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
] as const;

const CHOICES_MAX = 25;

export function checkSelect(counts: Counts, select: Fields): void {
  counts.customId(select);
  select.text("placeholder", { max: 150 });
  const { min, max } = checkRange(select, CHOICES_MAX);
  if (select.raw("type") === ComponentType.StringSelect) {
    const options = checkOptions(select, { min: 1, max: CHOICES_MAX });
    checkDefaults(select, options, max);
    return;
  }
  const defaults = select.list("default_values", { max: CHOICES_MAX });
  if (defaults && defaults.length > 0 && (defaults.length < min || defaults.length > max)) {
    const message = `Must be between ${min} and ${max} in length.`;
    select.form.at("default_values").fail("BASE_TYPE_BAD_LENGTH", message);
  }
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

/** The options of a select menu, a radio group or a checkbox group: their values must differ. */
export function checkOptions(fields: Fields, rule: { readonly min: number; readonly max: number }): readonly Item[] {
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

export function checkDefaults(fields: Fields, options: readonly Item[], max: number): void {
  const preset = options.filter(({ value }) => (value as { default?: unknown } | null)?.default === true);
  if (preset.length <= max) return;
  fields.form.at("options").fail("SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", `At most ${max} may be the default`);
}
