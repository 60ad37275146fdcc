// What Prometheus reads: one bad line and it takes nothing of the whole page, so that every alert falls silent.

import { expect, test } from "vitest";
import { createInstruments } from "../../src/metrics/instruments.ts";
import { readExposition, valueOf } from "./exposition.ts";

const GOOD = `# HELP a_total All.
# TYPE a_total counter
a_total{x="1"} 2
a_total{x="\\"quoted\\" and \\\\"} 0.5

# HELP b_seconds How long.
# TYPE b_seconds histogram
b_seconds_bucket{le="1"} 1
b_seconds_bucket{le="+Inf"} 2
b_seconds_sum 7e-3
b_seconds_count 2
`;

test("the reader takes what is right", () => {
  const families = readExposition(GOOD);
  expect([...families.keys()]).toEqual(["a_total", "b_seconds"]);
  expect(families.get("a_total")?.samples).toHaveLength(2);
});

test.each<[string, string, (text: string) => string]>([
  ["a last line that does not end", "does not end", (text) => text.slice(0, -1)],
  ["no type", "not of a_total|has no type|no sample", (text) => text.replace("# TYPE a_total counter\n", "")],
  ["no help", "has no help", (text) => text.replace("HELP a_total All.", "HELP a_total ")],
  ["a sample of nothing", "of no metric", (text) => `c 1\n${text}`],
  ["a sample in another's place", "not of a_total", (text) => text.replace('a_total{x="1"} 2', "b_seconds_sum 2")],
  ["the same series twice", "twice", (text) => text.replace('a_total{x="1"} 2', 'a_total{x="1"} 2\na_total{x="1"} 2')],
  ["the same metric twice", "two of a_total", (text) => text + text],
  ["a counter without _total", "_total is for counters", (text) => text.replaceAll("a_total", "a")],
  ["a gauge with it", "_total is for counters", (text) => text.replace("counter", "gauge")],
  ["another unit", "seconds, bytes", (text) => text.replaceAll("b_seconds", "b_milliseconds")],
  ["buckets that shrink", "does not add up", (text) => text.replace('le="1"} 1', 'le="1"} 3')],
  ["no last bucket", "without an end", (text) => text.replace('b_seconds_bucket{le="+Inf"} 2\n', "")],
  ["a count that is not the last bucket's", "does not add up", (text) => text.replace("count 2", "count 3")],
  ["a number that is none", "no sample", (text) => text.replace('"1"} 2', '"1"} two')],
  ["labels that do not end", "cannot be read", (text) => text.replace('{x="1"}', '{x="1}')],
])("the reader does not take %s", (_, why, broken) => {
  expect(broken(GOOD)).not.toBe(GOOD);
  expect(() => readExposition(broken(GOOD))).toThrow(new RegExp(why));
});

test("a process that has just begun tells of every metric in the right form", async () => {
  const { registry } = createInstruments();
  expect(readExposition(await registry.metrics()).size).toBe(registry.getMetricsAsArray().length);
});

test("no label can be a guild, a channel or a person", () => {
  const names = createInstruments()
    .registry.getMetricsAsArray()
    .flatMap((metric) => ("labelNames" in metric ? (metric.labelNames as readonly string[]) : []));
  expect(new Set(names)).toEqual(
    new Set("platform asked answer code result outcome model fate end state part call peer method status".split(" ")),
  );
});

test("two processes' worth of instruments share nothing", async () => {
  const [one, other] = [createInstruments(), createInstruments()];
  one.repeats.inc();
  const read = async ({ registry }: typeof one) => readExposition(await registry.metrics());
  expect(valueOf(await read(one), "atelier_submissions_repeated_total")).toBe(1);
  expect(valueOf(await read(other), "atelier_submissions_repeated_total")).toBe(0);
});
