// What only the person who asked sees: refusals, /help, /models and whatever else is a page.

import { ButtonStyle, ComponentType } from "discord.js";
import type { APIContainerComponent } from "discord.js";
import type { ModelPage } from "../../../domain/messages/option.ts";
import type { Block, Page, PageButton, PageFile } from "../../../wording/page.ts";
import type { Text } from "../../../wording/text.ts";
import type { Refusal } from "../../../wording/refusals/refusal.ts";
import { NO_MODELS, sayModelHead, sayModelOption, sayOptionNames } from "../../../wording/help-and-forms.ts";
import { COLOURS, message, privately, textDisplay } from "./message-body.ts";
import { LIMITS } from "../limits.ts";
import { escape, markup } from "./markdown.ts";
import type { Payload } from "./message-body.ts";
import { CharBudget } from "../../../wording/char-budget.ts";
import { clip } from "../../../domain/text/clip.ts";
import { drawTable } from "./table.ts";
import { withUploads } from "./with-uploads.ts";

const TONES = { plain: COLOURS.busy, good: COLOURS.good, bad: COLOURS.bad, quiet: COLOURS.quiet, odd: COLOURS.odd };

export function drawPage({ title, tone, blocks, buttons = [] }: Page): Payload {
  const charBudget = new CharBudget(LIMITS.messageTextChars);
  const head = charBudget.take(`### ${typeof title === "string" ? escape(clip(title, TITLE_CHARS)) : markup(title)}`);
  // The small print is short and says what a long list above it must not push out.
  const small = new Map<Block, string>();
  for (const block of blocks) if (block.kind === "small") small.set(block, textOf(block, charBudget));
  const files: PageFile[] = [];
  const components: Component[] = [textDisplay(head)];
  for (const block of blocks) {
    if ("file" in block) {
      components.push(fileOf(block.kind, block.file));
      files.push(block.file);
    } else {
      const text = small.get(block) ?? textOf(block, charBudget);
      if (text !== "") components.push(textDisplay(text));
    }
  }
  const body = privately(message(TONES[tone], [...inFew(components), ...buttonRows(buttons)]));
  return files.length === 0 ? { body, files: [] } : withUploads({ uploads: files }, () => body)(false);
}

export const drawRefusal = ({ title, lines, money }: Refusal): Payload =>
  drawPage({
    title,
    tone: "odd",
    blocks: [
      { kind: lines.length > 1 ? "list" : "lines", lines },
      { kind: "small", lines: money === null ? [] : [money] },
    ],
  });

type Component = APIContainerComponent["components"][number];
type TextBlock = Exclude<Block, { readonly kind: "picture" | "download" }>;

const TITLE_CHARS = 200;

function textOf(block: TextBlock, charBudget: CharBudget): string {
  switch (block.kind) {
    case "heading":
      return charBudget.take(`**${escape(block.text)}**`);
    case "lines":
      return linesOf(block.lines, "", charBudget);
    case "list":
      return linesOf(block.lines, "- ", charBudget);
    case "small":
      return linesOf(block.lines, "-# ", charBudget);
    case "table":
      return charBudget.first(drawTable(block));
  }
}

/** Each line that there is room for; the first that does not fit is told by an ellipsis, and ends it. */
function linesOf(lines: readonly Text[], mark: string, charBudget: CharBudget): string {
  const shown: string[] = [];
  for (const line of lines) {
    const text = charBudget.take(`${mark}${markup(line)}`);
    if (text === "") return [...shown, charBudget.take("…")].join("\n");
    shown.push(text);
  }
  return shown.join("\n");
}

const fileOf = (kind: "picture" | "download", { name, alt }: PageFile): Component => {
  const media = { url: `attachment://${name}` };
  if (kind === "download") return { type: ComponentType.File, file: media };
  return { type: ComponentType.MediaGallery, items: [{ media, description: clip(alt, LIMITS.altTextChars) }] };
};

/** A message holds 40 components. */
const MOST_PARTS = 30;

/** As they are, or the texts below each other as one. */
function inFew(components: readonly Component[]): readonly Component[] {
  if (components.length <= MOST_PARTS) return components;
  return components.reduce<readonly Component[]>((all, next) => {
    const last = all.at(-1);
    if (last?.type !== ComponentType.TextDisplay || next.type !== ComponentType.TextDisplay) return [...all, next];
    return [...all.slice(0, -1), textDisplay(`${last.content}\n${next.content}`)];
  }, []);
}

const STYLES = { plain: ButtonStyle.Secondary, good: ButtonStyle.Success, bad: ButtonStyle.Danger } as const;

/** As many rows as they need. */
function buttonRows(buttons: readonly PageButton[]): readonly Component[] {
  const { buttonsPerRow } = LIMITS;
  const rows = Array.from({ length: Math.ceil(buttons.length / buttonsPerRow) }, (_, row) =>
    buttons.slice(row * buttonsPerRow, (row + 1) * buttonsPerRow),
  );
  return rows.map((row) => ({
    type: ComponentType.ActionRow,
    components: row.map(({ id, label, style }) => ({
      type: ComponentType.Button as const,
      style: STYLES[style],
      label,
      custom_id: id,
    })),
  }));
}

/** As much of each model as all of them have room for. */
export function drawModels(models: readonly ModelPage[]): Payload {
  if (models.length === 0) return inTexts(COLOURS.quiet, [markup(NO_MODELS)]);
  const levels = [withOptions, withOptionNames, withoutOptions].map((draw) => models.map(draw));
  const fits = levels.find((texts) => texts.reduce((all, text) => all + text.length, 0) <= LIMITS.messageTextChars);
  return inTexts(COLOURS.busy, fits ?? levels.at(-1) ?? []);
}

const DESCRIPTION_CHARS = 200;

const withoutOptions = (model: ModelPage): string =>
  [
    `### ${escape(model.title)}`,
    escape(clip(model.description, DESCRIPTION_CHARS)),
    `-# ${markup(sayModelHead(model))}`,
  ].join("\n");

const withOptionNames = (model: ModelPage): string => `${withoutOptions(model)}\n-# ${markup(sayOptionNames(model))}`;

const withOptions = (model: ModelPage): string =>
  [withoutOptions(model), ...model.options.map((option) => `- ${markup(sayModelOption(option))}`)].join("\n");

/** Texts that do not fit any more are cut off rather than refused by Discord. */
function inTexts(colour: number, texts: readonly string[]): Payload {
  const components: Component[] = [];
  let left: number = LIMITS.messageTextChars;
  for (const text of texts) {
    const shown = clip(text, left);
    if (shown.length > 1) components.push(textDisplay(shown));
    left -= shown.length;
  }
  return { body: privately(message(colour, [...inFew(components)])), files: [] };
}
