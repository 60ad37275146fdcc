// The bot from the handlers to MindVideo, with people's files on a simulated Slack: their commands are handed to the handlers, and
// what is delivered is kept. All else is the real thing.

import { OPTION_LIMITS } from "../../src/platforms/slack/limits.ts";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMindVideo } from "../../sim/mindvideo/simulator.ts";
import type { MindVideoSimulator } from "../../sim/mindvideo/simulator.ts";
import { startSlack } from "../../sim/slack/simulator.ts";
import type { SlackSimulator, Fixtures } from "../../sim/slack/simulator.ts";
import { createApp } from "../../src/app.ts";
import { createPrices } from "../../src/budget/prices.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { Card } from "../../src/domain/messages/card.ts";
import { systemClock } from "../../src/domain/time/clock.ts";
import type { OptionValues } from "../../src/domain/messages/invocation.ts";
import { micros } from "../../src/domain/money/money.ts";
import { createMindVideo } from "../../src/generator/mindvideo/create-mindvideo.ts";
import { createLentRoute } from "../../src/http/lent.ts";
import { openHttp } from "../../src/http/server.ts";
import { createMediaFetcher } from "../../src/media/fetch-media.ts";
import { createDataUris } from "../../src/media/data-uris.ts";
import { createLending } from "../../src/media/lend.ts";
import { shrink } from "../../src/media/shrink.ts";
import { openDurations } from "../../src/pacing/durations.ts";
import { createPolls } from "../../src/pacing/polls.ts";
import { createPacer } from "../../src/pacing/pacer.ts";
import { createInProcessQueue } from "../../src/queue/in-process/in-process.ts";
import type { Store } from "../../src/store/store.ts";
import { openSqlite } from "../../src/store/sqlite/sqlite.ts";
import type { Answer, Handlers, Platform } from "../../src/platforms/platform.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";
import { openReader } from "../platforms/slack/uploads.ts";
import { SCHEMAS } from "./in-process.ts";
import { someMetrics } from "../a-metrics.ts";

export interface Bot extends AsyncDisposable {
  readonly store: Store;
  /** As the first member of a workspace. */
  run(fixtures: Fixtures, command: string, values: OptionValues): Promise<Answer>;
  press(fixtures: Fixtures, action: "again", generationId: string): Promise<Answer>;
  /** The card that a run ends with. */
  ended(generationId: string): Promise<Card>;
}

export interface UploadsHarness extends AsyncDisposable {
  readonly slack: SlackSimulator;
  readonly mindvideo: MindVideoSimulator;
  readonly fixtures: Fixtures;
  readonly log: KeptLog;
  /** One process; the next one finds its database. `lends`: PORT and PUBLIC_URL are set. */
  start(options?: { readonly lends?: boolean }): Promise<Bot>;
}

const PACE = { queuedMs: 20, processingMs: 60 };

export async function openUploads(): Promise<UploadsHarness> {
  await using closing = new AsyncDisposableStack();
  const slack = closing.use(await startSlack({ limits: false }));
  const mindvideo = closing.use(await startMindVideo({ pace: PACE, media: "tiny", unreachable: "fail" }));
  const folder = mkdtempSync(join(tmpdir(), "atelier-"));
  closing.defer(async () => await rm(folder, { recursive: true, force: true }));
  const log = new KeptLog();
  const opened = closing.move();
  /** The next process listens where the one before did: what is lent has to be found again. */
  let port = 0;
  const harness: UploadsHarness = {
    slack,
    mindvideo,
    fixtures: slack.addFixtures(),
    log,
    async start({ lends = true } = {}) {
      const bot = await startBot(harness, { path: join(folder, "atelier.db"), lends, port });
      ({ port } = bot);
      return bot;
    },
    [Symbol.asyncDispose]: async () => await opened.disposeAsync(),
  };
  return harness;
}

interface Start {
  readonly path: string;
  readonly lends: boolean;
  readonly port: number;
}

async function startBot(harness: UploadsHarness, { path, lends, port: wanted }: Start) {
  const { slack, mindvideo, log } = harness;
  const clock = systemClock;
  const closing = new AsyncDisposableStack();
  const store = closing.use(await openSqlite(path, () => clock.now()));
  const catalog = await loadCatalog(SCHEMAS);
  const chat = createChat(closing.use(openReader(slack)));
  const platforms = new Map([["slack", chat.platform]] as const);
  const route = createLentRoute({ lending: createLending(store.keyValue, null), store, platforms, log });
  const { port } = closing.use(await openHttp({ port: wanted, log, routes: [route] }));
  const { apiUrl, apiKey } = mindvideo;
  const pacer = createPacer(() => 200, clock);
  const learning = { clock, keyValue: store.keyValue, documents: catalog, onError: () => {} };
  const stop = new AbortController();
  const app = createApp({
    part: { listens: true, works: true },
    clock,
    log,
    metrics: someMetrics(clock),
    store,
    queue: createInProcessQueue({ maxInFlight: 20, onError: (_, error) => log.error({ err: error }, "work threw") }),
    catalog,
    generator: closing.use(createMindVideo({ apiUrl, apiKey, clock, pacer, userAgent: "test" })),
    platforms,
    durations: closing.use(await openDurations(learning, [])),
    polls: createPolls({ clock, pacer, random: Math.random }),
    policy: { defaultGuildBudget: micros(100_000_000), operatorBudget: null, confirmAbove: micros(100_000_000) },
    prices: createPrices({ list: catalog, keyValue: store.keyValue, clock, log }),
    media: closing.use(createMediaFetcher({ allowedHosts: [new URL(apiUrl).host], clock })),
    lending: createLending(store.keyValue, lends ? `http://127.0.0.1:${port}` : null),
    dataUris: createDataUris(),
    shrink,
    chartThread: { draw: async () => await Promise.resolve(new Uint8Array()) },
  });
  const running = app.run(stop.signal);
  await Promise.race([app.ready, running]);
  return {
    port,
    store,
    run: chat.run,
    press: chat.press,
    ended: chat.ended,
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await running;
      await closing.disposeAsync();
    },
  };
}

function createChat({ openFile }: Pick<Platform, "openFile">) {
  const { promise: handlers, resolve: started } = Promise.withResolvers<Handlers>();
  const ends = new Map<string, PromiseWithResolvers<Card>>();
  const end = (id: string): PromiseWithResolvers<Card> => {
    const known = ends.get(id) ?? Promise.withResolvers<Card>();
    ends.set(id, known);
    return known;
  };
  let interactions = 0;
  const origin = ({ workspace, channels, members }: Fixtures) => ({
    platform: "slack" as const,
    interactionId: `A1:${workspace.id}:${(interactions += 1)}.${Date.now()}`,
    guildId: workspace.id,
    channelId: channels[0].id,
    channelName: null,
    userId: members[0].id,
    userName: null,
    roleIds: [],
    isAdmin: false,
    locale: "en-US",
    at: Date.now(),
  });
  const platform: Platform = {
    platform: "slack",
    optionLimits: OPTION_LIMITS,
    start: async (given) => await Promise.resolve(started(given)),
    show: async (ref) => await Promise.resolve(ref),
    deliver: async ({ card, files, reply: ref }) => {
      end(card.generationId).resolve(card);
      return await Promise.resolve({ reply: ref, attached: files.length });
    },
    notify: async () => {},
    ...(openFile !== undefined && { openFile }),
    [Symbol.asyncDispose]: async () => {},
  };
  return {
    platform,
    run: async (fixtures: Fixtures, command: string, values: OptionValues) =>
      await (await handlers).invoke({ ...origin(fixtures), command, values }, reply(fixtures)),
    press: async (fixtures: Fixtures, action: "again", generationId: string) =>
      await (await handlers).press({ ...origin(fixtures), action, generationId }, reply(fixtures)),
    ended: async (id: string) => await end(id).promise,
  };
}

const reply = ({ workspace, channels }: Fixtures) => ({
  platform: "slack" as const,
  guildId: workspace.id,
  channelId: channels[0].id,
  messageId: null,
  token: null,
  tokenExpiresAt: null,
  ephemeral: false,
  maxFileBytes: 10_000_000,
  extraMessageIds: [],
});
