import { hash } from "./random.ts";

/** The colours a scene is painted with, as #rrggbb. */
export interface Palette {
  readonly skyTop: string;
  readonly skyMiddle: string;
  readonly skyLow: string;
  readonly sun: string;
  /** The farthest and the nearest ground. */
  readonly far: string;
  readonly near: string;
  readonly accent: string;
  readonly second: string;
  readonly night: boolean;
}

type Row = readonly [string, string, string, string, string, string, string, string];

const GOLDEN: readonly [Row, ...Row[]] = [
  ["#274472", "#c97b84", "#ffd6a0", "#fff1cf", "#a77b93", "#2b2140", "#f4845f", "#f7b267"],
  ["#4a4e8f", "#e08e79", "#fcdfa6", "#fff6dd", "#b98b82", "#33262f", "#e76f51", "#ffd166"],
];
const DAY: readonly Row[] = [
  ["#3f88c5", "#8ec9e8", "#e8f4ee", "#fffbe6", "#86b3b1", "#1f4e4a", "#f25f5c", "#ffe066"],
  ["#5b8fb9", "#b6d6e2", "#f7ede2", "#fff8e8", "#9db5a0", "#34523f", "#e5737f", "#f6bd60"],
  ["#2a9d8f", "#a3d9c9", "#f4f1de", "#fffdf0", "#81a88d", "#264653", "#e76f51", "#e9c46a"],
];
const NIGHT: readonly Row[] = [
  ["#070b24", "#1b2360", "#5a3f83", "#f6f1ff", "#37306b", "#090a1f", "#ff4f9a", "#38e1ff"],
  ["#05131f", "#0f3450", "#2f6d7a", "#eefcff", "#1f4c5c", "#04101a", "#ffb454", "#6ef3d6"],
];
const ROSE: readonly Row[] = [
  ["#6d597a", "#d98ba3", "#fbe3d6", "#fff4ea", "#b5838d", "#3d2c4a", "#e56b6f", "#ffcdb2"],
  ["#7b6fa8", "#dba7c5", "#fdf0e8", "#fffaf2", "#a88fb5", "#38315a", "#ef798a", "#f7d08a"],
];
const MISTY: readonly Row[] = [
  ["#5c7a89", "#a9c2c6", "#eef1e8", "#fffef5", "#93aab0", "#22343c", "#d98c5f", "#c6d8af"],
  ["#33576b", "#8fb3b5", "#f3e9d2", "#fff9e9", "#7f9c9d", "#1c2f35", "#c8553d", "#e9d8a6"],
];

const MOODS: readonly (readonly [RegExp, readonly Row[]])[] = [
  [/night|neon|cyber|dark|moon|star|夜|霓虹|赛博|月|星/i, NIGHT],
  [/gold|sunset|sunrise|dusk|dawn|autumn|warm|cinematic|金|夕|晨|日落|秋|电影/i, GOLDEN],
  [/rose|pink|cherry|blossom|love|dream|portrait|smile|粉|樱|梦|人/i, ROSE],
  [/mist|fog|rain|winter|snow|forest|雾|雨|雪|冬|林/i, MISTY],
  [/sun|summer|flower|garden|beach|sea|day|花|夏|海|阳光/i, DAY],
];
const ALL: readonly Row[] = [...GOLDEN, ...DAY, ...NIGHT, ...ROSE, ...MISTY];

/** The colours that a prompt suggests; among several, the seed chooses. */
export function paletteFor(prompt: string, seed: number): Palette {
  const rows = MOODS.find(([mood]) => mood.test(prompt))?.[1] ?? ALL;
  const row = rows[hash(`${prompt}${seed}`) % rows.length] ?? GOLDEN[0];
  const [skyTop, skyMiddle, skyLow, sun, far, near, accent, second] = row;
  return { skyTop, skyMiddle, skyLow, sun, far, near, accent, second, night: NIGHT.includes(row) };
}

/** A scene in given colours: light ones become the sky, dark ones the ground, the most vivid the accents. */
export function paletteFrom(colours: readonly string[]): Palette {
  const light = colours.toSorted((a, b) => luminance(b) - luminance(a));
  const vivid = colours.toSorted((a, b) => saturation(b) - saturation(a));
  const [brightest = "#ffffff"] = light;
  const darkest = light.at(-1) ?? "#101020";
  const accent = vivid[0] ?? brightest;
  return {
    skyTop: mix(light[Math.floor(light.length / 2)] ?? accent, darkest, 0.25),
    skyMiddle: light[1] ?? accent,
    skyLow: mix(brightest, "#ffffff", 0.15),
    sun: mix(brightest, "#ffffff", 0.6),
    far: mix(light[1] ?? accent, darkest, 0.35),
    near: mix(darkest, "#000000", 0.35),
    accent,
    second: vivid[1] ?? light[1] ?? accent,
    night: luminance(brightest) < 0.35,
  };
}

/** `share` of `b` in `a`. */
export function mix(a: string, b: string, share: number): string {
  const [from, to] = [channels(a), channels(b)];
  return `#${from.map((value, i) => hex(value + ((to[i] ?? 0) - value) * share)).join("")}`;
}

/** With an opacity of 0 to 1. */
export function fade(colour: string, opacity: number): string {
  return `${colour}${hex(Math.min(1, Math.max(0, opacity)) * 255)}`;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) || 0);
}

function hex(value: number): string {
  return Math.round(value).toString(16).padStart(2, "0");
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour);
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

function saturation(colour: string): number {
  const values = channels(colour);
  return (Math.max(...values) - Math.min(...values)) / 255;
}
