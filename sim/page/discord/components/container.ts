import { h } from "preact";
import type { CSSProperties } from "preact";
import { colourIn, isSet, listIn, numberIn } from "../../payload/fields.ts";
import type { Draw } from "./draw-context.ts";
import { Spoiler } from "./spoiler.ts";

/** https://docs.discord.com/developers/components/reference#container */
export const drawContainer: Draw = (component, _, inside) => {
  const components = listIn(component, "components");
  if (components === null) return null;
  const colour = colourIn(component, "accent_color");
  const drawn = h(
    "div",
    {
      class: colour === null ? "container" : "container accented",
      style: colour === null ? undefined : accent(colour),
    },
    components.map(inside),
  );
  return isSet(component, "spoiler") ? h(Spoiler, { of: "media" }, drawn) : drawn;
};

/** For the stylesheet to place. */
const accent = (colour: string): CSSProperties => ({ "--accent": colour });

/** https://docs.discord.com/developers/components/reference#separator */
export const drawSeparator: Draw = (component) => {
  const size = numberIn(component, "spacing") === 2 ? "large" : "small";
  const line = component["divider"] === false ? "without-line" : "with-line";
  return h("hr", { class: `separator ${size} ${line}` });
};
