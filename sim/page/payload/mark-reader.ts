// Reads a text from left to right: at each place the first rule that fits takes what it covers, and what no rule takes is
// text. No rule ever looks back over what was taken, so hostile text costs at most the square of its length.

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
export type Read<Node> = (text: string, change?: Partial<Place>) => readonly Node[];

export interface Rule<Node> {
  /** Sticky: tried at one place, not searched for. */
  readonly pattern: RegExp;
  /** Only at the start of a line. */
  readonly block?: true;
  readonly fits?: (place: Place) => boolean;
  /** Null: it only looked like it. */
  readonly make: (match: readonly (string | undefined)[], read: Read<Node>) => Node | null;
}

/** Deeper than anybody formats; below it everything is text. */
const DEEPEST = 20;

const START: Place = { inQuote: false, inLink: false, blocks: true, autolink: true, depth: 0 };

/** Every platform's text is made of these at least. */
export interface TextNode {
  readonly kind: "text";
  readonly text: string;
}

type Kind = { readonly kind: string };

export function readMarks<Node extends Kind>(
  source: string,
  rules: readonly Rule<Node | TextNode>[],
  change: Partial<Place> = {},
): readonly (Node | TextNode)[] {
  const place = { ...START, ...change };
  const nodes: (Node | TextNode)[] = [];
  let text = "";
  const endText = (): void => {
    if (text !== "") nodes.push({ kind: "text", text });
    text = "";
  };
  let at = 0;
  while (at < source.length) {
    const { node, end } = find(source, at, { rules: place.depth < DEEPEST ? rules : [], place });
    at = end;
    if (isText(node)) text += node.text;
    else {
      endText();
      nodes.push(node);
    }
  }
  endText();
  return nodes;
}

const isText = (node: Kind): node is TextNode => node.kind === "text";

interface Found<Node> {
  readonly node: Node | TextNode;
  readonly end: number;
}

interface Reading<Node> {
  readonly rules: readonly Rule<Node | TextNode>[];
  readonly place: Place;
}

function find<Node extends Kind>(source: string, at: number, { rules, place }: Reading<Node>): Found<Node> {
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
