// Draws charts on a thread of its own: each takes some 100 ms, during which the main thread could answer nobody.

import { parentPort } from "node:worker_threads";
import type { Chart } from "../../domain/money/chart.ts";
import { drawChart } from "./chart.ts";
import { openFonts } from "./fonts.ts";

export interface Order {
  readonly id: number;
  readonly chart: Chart;
}

export type Done = { readonly id: number } & ({ readonly png: Uint8Array } | { readonly error: unknown });

const fonts = openFonts();
const give = (done: Done): void => parentPort?.postMessage(done, []);

parentPort?.on("message", ({ id, chart }: Order) => {
  void drawChart(chart, fonts).then(
    (png) => give({ id, png }),
    (error: unknown) => give({ id, error }),
  );
});
