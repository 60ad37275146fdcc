// What only the person who asked sees: refusals, /help, /models and whatever else is a page.

import type { types } from "@slack/bolt";
import type { ModelPage } from "../../../domain/messages/option.ts";
import type { Block, Page, PageButton, PageFile } from "../../../wording/page.ts";
import { CharBudget } from "../../../wording/char-budget.ts";
import type { Text } from "../../../wording/text.ts";
import { clip } from "../../../domain/text/clip.ts";
import type { Refusal } from "../../../wording/refusals/refusal.ts";
import {
  NO_MODELS,
  sayFilesElsewhere,
  sayModelHead,
  sayModelOption,
  sayMoreModels,
  sayOptionNames,
} from "../../../wording/help-and-forms.ts";
import { buttonRow, fallback, plainText, smallPrint } from "./message-body.ts";
import type { MessageBody } from "./message-body.ts";
import { LIMITS } from "../limits.ts";
import { markup } from "./mrkdwn.ts";
import { richLines, richList, richText, wordsOf } from "./rich-text.ts";
import type { Voice } from "./rich-text.ts";
import { drawTable } from "./table.ts";
import { NOT_STARTED } from "../../../wording/slack-only.ts";

/** A page, and the files of it: no private answer can hold a file, so they go to the direct message with the person. */
export interface DrawnPage {
  readonly body: MessageBody;
  readonly files: readonly PageFile[];
}

export interface PageStyle extends Voice {
  /** Where the files stand; null: nowhere yet, and the page says that they are on their way. */
  readonly filesAt?: string | null;
}

/** Instead of a colour, which blocks do not have. */
const MARKS: Readonly<Record<Page["tone"], string>> = { plain: "", good: "✅ ", bad: "❌ ", quiet: "", odd: "⚠️ " };

export function drawPage({ title, tone, blocks, buttons = [] }: Page, style: PageStyle): DrawnPage {
  const head = `${MARKS[tone]}${wordsOf([title].flat(), style)}`;
  const files = blocks.flatMap((block) => ("file" in block ? [block.file] : []));
  const elsewhere = files.length === 0 ? [] : [sayFilesElsewhere(files.length, style.filesAt ?? null)];
  const shown: readonly Block[] = elsewhere.length === 0 ? blocks : [...blocks, { kind: "small", lines: elsewhere }];
  const body = {
    text: fallback([markup([head], style), ...shown.flatMap((block) => textsOf(block, style))]),
    blocks: [header(head), ...inFew(drawnBlocks(shown, style)), ...buttonsOf(buttons)],
  };
  return { body, files };
}

export const drawRefusal = ({ title, lines, money }: Refusal, style: PageStyle): MessageBody =>
  drawPage(
    {
      title,
      tone: "odd",
      blocks: [
        { kind: lines.length > 1 ? "list" : "lines", lines },
        { kind: "small", lines: money === null ? [] : [money] },
      ],
    },
    style,
  ).body;

const header = (text: string): types.HeaderBlock => ({ type: "header", text: plainText(text, LIMITS.headerChars) });

function textsOf(block: Block, style: PageStyle): readonly string[] {
  return "lines" in block ? block.lines.map((line) => markup(line, style)) : [];
}

/** Within the message's characters. The small print is short and says what a long list above it must not push out. */
function drawnBlocks(blocks: readonly Block[], style: PageStyle): readonly types.KnownBlock[] {
  const charBudget = new CharBudget(LIMITS.messageChars);
  const small = new Map(
    blocks.flatMap((block) =>
      block.kind === "small" ? [[block, fitting(block.lines, charBudget, style)] as const] : [],
    ),
  );
  let isFull = false;
  /** The first line that does not fit is told by an ellipsis, and ends it all. */
  const whatFits = (lines: readonly Text[]): readonly Text[] => {
    if (isFull) return [];
    const fit = fitting(lines, charBudget, style);
    isFull = fit.length < lines.length;
    return isFull ? [...fit, ["…"]] : fit;
  };
  return blocks.flatMap((block): readonly types.KnownBlock[] => {
    switch (block.kind) {
      case "heading":
        return drawLines(whatFits([[{ kind: "strong", text: block.text }]]), style);
      case "lines":
        return drawLines(whatFits(block.lines), style);
      case "list": {
        const lines = whatFits(block.lines);
        return lines.length === 0 ? [] : [richText([richList(lines, style)])];
      }
      case "small":
        return smallPrint((small.get(block) ?? []).map((line) => markup(line, style)));
      case "table":
        return isFull ? [] : [drawTable(block, charBudget)];
      case "picture":
      case "download":
        return [];
    }
  });
}

/** Slack takes no empty block. */
const drawLines = (lines: readonly Text[], style: PageStyle): readonly types.KnownBlock[] =>
  lines.length === 0 ? [] : [richText([richLines(lines, style)])];

/** From the first on, as many as there is room for. */
function fitting(lines: readonly Text[], charBudget: CharBudget, style: PageStyle): readonly Text[] {
  const cut = lines.findIndex((line) => charBudget.take(wordsOf(line, style) || " ") === "");
  return cut === -1 ? lines : lines.slice(0, cut);
}

/** Beside the title and the buttons. */
const MOST_BLOCKS = LIMITS.blocksPerMessage - 2;

/** As they are, or what is rich text below each other as one. */
function inFew(blocks: readonly types.KnownBlock[]): readonly types.KnownBlock[] {
  if (blocks.length <= MOST_BLOCKS) return blocks;
  const few = blocks.reduce<readonly types.KnownBlock[]>((all, next) => {
    const last = all.at(-1);
    if (last?.type !== "rich_text" || next.type !== "rich_text") return [...all, next];
    return [...all.slice(0, -1), richText([...last.elements, ...next.elements])];
  }, []);
  return few.slice(0, MOST_BLOCKS);
}

const STYLES = { plain: null, good: "primary", bad: "danger" } as const;

const buttonsOf = (buttons: readonly PageButton[]): readonly types.KnownBlock[] =>
  buttons.length === 0 ? [] : [buttonRow(buttons.map(({ id, label, style }) => ({ id, label, style: STYLES[style] })))];

/** As much of each model as all of them have room for. */
export function drawModels(models: readonly ModelPage[], style: PageStyle): MessageBody {
  if (models.length === 0) return bodyOf([[NO_MODELS]], style);
  const levels = [withOptions, withOptionNames, withoutOptions].map((say) => fittingModels(models.map(say), style));
  const fits = levels.find((level) => level.length === models.length) ?? levels.at(-1) ?? [];
  const more = models.length - fits.length;
  return bodyOf(more === 0 ? fits : [...fits, [sayMoreModels(more)]], style);
}

/** From the first on, as many as there is room for. */
function fittingModels(texts: readonly ModelText[], style: PageStyle): readonly ModelText[] {
  const charBudget = new CharBudget(LIMITS.messageChars);
  const cut = texts.findIndex((lines) => charBudget.take(lines.map((line) => wordsOf(line, style)).join("\n")) === "");
  return texts.slice(0, Math.min(cut === -1 ? texts.length : cut, MOST_BLOCKS));
}

/** Lines below each other; those of the options are a list. */
type ModelText = readonly Text[];

const DESCRIPTION_CHARS = 200;

const withoutOptions = (model: ModelPage): ModelText => [
  [{ kind: "strong", text: model.title }],
  [clip(model.description, DESCRIPTION_CHARS)],
  sayModelHead(model),
];
const withOptionNames = (model: ModelPage): ModelText => [...withoutOptions(model), sayOptionNames(model)];
const withOptions = (model: ModelPage): ModelText => [
  ...withoutOptions(model),
  ...model.options.map((option): Text => ["• ", ...sayModelOption(option)]),
];

const bodyOf = (texts: readonly ModelText[], style: PageStyle): MessageBody => ({
  text: fallback(texts.flat().map((line) => markup(line, style))),
  blocks: texts.map((lines) => richText([richLines(lines, style)])),
});
/** Instead of a form, or on top of it, so that what was filled in is still there. */

export const inView = ({ blocks }: MessageBody): types.ModalView => ({
  type: "modal",
  title: plainText(NOT_STARTED.title, LIMITS.viewTitleChars),
  close: plainText(NOT_STARTED.back, LIMITS.viewTitleChars),
  blocks,
});
