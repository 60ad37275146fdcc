// https://docs.discord.com/developers/components/reference#button
import { ButtonStyle } from "discord-api-types/v10";
import { Fields } from "./fields.ts";
import type { Counts } from "./counts.ts";

const STYLES = [
  ButtonStyle.Primary,
  ButtonStyle.Secondary,
  ButtonStyle.Success,
  ButtonStyle.Danger,
  ButtonStyle.Link,
] as const;

export function checkButton(counts: Counts, button: Fields): void {
  const style = button.choice("style", STYLES);
  button.text("label", { max: 80 });
  button.flag("disabled");
  checkEmoji(button);
  if (style === undefined) return;
  if (!button.raw("label") && !button.has("emoji")) {
    button.form.fail("BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button must have a label or an emoji");
  }
  if (style === ButtonStyle.Link) {
    checkLink(button);
    forbid(button, ["custom_id", "sku_id"]);
  } else {
    counts.customId(button);
    forbid(button, ["url", "sku_id"]);
  }
}

/** A custom emoji by id, or a standard one by its character. */
export function checkEmoji(fields: Fields): void {
  if (!fields.has("emoji")) return;
  const emoji = Fields.read(fields.form.at("emoji"), fields.raw("emoji"));
  const name = emoji?.text("name");
  if (!emoji || emoji.has("id")) return;
  if (!name || !/\p{Emoji}/u.test(name)) {
    emoji.form.at("name").fail("BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji");
  }
}

function forbid(fields: Fields, keys: readonly string[]): void {
  for (const key of keys.filter((name) => fields.has(name))) {
    fields.form.at(key).fail("BUTTON_COMPONENT_FIELD_FORBIDDEN", `A button of this style cannot have "${key}"`);
  }
}

function checkLink(button: Fields): void {
  const url = button.text("url", { min: 1, max: 512, required: true });
  if (url === undefined || /^(?:https?|discord):\/\/\S+$/u.test(url)) return;
  const message = `Scheme of "${url}" is not supported. Scheme must be one of ('http', 'https', 'discord').`;
  button.form.at("url").fail("URL_TYPE_INVALID_SCHEME", message);
}
