import type { AppParts } from "../app.ts";
import type { BudgetPolicy } from "../budget/claims.ts";
import { countEditions } from "../budget/editions.ts";
import { createPrices } from "../budget/prices.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Config } from "../config/config.ts";
import type { Clock } from "../domain/time/clock.ts";
import type { PlatformName } from "../domain/messages/invocation.ts";
import type { Log } from "../domain/log.ts";
import { createMindVideo } from "../generator/mindvideo/create-mindvideo.ts";
import { createMediaFetcher } from "../media/fetch-media.ts";
import { createDataUris } from "../media/data-uris.ts";
import { createLending } from "../media/lend.ts";
import { createMemoryBudget, PROCESS_MEMORY } from "../media/memory-budget.ts";
import { shrink } from "../media/shrink.ts";
import { createMeasure } from "../metrics/measure.ts";
import { openHttpPort } from "./open-http.ts";
import { openStoreAndQueue } from "./open-storage.ts";
import { openDurations } from "../pacing/durations.ts";
import { createPolls } from "../pacing/polls.ts";
import { createPacer } from "../pacing/pacer.ts";
import { createDiscord } from "../platforms/discord/discord.ts";
import { createSlack } from "../platforms/slack/slack.ts";
import type { Platform } from "../platforms/platform.ts";
import type { HttpRoute } from "../http/server.ts";
import type { KeyValueStore, SharedKeyValueStore } from "../domain/key-value.ts";
import type { Measure } from "../metrics/measure.ts";
import { openChartThread } from "../usage/chart/chart-thread.ts";

const USER_AGENT = "Atelier (self-hosted bot)";

interface Given {
  readonly config: Config;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens every resource in the configuration. `closing` closes them in reverse, even if opening a later one fails. */
export async function openParts(
  { config, catalog, clock, log }: Given,
  closing: AsyncDisposableStack,
): Promise<AppParts> {
  const models = catalog.models.map(({ slug }) => slug);
  const measure = createMeasure(clock, models);
  const { metrics } = measure;
  const storage = await openStoreAndQueue({ config, clock, log }, closing);
  const store = measure.store(storage.store);
  const queue = measure.queue(storage.queue);
  const pacer = createPacer(storage.apiRate, clock);
  const mindvideo = closing.use(createMindVideo({ ...config.mindvideo, clock, pacer, userAgent: USER_AGENT }));
  const memory = createMemoryBudget(PROCESS_MEMORY);
  const media = closing.use(createMediaFetcher({ allowedHosts: config.mediaAllowedHosts, clock, memory }));
  const { platforms, routes } = openPlatforms(config, { clock, keyValue: store.keyValue, measure, log }, closing);
  const lending = createLending(store.keyValue, config.port === null ? null : config.publicUrl);
  const part = { listens: config.role !== "worker", works: config.role !== "gateway" };
  await openHttpPort({ config, clock, log, measure, store, queue, platforms, lending, memory, routes, part }, closing);
  const policy = await policyOf(config, store.keyValue);
  const chartThread = closing.use(openChartThread());
  const prices = createPrices({ list: catalog, keyValue: store.keyValue, clock, log });
  const onLoss = (err: unknown): void => log.warn({ err }, "durations not shared");
  const learning = { clock, keyValue: store.keyValue, documents: catalog, onError: onLoss };
  const durations = closing.use(await openDurations(learning, models));
  const polls = createPolls({ clock, pacer, random: Math.random });
  return {
    part,
    clock,
    log,
    metrics,
    store,
    queue,
    catalog,
    durations,
    polls,
    generator: measure.generator(mindvideo),
    platforms,
    policy,
    prices,
    media: measure.media(media),
    lending,
    dataUris: createDataUris(memory),
    shrink,
    chartThread,
  };
}

async function policyOf(config: Config, keyValue: SharedKeyValueStore): Promise<BudgetPolicy> {
  const { allowedGuilds, confirmAbove, defaultGuildBudget, guildCeiling, mostRunning, operatorBudget } = config;
  const isSet = { operator: operatorBudget !== null, ceiling: guildCeiling !== null };
  return {
    defaultGuildBudget,
    operatorBudget,
    confirmAbove,
    mostRunning,
    editions: await countEditions(keyValue, isSet),
    ...(guildCeiling === null ? {} : { guildCeiling }),
    ...(allowedGuilds === null ? {} : { allowedGuilds }),
  };
}

interface PlatformParts {
  readonly clock: Clock;
  readonly keyValue: KeyValueStore;
  readonly measure: Measure;
  readonly log: Log;
}

function openPlatforms({ discord, role, slack }: Config, parts: PlatformParts, closing: AsyncDisposableStack) {
  const { measure, ...others } = parts;
  const given = { ...others, metrics: measure.metrics };
  const platforms = new Map<PlatformName, Platform>();
  const routes: HttpRoute[] = [];
  if (discord !== null)
    platforms.set("discord", measure.platform(closing.use(createDiscord({ ...discord, ...given }))));
  if (slack !== null) {
    const opened = closing.use(createSlack({ ...slack, ...given }));
    platforms.set("slack", measure.platform(opened));
    if (role !== "worker") routes.push(...opened.routes);
  }
  return { platforms, routes };
}
