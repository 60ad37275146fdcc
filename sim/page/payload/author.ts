import { h } from "preact";
import type { ComponentChild, CSSProperties } from "preact";
import type { ShownAuthor } from "./shown-author.ts";

/** How a client colours the pictures of those who have none: the same for the same name. */
interface Hues {
  readonly first: number;
  readonly factor: number;
}

/** The first letter of the name, in a colour of the name's own. */
export const letterAvatars =
  ({ first, factor }: Hues) =>
  ({ name }: Pick<ShownAuthor, "name">): ComponentChild => {
    const degrees = Array.from(name).reduce(
      (hue, letter) => (hue * factor + (letter.codePointAt(0) ?? 0)) % 360,
      first,
    );
    const [letter = "?"] = name.trim();
    const style = { "--hue": String(degrees) } as CSSProperties;
    return h("span", { class: "avatar letter", style, "aria-hidden": "true" }, letter.toUpperCase());
  };

export const drawName = ({ name, bot }: ShownAuthor): ComponentChild[] => [
  h("span", { class: "name" }, name),
  bot ? h("span", { class: "app" }, "APP") : null,
];
