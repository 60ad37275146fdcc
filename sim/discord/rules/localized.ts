// A name or a description together with its translations, which follow the same rule.
import { Locale } from "discord-api-types/v10";
import { isObject } from "../../kit/json.ts";
import { Fields, type TextRule } from "./fields.ts";

/** U+02BC is the apostrophe that is allowed: https://github.com/discord/discord-api-docs/pull/8567 */
export const COMMAND_NAME = /^[-_ʼ\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const LOCALES: readonly string[] = Object.values(Locale);

/** Answers with the length that counts towards the command's total: the longest of them. */
export function checkTexts(fields: Fields, key: "name" | "description", rule: TextRule): number {
  const lengths = [fields.text(key, rule)?.length ?? 0];
  const localizations = `${key}_localizations`;
  const raw = fields.raw(localizations);
  if (raw === undefined) return Math.max(...lengths);
  const translated = Fields.read(fields.form.at(localizations), raw);
  for (const locale of isObject(raw) ? Object.keys(raw) : []) {
    if (!LOCALES.includes(locale)) {
      fields.form.at(localizations).at(locale).fail("BASE_TYPE_CHOICES", `"${locale}" is no locale of Discord's`);
    }
    lengths.push(translated?.text(locale, { ...rule, required: false })?.length ?? 0);
  }
  return Math.max(...lengths);
}

/** Letters that have a lower case must be in it. */
export function checkLowerCase(fields: Fields): void {
  const name = fields.raw("name");
  if (typeof name !== "string" || name === name.toLowerCase()) return;
  fields.form.at("name").fail("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
}
