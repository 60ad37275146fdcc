import { h } from "preact";
import type { CSSProperties } from "preact";
import { colourIn, listIn } from "../../payload/fields.ts";
import type { Draw } from "./draw-context.ts";

/** https://docs.discord.com/developers/components/reference#container */
export const drawContainer: Draw = (component, _, inside) => {
  const components = listIn(component, "components");
  if (components === null || component["spoiler"] === true) return null;
  const colour = colourIn(component, "accent_color");
  return h(
    "div",
    {
      class: colour === null ? "container" : "container accented",
      style: colour === null ? undefined : accent(colour),
    },
    components.map(inside),
  );
};

/** For the stylesheet to place. */
const accent = (colour: string): CSSProperties => ({ "--accent": colour });
