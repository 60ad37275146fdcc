import { createCanvas } from "@napi-rs/canvas";
import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Chart, ChartBudget, ChartSeries } from "../../domain/money/chart.ts";
import { font } from "./fonts.ts";
import type { Fonts } from "./fonts.ts";
import { budgetColour, COLOURS, seriesColour } from "./palette.ts";
import { drawPlot } from "./plot.ts";

/** In units of which a pixel is half: sharp on a dense screen, and what is written can be read at Discord's width. */
const WIDTH = 640;
const HEIGHT = 460;
const SCALE = 2;
const PADDING = 24;
const RIGHT = WIDTH - PADDING;
const LEGEND_COLUMNS = 2;
const LEGEND_ROW = 24;
const LEGEND_GAP = 32;

export const CHART_PIXELS = { width: WIDTH * SCALE, height: HEIGHT * SCALE } as const;

/** Draws a PNG. Loads fonts as names need them; the first name in a script takes some milliseconds. */
export async function drawChart(chart: Chart, fonts: Fonts): Promise<Uint8Array> {
  const readable = withDrawableNames(chart, fonts);
  const canvas = createCanvas(CHART_PIXELS.width, CHART_PIXELS.height);
  const ctx = canvas.getContext("2d");
  ctx.scale(SCALE, SCALE);
  paintBackground(ctx);
  paintHead(ctx, readable);
  const top = readable.budget === null ? 88 : paintBudget(ctx, readable.budget);
  const legendTop = HEIGHT - PADDING - Math.ceil(readable.series.length / LEGEND_COLUMNS) * LEGEND_ROW;
  const size = { width: WIDTH - 2 * PADDING, height: legendTop - 12 - top };
  ctx.drawImage(drawPlot(readable, size, SCALE), PADDING, top, size.width, size.height);
  for (const [index, series] of readable.series.entries()) paintLegend(ctx, series, { index, top: legendTop });
  return await canvas.encode("png");
}

/** Titles can hold a name too. */
function withDrawableNames(chart: Chart, { drawable }: Fonts): Chart {
  return {
    ...chart,
    title: drawable(chart.title),
    subtitle: drawable(chart.subtitle),
    series: chart.series.map((series) => ({ ...series, name: drawable(series.name) || drawable(series.fallback) })),
  };
}

function paintBackground(ctx: SKRSContext2D): void {
  const shade = ctx.createLinearGradient(0, 0, 0, HEIGHT);
  shade.addColorStop(0, COLOURS.top);
  shade.addColorStop(1, COLOURS.bottom);
  ctx.fillStyle = shade;
  ctx.fillRect(0, 0, WIDTH, HEIGHT);
}

function paintHead(ctx: SKRSContext2D, { title, subtitle, total, note }: Chart): void {
  ctx.textBaseline = "alphabetic";
  const amount = write(ctx, total, { x: RIGHT, y: 50, font: font(700, 28), align: "right" });
  write(ctx, title, { x: PADDING, y: 44, font: font(600, 18), width: WIDTH - 3 * PADDING - amount });
  const small = { y: 68, font: font(400, 13), colour: COLOURS.quiet };
  const beside = write(ctx, note, { ...small, x: RIGHT, align: "right" });
  write(ctx, subtitle, { ...small, x: PADDING, width: WIDTH - 3 * PADDING - beside });
}

const BAR = { top: 88, height: 8 } as const;

/** Draws a budget: spent, set aside (paler) and left. Returns where it ends. */
function paintBudget(ctx: SKRSContext2D, { spent, held, label, left }: ChartBudget): number {
  const width = WIDTH - 2 * PADDING;
  const colour = budgetColour(spent + held);
  const bar = (share: number, fill: string): void => {
    ctx.fillStyle = fill;
    ctx.fillRect(PADDING, BAR.top, width * Math.min(1, share), BAR.height);
  };
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(PADDING, BAR.top, width, BAR.height, BAR.height / 2);
  ctx.clip();
  bar(1, COLOURS.faint);
  bar(spent + held, `${colour}66`);
  bar(spent, colour);
  ctx.restore();
  const small = { y: BAR.top + 28, font: font(500, 13), colour: COLOURS.text };
  write(ctx, label, { ...small, x: PADDING });
  write(ctx, left, { ...small, x: RIGHT, align: "right", colour: COLOURS.quiet });
  return BAR.top + 44;
}

interface Place {
  readonly index: number;
  readonly top: number;
}

/** Row by row: a colour, the name, and the amount at the column's right. */
function paintLegend(ctx: SKRSContext2D, { name, amount, isRest }: ChartSeries, { index, top }: Place): void {
  const width = (WIDTH - 2 * PADDING - LEGEND_GAP) / LEGEND_COLUMNS;
  const x = PADDING + (index % LEGEND_COLUMNS) * (width + LEGEND_GAP);
  const y = top + Math.floor(index / LEGEND_COLUMNS) * LEGEND_ROW + 17;
  ctx.fillStyle = seriesColour(index, isRest);
  ctx.beginPath();
  ctx.roundRect(x, y - 10, 11, 11, 3);
  ctx.fill();
  const beside = write(ctx, amount, { x: x + width, y, font: font(600, 13), align: "right" });
  write(ctx, name, { x: x + 20, y, font: font(400, 13), colour: COLOURS.plain, width: width - 20 - beside - 12 });
}

interface Writing {
  readonly x: number;
  readonly y: number;
  readonly font: string;
  readonly colour?: string;
  readonly align?: "left" | "right";
  /** What does not fit is cut off. */
  readonly width?: number;
}

/** Writes one line and returns its width. */
function write(ctx: SKRSContext2D, text: string, { x, y, ...how }: Writing): number {
  ctx.font = how.font;
  ctx.fillStyle = how.colour ?? COLOURS.text;
  ctx.textAlign = how.align ?? "left";
  const shown = how.width === undefined ? text : cut(ctx, text, how.width);
  ctx.fillText(shown, x, y);
  return ctx.measureText(shown).width;
}

/** Cuts between visible characters. */
function cut(ctx: SKRSContext2D, text: string, width: number): string {
  if (ctx.measureText(text).width <= width) return text;
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  while (letters.length > 0 && ctx.measureText(`${letters.join("")}…`).width > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
