import type { BudgetPolicy } from "../budget/claims.ts";
import type { Prices } from "../budget/prices.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Clock } from "../domain/time/clock.ts";
import type { PlatformName } from "../domain/messages/invocation.ts";
import type { Log } from "../domain/log.ts";
import type { Metrics } from "../domain/metrics.ts";
import type { Generator } from "../generator/generator.ts";
import type { Durations } from "../pacing/durations.ts";
import type { Polls } from "../pacing/polls.ts";
import type { MediaFetcher } from "../media/fetch-media.ts";
import type { DataUris } from "../media/data-uris.ts";
import type { Lending } from "../media/lend.ts";
import type { Queue } from "../queue/queue.ts";
import type { Store } from "../store/store.ts";
import type { Platform } from "../platforms/platform.ts";
import type { Shrink } from "../domain/media.ts";
import type { ChartThread } from "../usage/chart/chart-thread.ts";

/** Everything the stages are made of. Each stage names the few it needs. */
export interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "spent">;
  readonly store: Store;
  readonly queue: Queue;
  readonly catalog: Catalog;
  readonly durations: Pick<Durations, "expect" | "learn">;
  readonly polls: Polls;
  readonly generator: Generator;
  readonly platforms: ReadonlyMap<PlatformName, Platform>;
  readonly policy: BudgetPolicy;
  readonly prices: Prices;
  readonly media: MediaFetcher;
  readonly lending: Lending;
  readonly dataUris: DataUris;
  readonly shrink: Shrink;
  readonly chartThread: Pick<ChartThread, "draw">;
}
