import { h } from "preact";
import { listIn } from "../../payload/fields.ts";
import { drawMedia } from "./media.ts";
import { mediaIn } from "./media-file.ts";
import type { Draw } from "./draw-context.ts";

/** https://docs.discord.com/developers/components/reference#section */
export const drawSection: Draw = (component, _, inside) => {
  const components = listIn(component, "components");
  if (components === null || !("accessory" in component)) return null;
  return h(
    "div",
    { class: "section" },
    h("div", { class: "texts" }, components.map(inside)),
    h("div", { class: "accessory" }, inside(component["accessory"])),
  );
};

/** https://docs.discord.com/developers/components/reference#thumbnail */
export const drawThumbnail: Draw = (component, { attachments }) => {
  const file = mediaIn(component, "media", attachments);
  return file && h("div", { class: "thumbnail" }, drawMedia(file));
};
