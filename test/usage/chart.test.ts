// The picture of /usage, drawn as in a container that has no fonts of its own. If one of these fails, somebody's name is
// a row of boxes, or an answer comes without its picture.

import { expect, test } from "vitest";
import type { Chart } from "../../src/domain/money/chart.ts";

// Before the canvas is loaded, which is why it is imported below.
process.env["DISABLE_SYSTEM_FONTS_LOAD"] = "1";
const { createCanvas, GlobalFonts, loadImage } = await import("@napi-rs/canvas");
const { CHART_PIXELS, drawChart } = await import("../../src/usage/chart/chart.ts");
const { openFonts } = await import("../../src/usage/chart/fonts.ts");
const machine = GlobalFonts.families.length;
const fonts = openFonts();

const series = (name: string, values: readonly number[] = [20_000, 0, 40_000]) => ({
  name,
  fallback: "1309876543210987654",
  amount: "$0.06",
  values,
  isRest: false,
});

const chart = (over: Partial<Chart>): Chart => ({
  title: "Spending this month by member",
  subtitle: "1–3 November 2026 · UTC",
  total: "$0.06",
  note: "3 runs",
  budget: null,
  labels: [
    ["1", "Nov"],
    ["2", ""],
    ["3", ""],
  ],
  series: [series("Mia")],
  line: null,
  ...over,
});

const draw = async (over: Partial<Chart>): Promise<Uint8Array> => await drawChart(chart(over), fonts);
const named = async (name: string): Promise<Uint8Array> => await draw({ series: [series(name)] });

async function pixelsOf(png: Uint8Array): Promise<Uint8ClampedArray> {
  const image = await loadImage(png);
  const ctx = createCanvas(image.width, image.height).getContext("2d");
  ctx.drawImage(image, 0, 0);
  return ctx.getImageData(0, 0, image.width, image.height).data;
}

async function countOf(png: Uint8Array, [red, green, blue]: readonly [number, number, number]): Promise<number> {
  const data = await pixelsOf(png);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) count++;
  }
  return count;
}

test("no font of the machine is there to help out", () => {
  expect(machine).toBe(0);
});

test("it is a PNG of the size that is promised", async () => {
  const png = await draw({});
  expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const image = await loadImage(png);
  expect({ width: image.width, height: image.height }).toEqual(CHART_PIXELS);
});

test.each([
  ["Latin", "Ångström Việt", "Angstrom Viet"],
  ["Cyrillic", "Ґалина", "Талина"],
  ["Greek", "Ωμέγα", "Αμέγα"],
  ["Chinese", "林晓雨", "森晓雨"],
  ["Chinese, traditional", "視頻", "視頭"],
  ["Japanese", "さくら", "さくろ"],
  ["Korean", "김민준", "김민순"],
  ["Arabic", "نور", "نوح"],
  ["Hebrew", "שלום", "שלוט"],
  ["Thai", "สวัสดี", "สวัสดา"],
  ["Devanagari", "हिन्दी", "हिन्दु"],
  ["letters for show", "𝓜𝓲𝓪", "𝓜𝓲𝓫"],
  ["emoji", "Mia 🦊", "Mia 🦁"],
])("a name is drawn letter by letter: %s", async (_, one, other) => {
  expect(fonts.drawable(one)).toBe(one.normalize("NFC"));
  const [first, second, again] = await Promise.all([named(one), named(other), named(one)]);
  expect(Buffer.compare(first, second)).not.toBe(0);
  expect(Buffer.compare(first, again)).toBe(0);
});

test("letters that no font has are left out, and a name of nothing else gives way to the ID", async () => {
  expect(fonts.drawable("Mia \u{1CC00}")).toBe("Mia");
  const [box, id] = await Promise.all([named("বাংলা"), named("1309876543210987654")]);
  expect(Buffer.compare(box, id)).toBe(0);
});

test("bars have the height of their amounts, each series its colour", async () => {
  const blue = [0x6c, 0x8c, 0xff] as const;
  const [once, twice] = await Promise.all([
    draw({ series: [series("a", [10_000, 0, 40_000])] }),
    draw({ series: [series("a", [20_000, 0, 40_000])] }),
  ]);
  const [few, many] = await Promise.all([countOf(once, blue), countOf(twice, blue)]);
  expect(few).toBeGreaterThan(10_000);
  // Five parts of ten thousand against six.
  expect(many / few).toBeCloseTo(6 / 5, 1);
});

test("series stand on each other: none hides another", async () => {
  const png = await draw({ series: [series("a", [20_000, 10_000, 0]), series("b", [20_000, 10_000, 0])] });
  const [lower, upper] = await Promise.all([countOf(png, [0x6c, 0x8c, 0xff]), countOf(png, [0x3d, 0xdb, 0xb4])]);
  expect(lower).toBeGreaterThan(5_000);
  expect(upper / lower).toBeCloseTo(1, 1);
});

test("the line of a cap is drawn where it is near the bars, and a far one does not press them flat", async () => {
  const yellow = [0xf5, 0xc4, 0x51] as const;
  const [near, far, none] = await Promise.all([
    draw({ line: { at: 50_000, label: "$0.05 a day" } }),
    draw({ line: { at: 90_000_000, label: "$90.00 a day" } }),
    draw({}),
  ]);
  expect(await countOf(near, yellow)).toBeGreaterThan(500);
  expect(Buffer.compare(far, none)).toBe(0);
});

test("a budget's bar fills up, and turns red when there is nothing left", async () => {
  const budget = { held: 0, label: "of $5.00", left: "" };
  const red = [0xff, 0x6b, 0x5e] as const;
  const [half, full] = await Promise.all([0.5, 1].map(async (spent) => await draw({ budget: { ...budget, spent } })));
  expect(await countOf(half ?? new Uint8Array(), red)).toBe(0);
  expect(await countOf(full ?? new Uint8Array(), red)).toBeGreaterThan(15_000);
});

test("names and titles of any length stay inside of the picture", async () => {
  const long = "林晓雨 and the very long name of somebody who likes long names ".repeat(5);
  const png = await draw({ title: long, subtitle: long, series: Array.from({ length: 8 }, () => series(long)) });
  const data = await pixelsOf(png);
  const { width, height } = CHART_PIXELS;
  const edges = Array.from({ length: height }, (_, y) => [data[y * width * 4], data[(y * width + width - 1) * 4]]);
  // The background and nothing else.
  for (const level of edges.flat()) expect(level).toBeLessThan(0x28);
});
