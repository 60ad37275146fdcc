import type { Config } from "../config/config.ts";
import type { Clock } from "../domain/time/clock.ts";
import type { PlatformName } from "../domain/messages/invocation.ts";
import type { Log } from "../domain/log.ts";
import { createLentRoute } from "../http/lent.ts";
import { createMetricsRoute } from "../http/metrics.ts";
import { createReadiness, createReadyRoute } from "../http/ready.ts";
import type { ReadyCheck } from "../http/ready.ts";
import { openHttp } from "../http/server.ts";
import type { HttpRoute } from "../http/server.ts";
import type { Lending } from "../media/lend.ts";
import type { MemoryBudget } from "../media/memory-budget.ts";
import { createExposition } from "../metrics/expose.ts";
import type { Measure } from "../metrics/measure.ts";
import type { MeasuredQueue } from "../metrics/measure-queue.ts";
import { watchServices } from "../metrics/watch-services.ts";
import { watchProcess } from "../metrics/watch-process.ts";
import type { Store } from "../store/store.ts";
import type { Platform } from "../platforms/platform.ts";

interface PortParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly measure: Measure;
  readonly store: Store;
  readonly queue: MeasuredQueue;
  readonly platforms: ReadonlyMap<PlatformName, Platform>;
  readonly lending: Lending;
  readonly memory: MemoryBudget;
  /** This process's role: listens to people, works on runs, or both. */
  readonly part: { readonly listens: boolean; readonly works: boolean };
  /** For what the platforms send. */
  readonly routes: readonly HttpRoute[];
}

/** Opens the HTTP server with all its routes, if `PORT` is set. */
export async function openHttpPort(parts: PortParts, closing: AsyncDisposableStack): Promise<void> {
  const { config, clock, log, measure, store, platforms, lending, memory } = parts;
  if (config.port === null) return;
  const { instruments } = measure;
  const readiness = createReadiness(checksOf(parts), clock);
  const watched = closing.use(watchProcess(instruments));
  closing.use(watchServices(servicesOf(config), instruments, clock));
  const exposition = createExposition(instruments, { store, memory, readiness, readProcess: watched.read, clock });
  const routes = [
    createReadyRoute(readiness),
    createMetricsRoute(exposition),
    createLentRoute({ lending, store, platforms, log }),
    ...parts.routes,
  ];
  closing.use(await openHttp({ port: config.port, log, routes }));
}

/** The checks of the parts that this process's role needs. */
function checksOf({ part, queue, store, platforms }: PortParts): readonly ReadyCheck[] {
  const heard = platforms
    .values()
    .map(({ platform, isConnected = () => true }) => ({ part: platform, isReady: () => isConnected() }));
  return [
    { part: "database", isReady: async () => await canRead(store) },
    ...(part.works ? [{ part: "queue", isReady: () => queue.works() }] : []),
    ...(part.listens ? heard : []),
  ];
}

async function canRead({ keyValue }: Store): Promise<boolean> {
  await keyValue.get("readyz");
  return true;
}

function servicesOf({ discord, mindvideo, slack }: Config): Readonly<Record<string, string>> {
  return {
    mindvideo: mindvideo.apiUrl,
    ...(discord === null ? {} : { discord: discord.apiUrl }),
    ...(slack === null ? {} : { slack: slack.apiUrl }),
  };
}
