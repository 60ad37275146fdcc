// The Markdown of a markdown block: the usual one, not mrkdwn. https://docs.slack.dev/reference/block-kit/blocks/markdown-block

import { linkTarget } from "./link-target.ts";
import type { MarkNode, Span } from "./mark-node.ts";
import { readMarks } from "./mark-reader.ts";
import type { Rule } from "./mark-reader.ts";
import { MARKDOWN_LIST } from "./markdown-list.ts";
import { MARKDOWN_TABLE } from "./markdown-table.ts";
import { BARE_ADDRESS, EMOJI } from "./mrkdwn.ts";

const text = (shown: string): MarkNode => ({ kind: "text", text: shown });

const span = (kind: Span, pattern: RegExp): Rule => ({
  pattern,
  make: ([, inside = ""], read) => ({ kind, children: read(inside, { blocks: false }) }),
});

const LINES: readonly Rule[] = [
  {
    pattern: /(#{1,6}) +([^\n]+?)(?: +#+)? *(?:\n+|$)/y,
    block: true,
    make: ([, signs = "", title = ""], read) => ({
      kind: "heading",
      level: signs.length,
      children: read(title, { blocks: false }),
    }),
  },
  {
    pattern: / {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})(?:\n+|$)/y,
    block: true,
    make: () => ({ kind: "rule" }),
  },
  {
    pattern: /(?:> ?[^\n]*(?:\n|$))+/y,
    block: true,
    make: ([all = ""], read) => ({
      kind: "quote",
      children: read(all.replace(/\n$/, "").replaceAll(/^> ?/gm, "")),
    }),
  },
];

const CODE: readonly Rule[] = [
  {
    pattern: /(`{3,})[^\n`]*\n([^]*?)\n?\1 *(?:\n|$)/y,
    block: true,
    make: ([, , inside = ""]) => ({ kind: "code-block", text: inside }),
  },
  {
    pattern: /(`+)(?!`)([^]*?[^`])\1(?!`)/y,
    make: ([, , inside = ""]) => ({ kind: "code", text: inside }),
  },
];

const ESCAPE: Rule = {
  pattern: /\\([!-/:-@[-`{-~])/y,
  make: ([, sign = ""]) => text(sign),
};

/** A picture is shown as a link to it, as Slack does. */
const LINK: Rule = {
  pattern: /!?\[((?:\\[^]|[^\\[\]\n])*)\]\(<?((?:\([^()\s]*\)|[^\s()<>])+)>?(?: +"[^"\n]*")?\)/y,
  fits: ({ inLink }) => !inLink,
  make: ([, label = "", target = ""], read) => {
    const url = linkTarget(target);
    return url === null
      ? null
      : { kind: "link", url, children: read(label || target, { inLink: true, blocks: false }) };
  },
};

/** Two signs before one. */
const SPANS: readonly Rule[] = [
  span("strong", /\*\*(?!\s)((?:\\[^]|[^\\])+?)(?<!\s)\*\*(?!\*)/y),
  span("strong", /(?<!\w)__(?!\s)((?:\\[^]|[^\\])+?)(?<!\s)__(?!\w)/y),
  span("em", /\*(?![\s*])((?:\\[^]|\*\*[^*]+\*\*|[^\\*])+?)(?<!\s)\*(?!\*)/y),
  span("em", /(?<!\w)_(?![\s_])((?:\\[^]|[^\\_])+?)(?<!\s)_(?!\w)/y),
  span("strike", /~~(?!\s)([^]+?)(?<!\s)~~/y),
];

const RULES: readonly Rule[] = [
  ...LINES,
  ...CODE,
  MARKDOWN_TABLE,
  MARKDOWN_LIST,
  ESCAPE,
  LINK,
  BARE_ADDRESS,
  ...SPANS,
  ...EMOJI,
];

export const parseMarkdown = (source: string): readonly MarkNode[] => {
  const nodes = readMarks(source, RULES);
  return nodes.map((node, index) =>
    node.kind === "text" ? beside(node.text, nodes[index - 1], nodes[index + 1]) : node,
  );
};

const BLOCKS: readonly (MarkNode["kind"] | undefined)[] = ["heading", "rule", "quote", "list", "table", "code-block"];

/** The empty lines around a block are the stylesheet's to draw. */
function beside(words: string, before: MarkNode | undefined, after: MarkNode | undefined): MarkNode {
  const begun = BLOCKS.includes(before?.kind) ? words.replace(/^\n+/, "") : words;
  return text(BLOCKS.includes(after?.kind) ? begun.replace(/\n+$/, "") : begun);
}
