import { h } from "preact";
import type { ComponentChild, CSSProperties } from "preact";
import type { Above, ShownAuthor } from "./shown-message.ts";

export function drawAvatar({ name }: Pick<ShownAuthor, "name">): ComponentChild {
  const style = { "--hue": String(hueOf(name)) } as CSSProperties;
  return h("span", { class: "avatar letter", style, "aria-hidden": "true" }, firstLetter(name));
}

export const drawName = (author: ShownAuthor): ComponentChild[] => [
  h("span", { class: "name" }, author.name),
  author.bot ? h("span", { class: "app" }, "APP") : null,
];

/** The line that says what the message answers. */
export function drawAbove(above: Above): ComponentChild {
  if (above.kind === "command") {
    const command = h("span", { class: "mention" }, `/${above.command}`);
    const used = [drawAvatar(above.by), h("span", { class: "name" }, above.by.name), " used ", command];
    return h("div", { class: "above" }, used);
  }
  const text = above.text === "" ? "Click to see attachment" : above.text;
  return h("div", { class: "above" }, drawAvatar(above.to), drawName(above.to), h("span", { class: "said" }, text));
}

const firstLetter = (name: string): string => {
  const [letter = "?"] = name.trim();
  return letter.toUpperCase();
};

/** The same for the same name, in degrees. */
const hueOf = (name: string): number =>
  Array.from(name).reduce((hue, letter) => (hue * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
