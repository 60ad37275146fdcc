import { fileURLToPath } from "node:url";
import type { Watchable } from "../kit/event-hub.ts";
import type { Behaviour, Pace } from "./api/behaviour.ts";
import type { Faults } from "./api/faults.ts";
import { Platform } from "./api/platform.ts";
import type { Charge, PostRecord, RequestRecord, SimEvent } from "./tasks/records.ts";
import { serve } from "./api/server.ts";
import { Studio } from "./studio/studio.ts";
import type { SimTask } from "./tasks/task.ts";

/** What tests name most; the other nouns are exported by their own files: task, records, faults, behaviour. */
export type { Fault } from "./api/faults.ts";
export type { JsonObject } from "./api/json.ts";
export type { SimMedia, SimReference } from "./tasks/task.ts";

export interface MindVideoOptions extends Partial<Behaviour> {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Given one, tasks move when they are looked at (or by `tick()`), never by a real timer. */
  readonly clock?: { now(): number };
  readonly apiKey?: string;
  /** Default: the repository's `schemas/`. */
  readonly schemasDir?: string;
  /** US dollars on the account; past it a POST is refused with 402. Default: no limit. */
  readonly balance?: number;
}

export interface MindVideoSimulator extends AsyncDisposable, Watchable<SimEvent, MindVideoSimulator> {
  /** The root that MINDVIDEO_API_URL is set to; no slash at the end. */
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly tasks: readonly SimTask[];
  readonly posts: readonly PostRecord[];
  readonly requests: readonly RequestRecord[];
  readonly charges: readonly Charge[];
  /** US dollars left; undefined when there is no limit. */
  readonly balance: number | undefined;
  readonly faults: Faults;
  readonly behaviour: Behaviour;
  behave(change: Partial<Behaviour>): void;
  /** Moves every task as far as the clock allows; resolves once their media can be downloaded. */
  tick(): Promise<void>;
}

/** A MindVideo of one's own on 127.0.0.1. Close it with `await using`. */
export async function startMindVideo(options: MindVideoOptions = {}): Promise<MindVideoSimulator> {
  const { port = 0, clock, apiKey = "mv_live_simulator", schemasDir = REPOSITORY_SCHEMAS, ...rest } = options;
  const { balance, ...behaviour } = rest;
  const studio = new Studio();
  const platform = new Platform({
    apiKey,
    schemasDir,
    balance,
    now: () => (clock ?? Date).now(),
    timers: clock === undefined,
    behaviour: { ...DEFAULTS, ...behaviour },
    paint: async (task, order) => await studio.paint(task, order),
  });
  const server = await serve(platform, port);
  return handle(platform, async () => {
    platform.life.close();
    platform.events.close();
    await Promise.all([server[Symbol.asyncDispose](), studio[Symbol.asyncDispose]()]);
  });
}

const REPOSITORY_SCHEMAS = fileURLToPath(new URL("../../schemas", import.meta.url));

/** Watchable: a person sees each state go by, and does not wait. */
const DEMO_PACE: Record<SimTask["makes"], Pace> = {
  images: { queuedMs: 1_000, processingMs: 4_000 },
  videos: { queuedMs: 1_000, processingMs: 8_000 },
};

const DEFAULTS: Behaviour = {
  pace: ({ makes }) => DEMO_PACE[makes],
  manual: false,
  events: "json",
  urlShape: "string",
  errorBody: "json",
  unreachable: "ignore",
  chargeOnFailure: 0,
  chargeFactor: 1,
  createdStatus: 201,
  mediaLifetimeMs: 24 * 60 * 60_000,
  media: "full",
};

function handle(platform: Platform, close: () => Promise<void>): MindVideoSimulator {
  const { origin, apiKey, tasks, posts, requests, faults, events, life } = platform;
  const simulator: MindVideoSimulator = {
    apiUrl: origin,
    apiKey,
    tasks,
    posts,
    requests,
    faults,
    get charges() {
      return platform.ledger.charges;
    },
    get balance() {
      return platform.ledger.balance;
    },
    get behaviour() {
      return platform.behaviour;
    },
    behave(change) {
      platform.behaviour = { ...platform.behaviour, ...change };
      for (const task of tasks) life.schedule(task);
    },
    async tick() {
      await Promise.all(tasks.map(async (task) => await life.look(task)));
    },
    ...events.watchable(
      () => simulator,
      () => tasks.map(({ id, model, status }) => `${id} ${model} ${status}`).join("\n"),
    ),
    [Symbol.asyncDispose]: close,
  };
  return simulator;
}
