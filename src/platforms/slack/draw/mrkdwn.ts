// Slack's mrkdwn, for the places that take no rich text: small print, and what a notification shows. Whatever comes from
// outside goes through `escape`, and there is no other way into it.
// https://docs.slack.dev/messaging/formatting-message-text

import { oneLine } from "../../../domain/text/clip.ts";
import type { Span, Text } from "../../../wording/text.ts";
import { visible } from "../../../wording/visible.ts";
import { idOf, messageUrl, webUrl } from "./rich-text.ts";
import type { Voice } from "./rich-text.ts";

/** One line. */
export const markup = (text: Text, voice: Voice): string => text.map((span) => drawn(span, voice)).join("");

function drawn(span: Span, voice: Voice): string {
  if (typeof span === "string") return escape(span);
  switch (span.kind) {
    case "code":
      return codeSpan(span.text);
    case "command":
      return codeSpan(`/${voice.prefix}${span.text.slice(1)}`);
    case "strong":
      return span.text.trim() === "" ? "" : `*${escape(span.text.trim())}*`;
    case "varied":
      return markup(span.on.slack, voice);
    case "time":
      return moment(span.at);
    case "link":
      return linked(span.text, span.url);
    case "person":
      return `<@${idOf(span.userId)}>`;
    case "role":
      return escape(span.roleId);
    case "channel":
      return `<#${idOf(span.channelId)}>`;
    case "message":
      return linked(span.text, messageUrl(span.at));
  }
}

const moment = (at: number): string =>
  `<!date^${Math.round(at / 1000)}^{date_short_pretty} at {time}|${new Date(at).toISOString()}>`;

function linked(text: string, url: string): string {
  const href = webUrl(url);
  return href === null ? escape(text) : `<${href.replaceAll("&", "&amp;")}|${escape(text) || "link"}>`;
}

/**
 * Shows `text` letter by letter inside of a line. Slack has no sign that takes the meaning off another one, so those that
 * could begin or end a format, a quotation or an emoji are shown by one that looks the same.
 */
export const escape = (text: string): string =>
  entities(
    visible(text)
      .replace(/\s+/g, " ")
      .replace(LIVE, (sign) => LOOKALIKES[sign] ?? sign),
  );

/** `&`, `<` and `>` are all that leads to mentions, links and dates. */
const entities = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** An underscore inside of a word, a star between blanks and the colon of a ratio have no meaning to begin with. */
const LIVE = /`|[*~](?!(?<=\s.)\s)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=[\p{L}\p{N}_+'-]+:)|(?<=^\s?)>/gu;

const LOOKALIKES: Readonly<Record<string, string>> = { "`": "‵", "*": "∗", "~": "∼", _: "⎽", ":": "∶", ">": "›" };

/** Inside backticks nothing has a meaning but backticks, and what is written as an entity everywhere. */
const codeSpan = (text: string): string => `\`${entities(oneLine(visible(text)).replaceAll("`", "‵")) || " "}\``;
