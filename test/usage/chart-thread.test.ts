// Charts are drawn beside the thread that answers commands. If one of these fails, a chart makes everybody else wait.

import { sayChart } from "../../src/wording/chart.ts";
import { loadImage } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { micros, ZERO } from "../../src/domain/money/money.ts";
import { openChartThread } from "../../src/usage/chart/chart-thread.ts";

const from = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

const chart = sayChart({
  by: "member",
  whose: { kind: "guild" },
  stretch: { kind: "this", period: "month" },
  timeZone: "UTC",
  grain: "day",
  from,
  to: from + DAY_MS,
  bars: [{ from, to: from + DAY_MS, spent: micros(24_300), held: ZERO, runs: 1 }],
  series: [
    { key: "30", name: "林晓雨", spent: micros(24_300), held: ZERO, runs: 1, perBar: [micros(24_300)], cap: null },
  ],
  spent: micros(24_300),
  held: ZERO,
  runs: 1,
  cap: null,
  dayCap: null,
});

test("several at once are drawn one by one, while the event loop goes on turning", async () => {
  await using charts = openChartThread();
  await charts.draw(chart);
  let longestMs = 0;
  let before = performance.now();
  const timer = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - before);
    before = performance.now();
  }, 1);
  const started = performance.now();
  const all = await Promise.all(Array.from({ length: 6 }, async () => await charts.draw(chart)));
  const tookMs = performance.now() - started;
  clearInterval(timer);
  expect(longestMs).toBeLessThan(tookMs / 2);
  for (const png of all) expect((await loadImage(Buffer.from(png))).width).toBe(1280);
});

test("what was not drawn when it is closed is refused rather than waited for", async () => {
  const charts = openChartThread();
  const drawn = charts.draw(chart);
  await Promise.all([expect(drawn).rejects.toMatchObject({ code: "usage.chart" }), charts[Symbol.asyncDispose]()]);
});

test("a thread that has died is replaced by the next chart", async () => {
  const charts = openChartThread();
  await charts.draw(chart);
  await charts[Symbol.asyncDispose]();
  expect((await charts.draw(chart)).byteLength).toBeGreaterThan(1_000);
  await charts[Symbol.asyncDispose]();
});
