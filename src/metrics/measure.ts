// Measures the parts by wrapping them: each wrapper behaves like the part inside, and counts.

import type { Clock } from "../domain/time/clock.ts";
import type { PlatformName } from "../domain/messages/invocation.ts";
import type { Metrics } from "../domain/metrics.ts";
import type { Generator } from "../generator/generator.ts";
import type { MediaFetcher } from "../media/fetch-media.ts";
import type { Queue } from "../queue/queue.ts";
import type { Store } from "../store/store.ts";
import type { Platform } from "../platforms/platform.ts";
import { countRuns } from "./count-runs.ts";
import { createInstruments } from "./instruments.ts";
import type { Instruments } from "./instruments.ts";
import { measureGenerator } from "./measure-generator.ts";
import { measureMedia } from "./measure-media.ts";
import { measureQueue } from "./measure-queue.ts";
import type { MeasuredQueue } from "./measure-queue.ts";
import { measureStore } from "./measure-store.ts";
import { measurePlatform } from "./measure-platform.ts";
import { createMetrics } from "./tell.ts";

export interface Measure {
  readonly instruments: Instruments;
  /** For the few figures that wrapping cannot see. */
  readonly metrics: Metrics;
  store(store: Store): Store;
  generator(generator: Generator): Generator;
  platform(platform: Platform): Platform;
  media(media: MediaFetcher): MediaFetcher;
  queue<Q extends Queue>(queue: Q): Q & MeasuredQueue;
}

/** @param models Models whose charges are exposed from the start, at zero */
export function createMeasure(clock: Clock, models: readonly string[] = []): Measure {
  const instruments = createInstruments();
  const { faults, overcharged, spent, submissions } = instruments;
  for (const model of models) for (const counter of [spent, overcharged]) counter.inc({ model }, 0);
  for (const result of ["accepted", "generator.no_credit", "generator.unauthorized"]) submissions.inc({ result }, 0);
  faults.inc({ code: "database.away" }, 0);
  return {
    instruments,
    metrics: createMetrics(instruments, clock),
    store: (store) => measureStore(countRuns(store, instruments, clock), instruments, clock),
    generator: (generator) => measureGenerator(generator, instruments, clock),
    platform(platform) {
      beginAtZero(instruments, platform.platform);
      return measurePlatform(platform, instruments, clock);
    },
    media: (media) => measureMedia(media, instruments, clock),
    queue: (queue) => measureQueue(queue, instruments),
  };
}

/** Starts the counters of alerts at zero: Prometheus sees no increase in a series that begins at one. */
function beginAtZero({ deliveries, settled }: Instruments, platform: PlatformName): void {
  for (const end of ["delivered", "undeliverable"]) deliveries.inc({ platform, end }, 0);
  for (const outcome of ["made", "failed", "lost"]) settled.inc({ platform, outcome }, 0);
}
