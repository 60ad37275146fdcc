// Discord's markdown. Whatever comes from outside goes through `escape`, and there is no other way into a message.
// https://docs.discord.com/developers/reference#message-formatting

import { oneLine } from "../../../domain/text/clip.ts";
import type { MessagePlace, Span, Text } from "../../../wording/text.ts";
import { visible } from "../../../wording/visible.ts";

/** One line, which starts where a line of the message does or after something of ours. */
export const markup = (text: Text): string =>
  text.map((span, index) => (index === 0 ? drawn(span).replace(AT_START, offStart) : drawn(span))).join("");

function drawn(span: Span): string {
  if (typeof span === "string") return escape(span);
  switch (span.kind) {
    case "code":
      return codeSpan(span.text);
    case "command":
      return codeSpan(span.text);
    case "varied":
      return span.on.discord.map(drawn).join("");
    case "strong":
      return span.text.trim() === "" ? "" : `**${escape(span.text)}**`;
    case "time":
      return `<t:${Math.round(span.at / 1000)}:${span.as === "ticking" ? "R" : "f"}>`;
    case "link":
      return maskedLink(span.text, span.url);
    case "person":
      return `<@${digits(span.userId)}>`;
    case "role":
      return `<@&${digits(span.roleId)}>`;
    case "channel":
      return `<#${digits(span.channelId)}>`;
    case "message":
      return maskedLink(span.text, messageUrl(span.at));
  }
}

const digits = (id: string): string => id.replace(/\D/g, "");

const messageUrl = ({ guildId, channelId, messageId }: MessagePlace): string =>
  `https://discord.com/channels/${digits(guildId)}/${digits(channelId)}/${digits(messageId)}`;

/** Shows `text` letter by letter inside of a line, whatever it holds. */
export const escape = (text: string): string => visible(text).replace(/\s+/g, " ").replace(INLINE, "\\$&");

/** Several lines, each quoted, so that nothing leaves the quotation. An empty one needs its space: a bare `>` is a text. */
export const quote = (text: string): string =>
  visible(text)
    .split("\n")
    .map((line) => `> ${line.replace(INLINE, "\\$&").replace(AT_START, offStart).trimEnd()}`)
    .join("\n");

/**
 * A backslash takes the meaning off any sign. These carry one inside a line: `<` for mentions, timestamps and hidden
 * links, `@` for everyone, `:` where it makes an address or the name of an emoji.
 */
const INLINE = /[\\`*_~|<>@[\]()]|:(?=\/\/|[\w+~-]+:)/g;
/** These carry one at the start of a line: headings, small print, lists. */
const AT_START = /^(\s*)([#+-]|\d+(?=\.))/;

const offStart = (_: string, space: string, sign: string): string =>
  /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`;

/** Inside backticks nothing has a meaning but backticks. */
const codeSpan = (text: string): string => `\`${oneLine(visible(text)).replaceAll("`", "ˋ") || " "}\``;

function maskedLink(text: string, url: string): string {
  const label = escape(text);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return label;
  return `[${label}](<${new URL(url).href.replace(/[<>\s]/g, encodeURIComponent)}>)`;
}
