import type { Rule } from "./mark-reader.ts";

/** A line of cells, a line of dashes, and more lines of cells. The first line is the heading. */
export const MARKDOWN_TABLE: Rule = {
  pattern: /\|?[^\n|]+\|[^\n]*\n *\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *(?:\n[^\n]*\|[^\n]*)*(?:\n|$)/y,
  block: true,
  make: ([all = ""], read) => {
    const [head = "", , ...body] = all.replace(/\n$/, "").split("\n");
    const rows = [head, ...body].map((line) => cellsOf(line).map((cell) => read(cell, { blocks: false })));
    return { kind: "table", rows };
  },
};

const cellsOf = (line: string): readonly string[] =>
  line
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
