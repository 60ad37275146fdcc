import { h } from "preact";
import type { ComponentChild } from "preact";
import { drawButton, drawRow } from "./buttons.ts";
import { drawContainer } from "./container.ts";
import { asFields, textIn } from "../../payload/fields.ts";
import { drawFile } from "./file-card.ts";
import { drawGallery } from "./gallery.ts";
import { Markdown } from "../markdown/markdown-view.ts";
import type { Draw, DrawContext } from "./draw-context.ts";
import { drawSection, drawThumbnail } from "./section.ts";
import { drawSelect } from "./select.ts";
import { drawUnknown } from "../../payload/unknown.ts";

const drawText: Draw = (component, { viewer }) => {
  const text = textIn(component, "content");
  return text === null ? null : h(Markdown, { text, viewer });
};

/** By the API's numbers. https://docs.discord.com/developers/components/reference#component-object-component-types */
const KINDS: Readonly<Record<number, Draw>> = {
  1: drawRow,
  2: drawButton,
  3: drawSelect,
  9: drawSection,
  10: drawText,
  11: drawThumbnail,
  12: drawGallery,
  13: drawFile,
  17: drawContainer,
};

export function drawComponent(component: unknown, context: DrawContext): ComponentChild {
  const fields = asFields(component);
  const type = fields?.["type"];
  const draw = typeof type === "number" ? KINDS[type] : undefined;
  const drawn = fields && draw?.(fields, context, (inner) => drawComponent(inner, context));
  return drawn ?? drawUnknown(`A component of type ${JSON.stringify(type)}`, component);
}
