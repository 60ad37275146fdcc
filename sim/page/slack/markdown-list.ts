import type { ListItem } from "./mark-node.ts";
import type { Rule } from "./mark-reader.ts";

const BULLET = /^( *)(?:[*+-]|(\d{1,9})[.)]) +(?:\[([ xX])\] +)?(.*)$/;

/** Items, and the lines further in that belong to them. */
export const MARKDOWN_LIST: Rule = {
  pattern: / *(?:[*+-]|\d{1,9}[.)]) +\S[^\n]*(?:\n(?: *(?:[*+-]|\d{1,9}[.)]) +\S| {2,}\S)[^\n]*)*(?:\n|$)/y,
  block: true,
  make: ([all = ""], read) => {
    const items = gather(all.replace(/\n$/, "").split("\n"));
    const children = items.map(({ done, text }): ListItem => ({ done, children: read(text) }));
    return { kind: "list", start: items[0]?.number ?? null, items: children };
  },
};

interface Gathered {
  readonly number: number | null;
  readonly done: boolean | null;
  readonly text: string;
}

function gather(lines: readonly string[]): readonly Gathered[] {
  const edge = (BULLET.exec(lines[0] ?? "")?.[1]?.length ?? 0) + 2;
  const items: Gathered[] = [];
  for (const line of lines) {
    const [, indent = "", number, box, text = ""] = BULLET.exec(line) ?? [];
    const last = items.at(-1);
    if (text !== "" && (indent.length < edge || !last)) {
      const done = box === undefined ? null : box !== " ";
      items.push({ number: number === undefined ? null : Number(number), done, text });
    } else if (last) {
      const inside = line.replace(new RegExp(`^ {0,${edge}}`), "");
      items[items.length - 1] = { ...last, text: `${last.text}\n${inside}` };
    }
  }
  return items;
}
