import { h } from "preact";
import type { ComponentChild } from "preact";
import { fieldsIn, textIn } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";

/** The emoji of a button or of an option: a sign, or the name of one of a server's own. */
export function drawEmojiIn(holder: Fields): ComponentChild {
  const emoji = fieldsIn(holder, "emoji");
  const name = emoji && textIn(emoji, "name");
  if (!name) return null;
  return textIn(emoji, "id") === null
    ? h("span", { class: "emoji" }, name)
    : h("span", { class: "custom-emoji" }, `:${name}:`);
}
