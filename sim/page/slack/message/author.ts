import { h } from "preact";
import type { ComponentChild, CSSProperties } from "preact";
import type { ShownAuthor } from "./shown-message.ts";

export function drawAvatar({ name }: Pick<ShownAuthor, "name">): ComponentChild {
  const style = { "--hue": String(hueOf(name)) } as CSSProperties;
  const [letter = "?"] = name.trim();
  return h("span", { class: "avatar letter", style, "aria-hidden": "true" }, letter.toUpperCase());
}

export const drawName = ({ name, bot }: ShownAuthor): ComponentChild[] => [
  h("span", { class: "name" }, name),
  bot ? h("span", { class: "app" }, "APP") : null,
];

/** The same for the same name, in degrees. */
const hueOf = (name: string): number =>
  Array.from(name).reduce((hue, letter) => (hue * 33 + (letter.codePointAt(0) ?? 0)) % 360, 5);
