// What an operator reads about the figures: a metric that nobody describes is not watched, and an alert or a panel on one
// that does not exist is silent for ever.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createInstruments } from "../../src/metrics/instruments.ts";

const read = (path: string): string => readFileSync(join(import.meta.dirname, "../..", path), "utf8");

const instruments = createInstruments()
  .registry.getMetricsAsArray()
  .map((metric) => ({
    name: metric.name,
    labels: "labelNames" in metric ? (metric.labelNames as readonly string[]) : [],
    series: "buckets" in metric ? ["_bucket", "_sum", "_count"].map((ending) => metric.name + ending) : [metric.name],
  }));

const byName = (a: Named, b: Named): number => ((a.name ?? "") < (b.name ?? "") ? -1 : 1);

interface Named {
  readonly name?: string | undefined;
}

const codeIn = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);

test("every metric has its line, with its labels, and every line its metric", () => {
  const rows = read("docs/METRICS.md")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").slice(1, 4));
  const described = rows.map(([name = "", labels = "", text = ""]) => {
    expect(text.trim()).not.toBe("");
    return { name: codeIn(name)[0], labels: codeIn(labels) };
  });
  expect(described.toSorted(byName)).toEqual(
    instruments.map(({ name, labels }) => ({ name, labels: [...labels] })).toSorted(byName),
  );
});

/** Names of ours, and labels, as a query says them. */
function unknownIn(expr: string): readonly string[] {
  const series = new Map(instruments.flatMap((one) => one.series.map((name) => [name, one.labels])));
  const names = expr.match(/\b(?:atelier|nodejs|process)_\w+/g) ?? [];
  if (names.length === 0 && !expr.startsWith("up{")) return [`none in ${expr}`];
  const labels = new Set([...names.flatMap((name) => series.get(name) ?? []), "le", "instance", "job"]);
  const asked = [
    ...[...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = ""]) => list.split(", ")),
    ...[...expr.matchAll(/[{,](\w+)=~?"/g)].map(([, label = ""]) => label),
  ];
  return [...names.filter((name) => !series.has(name)), ...asked.filter((label) => !labels.has(label))];
}

test("the check of queries finds what is not there", () => {
  expect(unknownIn("sum(atelier_nothing)")).toEqual(["atelier_nothing"]);
  expect(unknownIn("atelier_ack_seconds")).toEqual(["atelier_ack_seconds"]);
  expect(unknownIn("sum by (guild) (atelier_ack_seconds_sum)")).toEqual(["guild"]);
  expect(unknownIn('atelier_ready{state="x"}')).toEqual(["state"]);
  expect(unknownIn("1 + 1")).toHaveLength(1);
});

interface Panel {
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string }[];
}

const { panels } = JSON.parse(read("deploy/grafana-dashboard.json")) as { readonly panels: readonly Panel[] };
const drawn = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

test("the dashboard draws every metric, and none that there is not", () => {
  expect(drawn.flatMap(unknownIn)).toEqual([]);
  const missing = instruments.filter(({ series }) => !drawn.some((expr) => series.some((name) => expr.includes(name))));
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test("every panel of it asks something, and none lies on another", () => {
  for (const { type, title, targets = [] } of panels)
    expect([title, targets.length > 0]).toEqual([title, type !== "row"]);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});

test("every alert asks for what there is, and says what to do", () => {
  const text = read("docs/OPERATIONS.md");
  const rules = [...text.matchAll(/- alert: (\w+)\n\s+expr: (.+)\n/g)].map(([, name = "", expr = ""]) => ({
    name,
    expr,
  }));
  expect(rules.length).toBeGreaterThan(10);
  expect(rules.flatMap(({ expr }) => unknownIn(expr))).toEqual([]);
  const told = [...text.matchAll(/^\| `(Atelier\w+)`\s*\|(.+)\|(.+)\|$/gm)];
  expect(told.map(([, name]) => name)).toEqual(rules.map(({ name }) => name));
});
