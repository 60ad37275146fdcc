// Discord's markdown, read from left to right: at each place the first rule that fits takes what it covers, and what no
// rule takes is text. No rule ever looks back, so hostile text costs at most the square of its length.

import { BLOCK_RULES } from "./markdown-block.ts";
import { INLINE_RULES } from "./markdown-inline.ts";
import type { MarkdownNode } from "./markdown-node.ts";
import type { Place, Rule } from "./markdown-rule.ts";

const RULES: readonly Rule[] = [...BLOCK_RULES, ...INLINE_RULES];

/** Deeper than anybody formats; below it everything is text. */
const DEEPEST = 20;

export const parseMarkdown = (source: string): readonly MarkdownNode[] =>
  read(source, { inQuote: false, inLink: false, blocks: true, depth: 0 });

function read(source: string, place: Place): readonly MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  let text = "";
  let at = 0;
  const endText = (): void => {
    if (text !== "") nodes.push({ kind: "text", text });
    text = "";
  };
  while (at < source.length) {
    const found = find(source, at, place);
    at = found.end;
    if (found.node.kind === "text") text += found.node.text;
    else {
      endText();
      nodes.push(found.node);
    }
  }
  endText();
  return nodes;
}

function find(source: string, at: number, place: Place): { readonly node: MarkdownNode; readonly end: number } {
  const lineStart = at === 0 || source[at - 1] === "\n";
  for (const rule of place.depth < DEEPEST ? RULES : []) {
    if (rule.block && !(lineStart && place.blocks)) continue;
    if (rule.fits?.(place) === false) continue;
    rule.pattern.lastIndex = at;
    const match = rule.pattern.exec(source);
    // The inside is read before the next use of the pattern, which remembers its place.
    const end = rule.pattern.lastIndex;
    const node =
      match && rule.make(match, (inside, change) => read(inside, { ...place, ...change, depth: place.depth + 1 }));
    if (node) return { node, end };
  }
  return { node: { kind: "text", text: source.charAt(at) }, end: at + 1 };
}
