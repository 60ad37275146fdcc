import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Gauge } from "prom-client";
import type { Instruments } from "./instruments.ts";

type ProcessInstruments = Pick<
  Instruments,
  "cpu" | "external" | "heap" | "lagHigh" | "lagMedian" | "lagMost" | "resident" | "startedAt"
>;

/** A timer so often. What a busy loop does to commands shows at a hundredth of a second; finer costs more than it tells. */
const RESOLUTION_MS = 10;

interface ProcessWatch extends Disposable {
  /** Reads everything; the lag starts again. */
  readonly read: () => void;
}

export function watchProcess(instruments: ProcessInstruments): ProcessWatch {
  const lag = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  lag.enable();
  instruments.startedAt.set(performance.timeOrigin / 1_000);
  const setLag = (gauge: Gauge, nanoseconds: number): void =>
    // It measures from timer to timer: what is above its own pace is lateness. Before the first one there is none.
    gauge.set(Math.max(0, Number.isFinite(nanoseconds) ? nanoseconds / 1e9 - RESOLUTION_MS / 1_000 : 0));
  return {
    read() {
      const { heapUsed, external, rss } = process.memoryUsage();
      const { user, system } = process.cpuUsage();
      instruments.resident.set(rss);
      instruments.heap.set(heapUsed);
      instruments.external.set(external);
      instruments.cpu.reset();
      instruments.cpu.inc((user + system) / 1e6);
      const isMeasured = lag.count > 0;
      setLag(instruments.lagMedian, isMeasured ? lag.percentile(50) : 0);
      setLag(instruments.lagHigh, isMeasured ? lag.percentile(99) : 0);
      setLag(instruments.lagMost, isMeasured ? lag.max : 0);
      lag.reset();
    },
    [Symbol.dispose]: () => void lag.disable(),
  };
}
