import { h } from "preact";
import type { ComponentChild } from "preact";
import { asFields, lookUp } from "../../payload/fields.ts";
import { drawUnknown } from "../../payload/unknown.ts";
import { drawElement } from "../elements/elements.ts";
import { drawImageBlock } from "./image.ts";
import { drawInput } from "./input-block.ts";
import { drawRichTextBlock } from "../text/rich-text.ts";
import type { Draw, Inside, DrawContext } from "./draw-context.ts";
import { drawActions, drawContext, drawHeader, drawSection } from "./section.ts";
import { drawDataTable } from "./table.ts";
import { drawTaskCard } from "./task-card.ts";

/** https://docs.slack.dev/reference/block-kit/blocks */
const KINDS: Readonly<Record<string, Draw>> = {
  actions: drawActions,
  context: drawContext,
  data_table: drawDataTable,
  header: drawHeader,
  image: drawImageBlock,
  input: drawInput,
  rich_text: drawRichTextBlock,
  section: drawSection,
  task_card: drawTaskCard,
};

/** All blocks of a message or a view, from top to bottom. */
export const drawBlocks = (blocks: readonly unknown[], context: DrawContext): ComponentChild =>
  h(
    "div",
    { class: "blocks" },
    blocks.map((block) => drawBlock(block, context)),
  );

function drawBlock(value: unknown, context: DrawContext): ComponentChild {
  const block = asFields(value);
  const inside: Inside = {
    element: (element, holder) => drawElement(element, holder, { context }),
  };
  const drawn = block && lookUp(KINDS, block["type"])?.(block, context, inside);
  return drawn ?? drawUnknown(`A block of type ${JSON.stringify(block?.["type"])}`, value);
}
