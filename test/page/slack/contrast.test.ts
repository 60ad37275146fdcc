// If this breaks: somebody with weak eyes, or in bright sun, cannot read the page.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "../../../sim/page/slack/theme.css"), "utf8");
const [darkCss = "", lightCss = ""] = css.split('&[data-theme="light"]');

type Colours = ReadonlyMap<string, string>;

const read = (source: string): Colours =>
  new Map(Array.from(source.matchAll(/--([a-z-]+): ([^;]+);/g), ([, name = "", value = ""]) => [name, value] as const));

const dark = read(darkCss);
/** What it does not say is as in the dark. */
const light = new Map([...dark, ...read(lightCss)]);

interface Colour {
  readonly rgb: readonly [number, number, number];
  readonly alpha: number;
}

function parse(colour: string): Colour {
  const short = /^#(.)(.)(.)$/.exec(colour);
  const hex = short
    ? `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join("")}`
    : colour;
  const digits = /^#(..)(..)(..)$/.exec(hex);
  if (digits) return { rgb: tuple(digits.slice(1).map((pair) => Number.parseInt(pair, 16))), alpha: 1 };
  const [, r = "", g = "", b = "", percent = ""] = /^rgb\((\d+) (\d+) (\d+) \/ (\d+)%\)$/.exec(colour) ?? [];
  return { rgb: tuple([r, g, b].map(Number)), alpha: Number(percent) / 100 };
}

const tuple = ([r = 0, g = 0, b = 0]: readonly number[]): Colour["rgb"] => [r, g, b];

const over = ({ rgb, alpha }: Colour, below: Colour): Colour => ({
  rgb: tuple(rgb.map((value, index) => value * alpha + (below.rgb[index] ?? 0) * (1 - alpha))),
  alpha: 1,
});

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance({ rgb }: Colour): number {
  const [r, g, b] = tuple(
    rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)),
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(text: Colour, ground: Colour): number {
  const [high = 0, low = 0] = [luminance(over(text, ground)), luminance(ground)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** Text, and what lies below it, the lowest first. */
const PAIRS: readonly (readonly [text: string, ...grounds: string[]])[] = [
  ...["text", "strong", "muted", "link", "bad", "good", "warning", "info"].flatMap((text): (typeof PAIRS)[number][] => [
    [text, "background"],
    [text, "surface"],
    [text, "raised"],
    [text, "background", "ephemeral-background"],
    [text, "background", "hover"],
  ]),
  ["code", "background", "code-background"],
  ["mention", "background", "mention-background"],
  ["own-mention", "background", "own-mention-background"],
  ["muted", "background", "badge"],
  ["text", "background", "badge"],
  ["muted", "sunken"],
  ["strong", "sunken"],
];

describe.each([
  ["dark", dark],
  ["light", light],
])("in the %s", (_, colours) => {
  const colour = (name: string): Colour => parse(colours.get(name) ?? "");

  test.each(PAIRS)("%s can be read on %s %s", (text, ...grounds: string[]) => {
    const ground = grounds.map(colour).reduce((below, above) => over(above, below));
    expect(contrast(colour(text), ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(["primary", "primary-hover", "danger", "danger-hover"])("white can be read on the button %s", (name) => {
    expect(contrast(parse("#fff"), colour(name))).toBeGreaterThanOrEqual(4.5);
  });
});
