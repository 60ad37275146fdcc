// Reads a text from left to right: at each place the first rule that fits takes what it covers, and what no rule takes is
// text. No rule ever looks back over what was taken, so hostile text costs at most the square of its length.

import type { MarkNode } from "../slack/text/mark-node.ts";

/** Where in a text the reading stands. */
export interface Place {
  readonly inQuote: boolean;
  readonly inLink: boolean;
  /** What begins a line may begin here. */
  readonly blocks: boolean;
  /** Whether a bare address becomes a link. */
  readonly autolink: boolean;
  readonly depth: number;
}

/** Reads the inside of something; what `change` leaves out is as it is outside. */
type Read = (text: string, change?: Partial<Place>) => readonly MarkNode[];

export interface Rule {
  /** Sticky: tried at one place, not searched for. */
  readonly pattern: RegExp;
  /** Only at the start of a line. */
  readonly block?: true;
  readonly fits?: (place: Place) => boolean;
  /** Null: it only looked like it. */
  readonly make: (match: readonly (string | undefined)[], read: Read) => MarkNode | null;
}

/** Deeper than anybody formats; below it everything is text. */
const DEEPEST = 20;

const START: Place = { inQuote: false, inLink: false, blocks: true, autolink: true, depth: 0 };

export function readMarks(source: string, rules: readonly Rule[], change: Partial<Place> = {}): readonly MarkNode[] {
  const place = { ...START, ...change };
  const nodes: MarkNode[] = [];
  let at = 0;
  while (at < source.length) {
    const { node, end } = find(source, at, { rules: place.depth < DEEPEST ? rules : [], place });
    const last = nodes.at(-1);
    if (node.kind === "text" && last?.kind === "text") nodes[nodes.length - 1] = joined(last.text, node.text);
    else nodes.push(node);
    at = end;
  }
  return nodes;
}

const joined = (before: string, after: string): MarkNode => ({
  kind: "text",
  text: before + after,
});

interface Found {
  readonly node: MarkNode;
  readonly end: number;
}

function find(
  source: string,
  at: number,
  { rules, place }: { readonly rules: readonly Rule[]; readonly place: Place },
): Found {
  const startsLine = at === 0 || source[at - 1] === "\n";
  for (const rule of rules) {
    if (rule.block && !(startsLine && place.blocks)) continue;
    if (rule.fits?.(place) === false) continue;
    rule.pattern.lastIndex = at;
    const match = rule.pattern.exec(source);
    // The inside is read before the next use of the pattern, which remembers its place.
    const end = rule.pattern.lastIndex;
    const inside = { ...place, depth: place.depth + 1 };
    const node = match && rule.make(match, (text, change) => readMarks(text, rules, { ...inside, ...change }));
    if (node) return { node, end };
  }
  return { node: { kind: "text", text: source.charAt(at) }, end: at + 1 };
}
