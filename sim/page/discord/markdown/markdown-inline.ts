// What has a meaning inside of a line. https://docs.discord.com/developers/reference#message-formatting
// and https://support.discord.com/hc/en-us/articles/210298617

import type { MarkdownNode, Span } from "./markdown-node.ts";
import type { Place, Rule as RuleOf } from "../../payload/mark-reader.ts";
import { isMoment } from "../../payload/clock.ts";
import { webTarget } from "../../payload/link-target.ts";

type Rule = RuleOf<MarkdownNode>;

const text = (shown: string): MarkdownNode => ({ kind: "text", text: shown });

const span = (kind: Span, pattern: RegExp): Rule => ({
  pattern,
  make: ([, inside = ""], read) => ({ kind, children: read(inside, { blocks: false }) }),
});

const outsideLinks = ({ inLink }: Place): boolean => !inLink;

const LITERAL: readonly Rule[] = [
  // A shrug would lose its arm to the rule below.
  { pattern: /¯\\_\(ツ\)_\/¯/y, make: ([all = ""]) => text(all) },
  { pattern: /\\([^0-9A-Za-z\s])/uy, make: ([, sign = ""]) => text(sign) },
];

const CODE: readonly Rule[] = [
  {
    pattern: /```(?:[\w+.#-]+\n)?([^]+?)```\n?/y,
    make: ([, inside = ""]) => {
      const code = inside.replace(/^\n+|\n+$/g, "");
      return code === "" ? null : { kind: "code-block", text: code };
    },
  },
  { pattern: /(`+)(?!`)([^]*?[^`])\1(?!`)/y, make: ([, , inside = ""]) => ({ kind: "code", text: inside }) },
];

/** Two signs before one: `***x***` is strong around em. */
const SPANS: readonly Rule[] = [
  span("strong", /\*\*((?:\\[^]|[^\\])+?)\*\*(?!\*)/y),
  span("underline", /__((?:\\[^]|[^\\])+?)__(?!_)/y),
  span("em", /\*(?=\S)((?:\*\*|\\[^]|\s+(?:\*\*|\\[^]|[^\s*\\])|[^\s*\\])+?)\*(?!\*)/y),
  span("em", /_((?:__|\\[^]|[^\\_])+?)_(?!\w)/y),
  span("strike", /~~([^]+?)~~(?!_)/y),
];

const LINKS: readonly Rule[] = [
  {
    pattern:
      /\[((?:\\[^]|\[[^\]\n]*\]|[^\\[\]])+)\]\(\s*<?((?:\([^()\s]*\)|\\[^]|[^\s()\\<>])+)>?(?:\s+"[^"]*")?\s*\)/y,
    fits: outsideLinks,
    make: ([, label = "", target = ""], read) => {
      const url = webTarget(unescaped(target));
      const children = read(label, { inLink: true, blocks: false });
      // The client does not hide an address behind what looks like another.
      return url === null || /https?:\/\//i.test(unescaped(label)) ? null : { kind: "link", url, children };
    },
  },
  { pattern: /<(https?:\/\/[^\s<>]+)>/y, fits: outsideLinks, make: ([, url = ""]) => bareLink(url) },
  {
    pattern: /https?:\/\/(?:\([^\s()<]*\)|[^\s()<])*(?:\([^\s()<]*\)|[^\s()<.,:;"'\]])/y,
    fits: outsideLinks,
    make: ([url = ""]) => bareLink(url),
  },
];

const bareLink = (shown: string): MarkdownNode | null => {
  const url = webTarget(shown);
  return url === null ? null : { kind: "link", url, children: [text(shown)] };
};

const unescaped = (source: string): string => source.replace(/\\([^0-9A-Za-z\s])/gu, "$1");

const NAMES: readonly Rule[] = [
  { pattern: /<@!?(\d+)>/y, make: ([, id = ""]) => ({ kind: "mention", of: "user", id }) },
  { pattern: /<@&(\d+)>/y, make: ([, id = ""]) => ({ kind: "mention", of: "role", id }) },
  { pattern: /<#(\d+)>/y, make: ([, id = ""]) => ({ kind: "mention", of: "channel", id }) },
  { pattern: /@(?:everyone|here)/y, make: ([all = ""]) => ({ kind: "everyone", text: all }) },
  {
    pattern: /<\/([-\w\p{L}\p{N}]+(?: [-\w\p{L}\p{N}]+){0,2}):\d+>/uy,
    make: ([, name = ""]) => ({ kind: "command", name }),
  },
  {
    pattern: /<t:(-?\d{1,17})(?::([tTdDfFsSR]))?>/y,
    make: ([, seconds, style = "f"]) =>
      isMoment(Number(seconds)) ? { kind: "time", seconds: Number(seconds), style } : null,
  },
];

const EMOJI: Rule = { pattern: /\p{RGI_Emoji}/vy, make: ([all = ""]) => ({ kind: "emoji", text: all }) };

export const INLINE_RULES: readonly Rule[] = [...LITERAL, ...CODE, ...LINKS, ...NAMES, ...SPANS, EMOJI];
