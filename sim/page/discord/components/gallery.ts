import { h } from "preact";
import type { ComponentChild } from "preact";
import { asFields, listIn } from "../../payload/fields.ts";
import { drawMedia } from "./media.ts";
import { mediaIn } from "./media-file.ts";
import type { Draw } from "./draw-context.ts";
import { drawUnknown } from "../../payload/unknown.ts";

/** https://docs.discord.com/developers/components/reference#media-gallery */
export const drawGallery: Draw = (component, { attachments }) => {
  const items = listIn(component, "items");
  if (items === null || items.length === 0) return null;
  const cells = items.map((item) => {
    const fields = asFields(item);
    const file = fields && mediaIn(fields, "media", attachments);
    return file === null ? drawUnknown("A medium", item) : drawMedia(file);
  });
  return drawMosaic(cells);
};

/** Cells in the rows that the client lays them out in. */
export function drawMosaic(cells: readonly ComponentChild[]): ComponentChild {
  const counts = rowsOf(cells.length);
  const rows = counts.map((count, index) => {
    const from = counts.slice(0, index).reduce((all, before) => all + before, 0);
    const row = cells.slice(from, from + count);
    return h(
      "div",
      { class: `row of-${count}` },
      row.map((cell) => h("div", { class: "cell" }, cell)),
    );
  });
  return h("div", { class: `gallery of-${cells.length}` }, rows);
}

/**
 * How many cells each row has, the top one first. Up to four have shapes of their own (three: a large one with two beside
 * it); from five on the rest of a division by three comes first, and then rows of three.
 */
function rowsOf(count: number): readonly number[] {
  if (count <= 3) return count === 0 ? [] : [count];
  if (count === 4) return [2, 2];
  const first = count % 3;
  const triples = Array.from({ length: Math.floor(count / 3) }, () => 3);
  return first === 0 ? triples : [first, ...triples];
}
