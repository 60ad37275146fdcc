// What has a meaning at the start of a line.

import type { MarkdownNode } from "./markdown-node.ts";
import type { Place, Read as ReadOf, Rule as RuleOf } from "../../payload/mark-reader.ts";

type Rule = RuleOf<MarkdownNode>;
type Read = ReadOf<MarkdownNode>;

const outsideQuotes = ({ inQuote }: Place): boolean => !inQuote;

const HEADING: Rule = {
  pattern: / *(#{1,3}) +([^\s][^\n]*)(?:\n|$)/y,
  block: true,
  make: ([, signs = "", title = ""], read) => ({
    kind: "heading",
    level: signs.length,
    children: read(title, { blocks: false }),
  }),
};

const SUBTEXT: Rule = {
  pattern: / *-# +([^\s][^\n]*)(?:\n|$)/y,
  block: true,
  make: ([, small = ""], read) => ({ kind: "subtext", children: read(small, { blocks: false }) }),
};

/** A sign of quotation counts only with a space behind it. */
const QUOTES: readonly Rule[] = [
  {
    pattern: / *>>> +([^]*)/y,
    block: true,
    fits: outsideQuotes,
    make: ([, inside = ""], read) => ({ kind: "quote", children: read(inside, { inQuote: true }) }),
  },
  {
    pattern: / *>(?!>>) +[^\n]*(?:\n *>(?!>>) +[^\n]*)*(?:\n|$)/y,
    block: true,
    fits: outsideQuotes,
    make: ([all = ""], read) => ({
      kind: "quote",
      children: read(all.replace(/\n$/, "").replace(/^ *> ?/gm, ""), { inQuote: true }),
    }),
  },
];

const LIST: Rule = {
  pattern: / *(?:[*-]|\d{1,9}\.) +[^\s][^\n]*(?:\n(?: *(?:[*-]|\d{1,9}\.) | {2,}[^\s])[^\n]*)*(?:\n|$)/y,
  block: true,
  make: ([all = ""], read) => readList(all.replace(/\n$/, "").split("\n"), read),
};

const BULLET = /^( *)(?:[*-]|(\d{1,9})\.) +(.*)$/s;

/** A line further in than the first one belongs to the item above it. */
function readList(lines: readonly string[], read: Read): MarkdownNode {
  const first = BULLET.exec(lines[0] ?? "");
  const base = first?.[1]?.length ?? 0;
  const items: string[] = [];
  for (const line of lines) {
    const bullet = BULLET.exec(line);
    if (bullet !== null && (bullet[1]?.length ?? 0) < base + 2) items.push(bullet[3] ?? "");
    else items.push(`${items.pop() ?? ""}\n${line.replace(new RegExp(`^ {0,${base + 2}}`), "")}`);
  }
  const start = first?.[2] === undefined ? null : Number(first[2]);
  return { kind: "list", start, items: items.map((item) => read(item)) };
}

export const BLOCK_RULES: readonly Rule[] = [HEADING, SUBTEXT, ...QUOTES, LIST];
