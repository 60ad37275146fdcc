import { Worker } from "node:worker_threads";
import { TerminalError } from "../../domain/errors/errors.ts";
import type { Chart } from "../../domain/money/chart.ts";
import type { Done, Order } from "./chart-worker.ts";

export interface ChartThread extends AsyncDisposable {
  /** Draws a PNG. @throws TerminalError `usage.chart` if this chart could not be drawn; the next one may succeed */
  draw(chart: Chart): Promise<Uint8Array>;
}

/** The thread starts with the first chart, and again after it has died. */
export function openChartThread(): ChartThread {
  const waiting = new Map<number, PromiseWithResolvers<Uint8Array>>();
  let worker: Worker | null = null;
  let last = 0;
  const give = (done: Done): void => {
    const order = waiting.get(done.id);
    waiting.delete(done.id);
    if ("png" in done) order?.resolve(done.png);
    else order?.reject(new TerminalError("usage.chart", { cause: done.error }));
  };
  const start = (): Worker => {
    const started = new Worker(new URL("./chart-worker.ts", import.meta.url));
    const fail = (cause: unknown): void => {
      if (worker === started) worker = null;
      for (const { reject } of waiting.values()) reject(new TerminalError("usage.chart", { cause }));
      waiting.clear();
    };
    started.on("message", give).on("error", fail).on("exit", fail);
    // The thread alone must not keep the process alive.
    started.unref();
    return started;
  };
  return {
    async draw(chart) {
      worker ??= start();
      const order = { id: ++last, chart } satisfies Order;
      const drawn = Promise.withResolvers<Uint8Array>();
      waiting.set(order.id, drawn);
      worker.postMessage(order, []);
      return await drawn.promise;
    },
    [Symbol.asyncDispose]: async () => {
      await worker?.terminate();
    },
  };
}
