// A strict reader of Prometheus' text format, with the rules that `promtool check metrics` holds names to. It throws at
// the first line that is not as it has to be.
// https://prometheus.io/docs/instrumenting/exposition_formats/ and https://prometheus.io/docs/practices/naming/

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly samples: readonly Sample[];
}

const NAME = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;
const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)"(,|$)/y;
const NUMBER = /^(?:[+-]?Inf|NaN|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;
/** Other units than the base ones, and short forms of any. */
const NOT_A_BASE_UNIT =
  /(?:^|_)(?:milliseconds?|microseconds?|nanoseconds?|minutes?|hours?|days?|weeks?|ms|us|ns|sec|secs|s|[kmg]i?b|kilobytes?|megabytes?|bits?|percent|cents?|micros|usd)(?:_|$)/;
const NAMES_ITS_TYPE = /(?:^|_)(?:counter|gauge|histogram|summary)(?:_|$)/;

interface Open extends Omit<Family, "samples" | "type"> {
  type: Family["type"] | null;
  readonly samples: Sample[];
}

export function readExposition(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith("\n")) throw new Error("the last line does not end");
  const families = new Map<string, Open>();
  let current: Open | null = null;
  for (const line of text.slice(0, -1).split("\n")) {
    if (line === "") continue;
    if (line.startsWith("# HELP ")) {
      const [, , name = "", ...words] = line.split(" ");
      if (families.has(name)) throw new Error(`two of ${name}`);
      current = { name, help: words.join(" "), type: null, samples: [] };
      families.set(name, current);
    } else if (current === null) throw new Error(`of no metric: ${line}`);
    else if (line.startsWith("# TYPE ")) current.type = typeOf(line, current);
    else if (line.startsWith("#")) throw new Error(`neither HELP nor TYPE: ${line}`);
    else current.samples.push(sampleOf(line, current));
  }
  return new Map([...families.values()].map((family) => [family.name, checked(family)]));
}

function typeOf(line: string, { name, type, samples }: Open): Family["type"] {
  const [, , of, told] = line.split(" ");
  if (of !== name || type !== null || samples.length > 0) throw new Error(`out of place: ${line}`);
  if (told !== "counter" && told !== "gauge" && told !== "histogram") throw new Error(`no type of ours: ${line}`);
  return told;
}

function sampleOf(line: string, { name, type }: Open): Sample {
  const [, of = "", labels = "", value = ""] = SAMPLE.exec(line) ?? [];
  if (of === "" || !NUMBER.test(value)) throw new Error(`no sample: ${line}`);
  const names = type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
  if (!names.includes(of)) throw new Error(`not of ${name}: ${line}`);
  return { name: of, labels: labelsOf(labels), value: numberOf(value) };
}

const numberOf = (text: string): number => Number(text.replace("Inf", "Infinity"));

function labelsOf(text: string): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  for (let at = 0; at < text.length; at = LABEL.lastIndex) {
    LABEL.lastIndex = at;
    const [, name = "", value = ""] = LABEL.exec(text) ?? [];
    if (name === "") throw new Error(`labels cannot be read: ${text}`);
    if (name in labels) throw new Error(`${name} twice: ${text}`);
    labels[name] = value;
  }
  return labels;
}

function checked({ name, help, type, samples }: Open): Family {
  if (type === null) throw new Error(`${name} has no type`);
  if (help.trim() === "") throw new Error(`${name} has no help`);
  if (!NAME.test(name)) throw new Error(`${name} is no name`);
  if ((type === "counter") !== name.endsWith("_total")) throw new Error(`${name}: _total is for counters`);
  if (NOT_A_BASE_UNIT.test(name)) throw new Error(`${name}: seconds, bytes and dollars`);
  if (NAMES_ITS_TYPE.test(name) || /_(?:sum|count|bucket)$/.test(name)) throw new Error(`${name} names its type`);
  const series = samples.map(seriesOf);
  const twice = series.find((one, index) => series.indexOf(one) !== index);
  if (twice !== undefined) throw new Error(`twice: ${twice}`);
  if (type === "histogram") for (const group of byLabels(samples)) mustAddUp(name, group);
  else if (samples.some(({ labels }) => "le" in labels || "quantile" in labels)) throw new Error(`${name}: le`);
  if (type === "counter" && samples.some(({ value }) => !(value >= 0))) throw new Error(`${name} is below zero`);
  return { name, help, type, samples };
}

const seriesOf = ({ name, labels }: Sample): string =>
  `${name}${JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;

const byLabels = (samples: readonly Sample[]): Iterable<readonly Sample[]> =>
  Map.groupBy(samples, ({ labels }) => seriesOf({ name: "", labels: { ...labels, le: "" }, value: 0 })).values();

/** Buckets only grow, up to one for everything, which is as many as were counted. */
function mustAddUp(name: string, group: readonly Sample[]): void {
  const buckets = group.filter((one) => one.name === `${name}_bucket`);
  const bounds = buckets.map(({ labels }) => numberOf(labels["le"] ?? "NaN"));
  const isSorted = bounds.every((bound, index) => index === 0 || bound > (bounds[index - 1] ?? Number.NaN));
  if (!isSorted || bounds.at(-1) !== Infinity) throw new Error(`${name}: buckets out of order, or without an end`);
  const grows = buckets.every(({ value }, index) => index === 0 || value >= (buckets[index - 1]?.value ?? Number.NaN));
  const [count, sum] = [`${name}_count`, `${name}_sum`].map((of) => group.find((one) => one.name === of)?.value);
  if (!grows || count !== buckets.at(-1)?.value || sum === undefined) throw new Error(`${name} does not add up`);
}

/** The sum of the samples of that name whose labels have these values. */
export function valueOf(
  families: ReadonlyMap<string, Family>,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number {
  const family = families.get(name) ?? families.get(name.replace(/_(?:bucket|sum|count)$/, ""));
  if (family === undefined) throw new Error(`there is no ${name}`);
  return family.samples
    .filter((one) => one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value))
    .reduce((sum, { value }) => sum + value, 0);
}
