// Texts as rich text: what came from outside is a `text` of its own, in which no sign has a meaning, so that nothing in
// it can mention anybody, become a link or break the formatting around it.
// https://docs.slack.dev/reference/block-kit/blocks/rich-text-block

import type { types } from "@slack/bolt";
import type { MessagePlace, Span, Text } from "../../../wording/text.ts";
import { visible } from "../../../wording/visible.ts";

/** How a text is read out. */
export interface Voice {
  /** What stands before the name of each command: `mv-`. */
  readonly prefix: string;
  /** Slack's dates do not tick, so a moment near is a time of day: https://docs.slack.dev/reference/block-kit/block-elements/date-element */
  readonly ticking?: string;
}

const DATE = "{date_short_pretty} at {time}";

export const richText = (elements: types.RichTextBlockElement[]): types.RichTextBlock => ({
  type: "rich_text",
  elements,
});

/** Lines below each other. */
export function richLines(lines: readonly Text[], voice: Voice): types.RichTextSection {
  const elements = lines.flatMap((line, index) => [...(index === 0 ? [] : [word("\n")]), ...richLine(line, voice)]);
  return { type: "rich_text_section", elements };
}

export const richList = (lines: readonly Text[], voice: Voice): types.RichTextList => ({
  type: "rich_text_list",
  style: "bullet",
  elements: lines.map((line) => richLines([line], voice)),
});

export const richQuote = (text: string): types.RichTextQuote => ({
  type: "rich_text_quote",
  elements: [word(visible(text))],
});

/** Each text on a line of its own, in letters of one width. */
export const richColumns = (lines: readonly string[]): types.RichTextPreformatted => ({
  type: "rich_text_preformatted",
  elements: [{ type: "text", text: lines.join("\n") }],
});

export const richLine = (text: Text, voice: Voice): types.RichTextElement[] =>
  text.flatMap((span) => drawn(span, voice));

/** The words alone, for where there is no formatting, or to know how many they are. */
export const wordsOf = (text: Text, voice: Voice): string =>
  richLine(text, voice)
    .map((element) => {
      if (element.type === "date") return element.fallback ?? "";
      if (element.type === "user") return element.user_id;
      return "text" in element ? (element.text ?? "") : "";
    })
    .join("");

function drawn(span: Span, voice: Voice): types.RichTextElement[] {
  if (typeof span === "string") return words(span);
  switch (span.kind) {
    case "code":
      return words(span.text, { code: true });
    case "command":
      return words(`/${voice.prefix}${span.text.slice(1)}`, { code: true });
    case "strong":
      return words(span.text, { bold: true });
    case "varied":
      return richLine(span.on.slack, voice);
    case "time":
      return [moment(span.at, span.as === "ticking" ? (voice.ticking ?? DATE) : DATE)];
    case "link":
      return linked(span.text, span.url);
    case "person":
      return [{ type: "user", user_id: idOf(span.userId) }];
    case "role":
      return words(span.roleId);
    case "channel":
      return [{ type: "channel", channel_id: idOf(span.channelId) }];
    case "message":
      return linked(span.text, messageUrl(span.at));
  }
}

const word = (text: string): types.RichTextText => ({ type: "text", text });

type Style = NonNullable<types.RichTextText["style"]>;

function words(text: string, style?: Style): types.RichTextElement[] {
  const seen = visible(text).replace(/\s+/g, " ");
  if (seen === "") return [];
  return [style === undefined ? word(seen) : { ...word(seen), style }];
}

const moment = (at: number, format: string): types.RichTextDate => ({
  type: "date",
  timestamp: Math.round(at / 1000),
  format,
  fallback: new Date(at).toISOString(),
});

function linked(text: string, url: string): types.RichTextElement[] {
  const label = visible(text).replace(/\s+/g, " ");
  const href = webUrl(url);
  if (href === null) return words(label);
  return [{ type: "link", url: href, ...(label === "" ? {} : { text: label }) }];
}

/** Null when it does not lead to the web. */
export function webUrl(url: string): string | null {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return null;
  return new URL(url).href.replace(/[<>|\s]/g, encodeURIComponent);
}

export const idOf = (id: string): string => id.replace(/[^A-Z0-9]/gi, "");

/** Slack leads whoever is signed in to the workspace of the channel. */
export const messageUrl = ({ channelId, messageId }: MessagePlace): string =>
  `https://slack.com/archives/${idOf(channelId)}/p${messageId.replace(/\D/g, "")}`;
