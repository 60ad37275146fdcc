// https://docs.slack.dev/messaging/formatting-message-text#basic-formatting

import { unescaped } from "./entities.ts";
import type { MarkNode, Span } from "./mark-node.ts";
import { readMarks } from "../../payload/mark-reader.ts";
import type { Rule as RuleOf } from "../../payload/mark-reader.ts";
import { linkTarget } from "../../payload/link-target.ts";
import { readReference } from "./mrkdwn-reference.ts";

type Rule = RuleOf<MarkNode>;

const text = (shown: string): MarkNode => ({ kind: "text", text: shown });

/** Between words only, and not over the end of a line; what stands in code or in angle brackets is no sign of it. */
const span = (kind: Span, sign: string): Rule => ({
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}${sign}])${sign}(?![\\s${sign}])((?:<[^<>\\n]*>|\`[^\`\\n]*\`|[^${sign}\\n])+?)(?<!\\s)${sign}(?![\\p{L}\\p{N}${sign}])`,
    "uy",
  ),
  make: ([, inside = ""], read) => ({ kind, children: read(inside, { blocks: false }) }),
});

const QUOTES: readonly Rule[] = [
  {
    pattern: /(?:&gt;|>){3} ?([^]+)/y,
    block: true,
    fits: ({ inQuote }) => !inQuote,
    make: ([, inside = ""], read) => ({ kind: "quote", children: read(inside, { inQuote: true }) }),
  },
  {
    pattern: /(?:&gt;|>)[^\n]*(?:\n(?:&gt;|>)[^\n]*)*(?:\n|$)/y,
    block: true,
    fits: ({ inQuote }) => !inQuote,
    make: ([all = ""], read) => ({
      kind: "quote",
      children: read(all.replace(/\n$/, "").replaceAll(/^(?:&gt;|>) ?/gm, ""), { inQuote: true }),
    }),
  },
];

const CODE: readonly Rule[] = [
  {
    pattern: /```\n?([^]+?)```\n?/y,
    make: ([, inside = ""]) => ({ kind: "code-block", text: unescaped(inside.replace(/\n$/, "")) }),
  },
  {
    pattern: /`([^`\n]+)`/y,
    make: ([, inside = ""]) => ({ kind: "code", text: unescaped(inside) }),
  },
];

const REFERENCE: Rule = {
  pattern: /<([^<>\n]+)>/y,
  fits: ({ inLink }) => !inLink,
  make: ([, inside = ""]) => readReference(inside),
};

const BARE_ADDRESS: Rule = {
  pattern: /(?<![\p{L}\p{N}])https?:\/\/[^\s<>|]*[^\s<>|.,:;!?'"()[\]*_~`]/uy,
  fits: ({ inLink, autolink }) => !inLink && autolink,
  make: ([shown = ""]) => {
    const url = linkTarget(unescaped(shown));
    return url === null ? null : { kind: "link", url, children: [text(unescaped(shown))] };
  },
};

const EMOJI: Rule = { pattern: /\p{RGI_Emoji}/vy, make: ([all = ""]) => ({ kind: "emoji", text: all }) };

const ENTITY: Rule = { pattern: /&(?:amp|lt|gt);/y, make: ([all = ""]) => text(unescaped(all)) };

const RULES: readonly Rule[] = [
  ...QUOTES,
  ...CODE,
  REFERENCE,
  BARE_ADDRESS,
  ENTITY,
  span("strong", "\\*"),
  span("em", "_"),
  span("strike", "~"),
  EMOJI,
];

/** `verbatim`: bare addresses stay text, as the text object asked. */
export const parseMrkdwn = (source: string, verbatim = false): readonly MarkNode[] =>
  readMarks(source, RULES, { autolink: !verbatim });

/** A plain text: emoji, and nothing else. */
export const parsePlain = (source: string): readonly MarkNode[] => readMarks(source, [EMOJI]);
