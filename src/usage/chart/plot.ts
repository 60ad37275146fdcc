import { BarController, BarElement, CategoryScale, Chart as ChartJs, LinearScale } from "chart.js";
import type { ChartConfiguration, Plugin } from "chart.js";
import { createCanvas } from "@napi-rs/canvas";
import type { Canvas } from "@napi-rs/canvas";
import type { Chart } from "../../domain/money/chart.ts";
import { formatDollars, micros } from "../../domain/money/money.ts";
import { fontFamilies } from "./fonts.ts";
import { COLOURS, seriesColour } from "./palette.ts";

ChartJs.register(BarController, BarElement, CategoryScale, LinearScale);

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A cap further above the highest bar, as a factor, is said in words: a line there would press the bars flat. */
const LINE_WITHIN = 2.5;
/** Room for the words on it. */
const ABOVE_LINE = 1.15;
const TICKS = 5;
const ROUND_TOP = { topLeft: 4, topRight: 4, bottomLeft: 0, bottomRight: 0 };

/** Draws the bars, their axes and the line, without a background. `scale`: pixels per unit. */
export function drawPlot(chart: Chart, { width, height }: Size, scale: number): Canvas {
  const canvas = createCanvas(width, height);
  const drawn = new ChartJs(canvas, configuration(chart, scale));
  drawn.stop();
  return canvas;
}

function configuration(chart: Chart, scale: number): ChartConfiguration<"bar", number[], string | string[]> {
  const stacks = chart.labels.map((_, bar) => chart.series.reduce((all, { values }) => all + (values[bar] ?? 0), 0));
  const highest = Math.max(1, ...stacks);
  const tops = chart.labels.map((_, bar) => chart.series.findLastIndex(({ values }) => (values[bar] ?? 0) > 0));
  const line = chart.line !== null && chart.line.at <= highest * LINE_WITHIN ? chart.line : null;
  return {
    type: "bar",
    data: {
      labels: chart.labels.map(([first, second]) => (second === "" ? first : [first, second])),
      datasets: chart.series.map(({ name, values, isRest }, index) => ({
        label: name,
        data: [...values],
        backgroundColor: seriesColour(index, isRest),
        borderRadius: ({ dataIndex }) => (tops[dataIndex] === index ? ROUND_TOP : 0),
        maxBarThickness: 34,
        categoryPercentage: 0.82,
        barPercentage: 0.92,
      })),
    },
    options: {
      animation: false,
      responsive: false,
      devicePixelRatio: scale,
      layout: { padding: { top: 8 } },
      scales: {
        x: axisOfTime(),
        y: { ...axisOfMoney(), ...(line !== null && line.at > highest ? { max: line.at * ABOVE_LINE } : {}) },
      },
    },
    plugins: line === null ? [] : [lineAcross(line)],
  };
}

const FONT = { family: fontFamilies, size: 12 };

const axisOfTime = () => ({
  stacked: true,
  border: { color: COLOURS.faint },
  grid: { display: false },
  ticks: { autoSkip: false, maxRotation: 0, color: COLOURS.quiet, font: FONT, padding: 2 },
});

const axisOfMoney = () => ({
  stacked: true,
  beginAtZero: true,
  border: { display: false },
  grid: { color: COLOURS.faint, drawTicks: false },
  ticks: {
    color: COLOURS.quiet,
    font: FONT,
    padding: 8,
    maxTicksLimit: TICKS,
    includeBounds: false,
    callback: (value: string | number) => formatDollars(micros(Math.round(Number(value)))),
  },
});

/** A dashed line from side to side, with its label above the right end. */
const lineAcross = ({ at, label }: NonNullable<Chart["line"]>): Plugin<"bar"> => ({
  id: "line",
  afterDatasetsDraw: ({ ctx, chartArea, scales }) => {
    const y = Math.round(scales["y"]?.getPixelForValue(at) ?? 0);
    ctx.save();
    ctx.strokeStyle = COLOURS.line;
    ctx.fillStyle = COLOURS.line;
    ctx.lineWidth = 1.5;
    ctx.setLineDash([5, 4]);
    ctx.beginPath();
    ctx.moveTo(chartArea.left, y);
    ctx.lineTo(chartArea.right, y);
    ctx.stroke();
    ctx.font = `600 12px ${fontFamilies}`;
    ctx.textAlign = "right";
    ctx.textBaseline = "bottom";
    ctx.fillText(label, chartArea.right, y - 4);
    ctx.restore();
  },
});
