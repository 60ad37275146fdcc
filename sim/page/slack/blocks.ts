import { h } from "preact";
import type { ComponentChild } from "preact";
import { asFields, textIn } from "../discord/fields.ts";
import { drawUnknown } from "../discord/unknown.ts";
import { drawAlert, drawCard, drawCarousel, drawContainer, drawContextActions, drawVideo } from "./card.ts";
import { drawElement } from "./elements.ts";
import { drawImageBlock } from "./image.ts";
import { drawInput } from "./input-block.ts";
import { lookUp } from "./look-up.ts";
import { Marked } from "./mark-view.ts";
import { drawRichTextBlock } from "./rich-text.ts";
import type { Draw, Inside, DrawContext } from "./draw-context.ts";
import { drawActions, drawContext, drawDivider, drawHeader, drawSection } from "./section.ts";
import { drawDataTable, drawTable } from "./table.ts";
import { drawPlan, drawTaskCard } from "./task-card.ts";

const drawMarkdown: Draw = (block, { viewer }) => {
  const text = textIn(block, "text");
  return text === null ? null : h(Marked, { text, viewer, as: "markdown" });
};

/** https://docs.slack.dev/reference/block-kit/blocks */
const KINDS: Readonly<Record<string, Draw>> = {
  actions: drawActions,
  alert: drawAlert,
  card: drawCard,
  carousel: drawCarousel,
  container: drawContainer,
  context: drawContext,
  context_actions: drawContextActions,
  data_table: drawDataTable,
  divider: drawDivider,
  header: drawHeader,
  image: drawImageBlock,
  input: drawInput,
  markdown: drawMarkdown,
  plan: drawPlan,
  rich_text: drawRichTextBlock,
  section: drawSection,
  table: drawTable,
  task_card: drawTaskCard,
  video: drawVideo,
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
    block: (inner) => drawBlock(inner, context),
    element: (element, holder) => drawElement(element, holder, { context }),
  };
  const drawn = block && lookUp(KINDS, block["type"])?.(block, context, inside);
  return drawn ?? drawUnknown(`A block of type ${JSON.stringify(block?.["type"])}`, value);
}
