// What a benchmark says, as the Markdown of its section in docs/BENCHMARKS.md: `run.ts` takes it from its standard output.

export const print = (text: string): void => void process.stdout.write(`${text}\n`);

export function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  print(`\n### ${title}\n\n${[line(head), line(rule), ...rows.map(line)].join("\n")}`);
}

export interface Aim {
  readonly aim: string;
  /** In words: "at most 1.5". */
  readonly asked: string;
  readonly measured: string;
  readonly met: boolean;
  /** What stands in the way where it is missed. */
  readonly otherwise?: string;
}

const judged = (measured: number, met: boolean) => ({ measured: measured.toFixed(2), met });

export const atMost = (measured: number, most: number) => ({
  asked: `at most ${most}`,
  ...judged(measured, measured <= most),
});

export const atLeast = (measured: number, least: number) => ({
  asked: `at least ${least}`,
  ...judged(measured, measured >= least),
});

/** The last cell, and the bullets below, are what the document's summary is gathered by. */
export function printAims(aims: readonly Aim[]): void {
  printTable(
    "What was to be shown",
    ["aim", "asked", "measured", "result"],
    aims.map(({ aim, asked, measured, met }) => [aim, asked, measured, met ? "met" : "missed"]),
  );
  for (const { aim, met, otherwise } of aims)
    if (!met && otherwise !== undefined) print(`\n- **${aim}**: ${otherwise}`);
}

/** Of any number of values; NaN of none. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? Number.NaN;

export const mib = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(0)} MiB`;
