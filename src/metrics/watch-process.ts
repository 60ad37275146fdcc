import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Gauge } from "prom-client";
import type { Instruments } from "./instruments.ts";

type ProcessInstruments = Pick<
  Instruments,
  "cpu" | "external" | "heap" | "lagHigh" | "lagMedian" | "lagMost" | "resident" | "startedAt"
>;

/** Timer interval for measuring the event loop's lag. Fine enough for delays that commands would feel. */
const RESOLUTION_MS = 10;

interface ProcessWatch extends Disposable {
  /** Updates all figures and resets the lag. */
  readonly read: () => void;
}

export function watchProcess(instruments: ProcessInstruments): ProcessWatch {
  const lag = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  lag.enable();
  instruments.startedAt.set(performance.timeOrigin / 1_000);
  const setLag = (gauge: Gauge, nanoseconds: number): void =>
    // The histogram has the times between timers; lag is what exceeds the interval. NaN before the first.
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
