import { createPrices } from "./budget/prices.ts";
import type { Catalog } from "./catalog/catalog.ts";
import type { Config } from "./config.ts";
import type { Clock } from "./domain/clock.ts";
import type { Platform } from "./domain/invocation.ts";
import type { Log } from "./domain/log.ts";
import { createMindVideo } from "./generator/mindvideo/create-mindvideo.ts";
import { createMediaFetcher } from "./media/fetch-media.ts";
import { createLentRoute } from "./http/lent.ts";
import { openHttp } from "./http/server.ts";
import { createInline } from "./media/inline.ts";
import { createLending } from "./media/lend.ts";
import { createMemoryBound, PROCESS_ROOM } from "./media/memory-bound.ts";
import { shrink } from "./media/shrink.ts";
import { openDurations } from "./pacing/durations.ts";
import { createLooks } from "./pacing/looks.ts";
import { createPacer } from "./pacing/rate.ts";
import type { Parts } from "./pipeline/parts.ts";
import { createInProcessQueue } from "./queue/in-process.ts";
import { openSqlite } from "./store/sqlite.ts";
import { createDiscord } from "./surfaces/discord/discord.ts";
import { createSlack } from "./surfaces/slack/slack.ts";
import type { Surface } from "./surfaces/surface.ts";
import { openCharts } from "./usage/charts.ts";

const USER_AGENT = "Atelier (self-hosted bot)";

interface Given {
  readonly config: Config;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens every resource that the configuration asks for; `closing` closes them in reverse, also when a later one fails. */
export async function openParts({ config, catalog, clock, log }: Given, closing: AsyncDisposableStack): Promise<Parts> {
  const store = closing.use(await openSqlite(config.sqlitePath, () => clock.now()));
  const pacer = createPacer(() => config.apiRatePerSecond, clock);
  const generator = closing.use(createMindVideo({ ...config.mindvideo, clock, pacer, userAgent: USER_AGENT }));
  const memory = createMemoryBound(PROCESS_ROOM);
  const media = closing.use(createMediaFetcher({ allowedHosts: config.mediaAllowedHosts, clock, memory }));
  const surfaces = new Map<Platform, Surface>();
  if (config.discord !== null) {
    surfaces.set("discord", closing.use(createDiscord({ ...config.discord, clock, memory: store.memory, log })));
  }
  const slack =
    config.slack === null ? null : closing.use(createSlack({ ...config.slack, clock, memory: store.memory, log }));
  if (slack !== null) surfaces.set("slack", slack);
  const lending = createLending(store.memory, config.port === null ? null : config.publicUrl);
  if (config.port !== null) {
    const routes = [createLentRoute({ lending, store, surfaces, log }), ...(slack?.routes ?? [])];
    closing.use(await openHttp({ port: config.port, log, routes }));
  }
  const { maxInFlight } = config;
  const onError = (job: { readonly generationId: string }, err: unknown): void =>
    log.error({ ...job, err }, "work threw");
  const queue = closing.use(createInProcessQueue({ maxInFlight, onError }));
  const { defaultGuildBudget, operatorBudget, confirmAbove } = config;
  const policy = { defaultGuildBudget, operatorBudget, confirmAbove };
  const charts = closing.use(openCharts());
  const prices = createPrices(catalog, store.memory);
  const models = catalog.models.map(({ slug }) => slug);
  const onLoss = (err: unknown): void => log.warn({ err }, "durations not shared");
  const learning = { clock, memory: store.memory, book: catalog, onError: onLoss };
  const durations = closing.use(await openDurations(learning, models));
  const looks = createLooks({ clock, pacer, random: Math.random });
  return {
    clock,
    log,
    store,
    queue,
    catalog,
    durations,
    looks,
    generator,
    surfaces,
    policy,
    prices,
    media,
    lending,
    inline: createInline(memory),
    shrink,
    charts,
  };
}
