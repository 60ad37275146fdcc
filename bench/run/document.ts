// docs/BENCHMARKS.md, written by machine: a section a benchmark, each of which can be measured again by itself.

interface Section {
  readonly title: string;
  readonly text: string;
  /** Where and when. */
  readonly machine: string;
}

const OPENING = `# Measured

This file is written by \`npm run bench\`, which runs every benchmark in a process of its own, one after the other, in about
a quarter of an hour; \`npm run bench -- polls\` measures one section again and leaves the others. Everything happens on one
machine, over the loopback: no account, no network. What is compared is measured in the same run, in turns where times are
compared, so that a change of the machine's mood falls on all of them; medians are compared, and ratios count rather than
times. Whoever repeats it should leave the machine alone meanwhile: both sides of a ratio suffer from others, but not alike.
`;

const SECTION =
  /^<!-- measured: (?<name>\S+) -->\n+## (?<title>[^\n]*)\n+_(?<machine>[^\n]*)_\n+(?<text>.*?)(?=\n<!-- measured: |$(?![^]))/gms;

/** By name. Nothing of a document that is not there yet. */
export function sectionsOf(document: string): Map<string, Section> {
  return new Map(
    [...document.matchAll(SECTION)].map(({ groups: { name = "", title = "", machine = "", text = "" } = {} }) => [
      name,
      { title, machine, text: text.trim().replace(/\n+`npm run bench -- [^`]*`$/, "") },
    ]),
  );
}

export function compose(sections: readonly (Section & { readonly name: string })[]): string {
  return [
    OPENING,
    ...summaryOf(sections),
    ...sections.map(
      ({ name, title, machine, text }) =>
        `<!-- measured: ${name} -->\n\n## ${title}\n\n_${machine}_\n\n${text}\n\n\`npm run bench -- ${name}\`\n`,
    ),
  ].join("\n");
}

const HEAD = "| | aim | asked | measured | result |\n| - | - | - | - | - |";

/** Every aim, and what stands in the way of those that were missed. */
function summaryOf(sections: readonly Section[]): readonly string[] {
  const aims = sections.flatMap(({ title, text }) =>
    linesOf(text, /\| +(met|missed) *\|$/).map((line) => `| ${title} ${line}`),
  );
  const ways = sections.flatMap(({ text }) => linesOf(text, /^- \*\*/));
  if (aims.length === 0) return [];
  const table = `## In short\n\n${[HEAD, ...aims].join("\n")}\n`;
  return ways.length > 0 ? [table, `What stands in the way:\n\n${ways.join("\n")}\n`] : [table];
}

const linesOf = (text: string, pattern: RegExp): readonly string[] =>
  text.split("\n").filter((line) => pattern.test(line));
