// Everything around a real database, with an API, a platform and a network that do as they are told: for what becomes of
// a run when one of them fails in a way, or at a moment, that no simulator can be brought to.

import { OPTION_LIMITS } from "../../src/platforms/discord/limits.ts";
import { createPrices } from "../../src/budget/prices.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { Card } from "../../src/domain/messages/card.ts";
import { RetryableError } from "../../src/domain/errors/errors.ts";
import type { BotError } from "../../src/domain/errors/errors.ts";
import type { Rest } from "../../src/queue/queue.ts";
import type { Generation, GenerationState, Trouble } from "../../src/domain/generation.ts";
import { micros } from "../../src/domain/money/money.ts";
import type { Generator, TaskReport } from "../../src/generator/generator.ts";
import { createDataUris } from "../../src/media/data-uris.ts";
import { createLending } from "../../src/media/lend.ts";
import { advance } from "../../src/pipeline/advance.ts";
import type { Parts } from "../../src/pipeline/parts.ts";
import { openDurations } from "../../src/pacing/durations.ts";
import { createPolls } from "../../src/pacing/polls.ts";
import { createPacer } from "../../src/pacing/pacer.ts";
import { createInProcessQueue } from "../../src/queue/in-process/in-process.ts";
import { openSqlite } from "../../src/store/sqlite/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import type { Delivery, Platform } from "../../src/platforms/platform.ts";
import { SCHEMAS } from "../e2e/in-process.ts";
import { someMetrics } from "../a-metrics.ts";
import { ManualClock } from "../manual-clock.ts";
import { aGeneration } from "../store/a-generation.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";

const DAY_MS = 24 * 60 * 60_000;

/** Answers in turn, the last one ever after; an error is thrown. */
class Script<T> {
  #left: readonly (T | Error)[] = [];
  #asked = 0;

  set(...answers: readonly (T | Error)[]): void {
    this.#left = answers;
  }

  /** How often it was asked. */
  get asked(): number {
    return this.#asked;
  }

  next(): T {
    this.#asked += 1;
    const [answer, ...others] = this.#left;
    if (others.length > 0) this.#left = others;
    if (answer === undefined) throw new Error("nobody expected to be asked");
    if (answer instanceof Error) throw answer;
    return answer;
  }
}

export const A_REPORT: TaskReport = {
  taskId: "task_1",
  status: "queued",
  estimate: null,
  actual: null,
  unclear: [],
  media: [],
  unreadable: 0,
  seed: null,
  reason: null,
};

export const SUCCESS: TaskReport = {
  ...A_REPORT,
  status: "succeeded",
  actual: micros(20_000),
  media: [{ kind: "image", url: "https://cdn.example/1.png" }],
};

export const AWAY = new RetryableError("database.away");

/** The methods of the store that a test lets fail: what is given is thrown, one a call, before anything is written. */
type Failures = Map<keyof Store, Error[]>;

export interface Harness extends AsyncDisposable {
  readonly clock: ManualClock;
  readonly log: KeptLog;
  readonly parts: Parts;
  readonly starts: Script<TaskReport>;
  readonly polls: Script<TaskReport>;
  /** Under which keys the API was asked to start a task. */
  readonly keys: readonly string[];
  /** What the network says of each attempt to fetch a result. */
  readonly fetches: Script<readonly BotError[]>;
  /** What the platform makes of each delivery. */
  readonly deliveries: Script<"taken">;
  /** The cards that the platform was to deliver, whatever became of it. */
  readonly cards: readonly Card[];
  /** When progress was to be shown, on the clock, and what it said is wrong. */
  readonly shown: readonly { readonly at: number; readonly trouble: Trouble | undefined }[];
  /** For how long its slot was given to others. */
  readonly restedMs: number;
  /** The next calls of this method throw. */
  fail(method: keyof Store, ...errors: readonly Error[]): void;
  /** A row in that state, as an earlier process left it. */
  leave(state: GenerationState, over?: Partial<Generation>): Promise<Generation>;
  /**
   * Carries it on until it is over; time passes as fast as anybody waits for it. Resolves with the row. `meanwhile`: done
   * once, when the first minute has passed.
   */
  carry(id: string, meanwhile?: () => void): Promise<Generation>;
  /** How it stands. */
  row(id: string): Promise<Generation>;
  /** The API says by itself that something moved. */
  move(): void;
}

export async function openHarness(): Promise<Harness> {
  const closing = new AsyncDisposableStack();
  const clock = new ManualClock();
  const log = new KeptLog();
  const [starts, polls] = [new Script<TaskReport>(), new Script<TaskReport>()];
  const fetches = new Script<readonly BotError[]>();
  const deliveries = new Script<"taken">();
  fetches.set([]);
  deliveries.set("taken");
  const keys: string[] = [];
  const moves: (() => void)[] = [];
  const cards: Card[] = [];
  const shown: { at: number; trouble: Trouble | undefined }[] = [];
  let restedMs = 0;
  const rest: Rest = async (waiting) => {
    const from = clock.elapsed();
    const got = await waiting;
    restedMs += clock.elapsed() - from;
    return got;
  };
  const showProgress = ({ state }: Generation): void =>
    void shown.push({ at: clock.elapsed(), trouble: state.kind === "running" ? state.trouble : undefined });
  const failures: Failures = new Map();
  const real = closing.use(await openSqlite(":memory:", () => clock.now()));
  const store = failing(real, failures);
  const generator: Generator = {
    start: async (_, key) => {
      keys.push(key);
      return await Promise.resolve(starts.next());
    },
    poll: async () => await Promise.resolve(polls.next()),
    follow: async (_, onMove) => void moves.push(onMove),
    [Symbol.asyncDispose]: async () => {},
  };
  const platform: Platform = {
    platform: "discord",
    optionLimits: OPTION_LIMITS,
    start: async () => {},
    show: async (reply) => await Promise.resolve(reply),
    deliver: async ({ card, reply, files, record }: Delivery) => {
      cards.push(card);
      await record(reply);
      deliveries.next();
      return await Promise.resolve({ reply, attached: files.length });
    },
    notify: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
  const catalog = await loadCatalog(SCHEMAS);
  const parts: Parts = {
    clock,
    log,
    metrics: someMetrics(clock),
    store,
    queue: createInProcessQueue({ maxInFlight: 1, onError: () => {} }),
    catalog,
    durations: closing.use(
      await openDurations({ clock, keyValue: real.keyValue, documents: catalog, onError: () => {} }, []),
    ),
    polls: createPolls({ clock, pacer: createPacer(() => 100, clock), random: () => 0.5 }),
    generator,
    platforms: new Map([["discord", platform]]),
    policy: { defaultGuildBudget: micros(5_000_000), operatorBudget: null, confirmAbove: micros(5_000_000) },
    prices: createPrices({ list: catalog, keyValue: real.keyValue, clock, log }),
    media: {
      fetch: async () => await Promise.resolve({ files: [], problems: fetches.next(), [Symbol.dispose]: () => {} }),
      [Symbol.asyncDispose]: async () => {},
    },
    lending: createLending(real.keyValue, null),
    dataUris: createDataUris(),
    shrink: async () => await Promise.resolve(null),
    chartThread: { draw: async () => await Promise.resolve(new Uint8Array()) },
  };
  const row = async (id: string): Promise<Generation> => {
    const found = await real.get(id);
    if (found === null) throw new Error(`no such row: ${id}`);
    return found;
  };
  return {
    clock,
    log,
    parts,
    starts,
    polls,
    move: () => moves.forEach((onMove) => onMove()),
    keys,
    fetches,
    deliveries,
    cards,
    shown,
    get restedMs() {
      return restedMs;
    },
    fail: (method, ...errors) => void failures.set(method, [...errors]),
    leave: async (state, over = {}) => await leave(real, state, { createdAt: clock.now(), ...over }),
    async carry(generationId, meanwhile = () => {}) {
      const progress = { isOver: false };
      const work = {
        ...parts,
        alert: () => {},
        showProgress,
        rest,
      };
      const job = { generationId, guildId: "10" };
      const carried = advance(work, job, new AbortController().signal).finally(() => (progress.isOver = true));
      await clock.advance(60_000);
      meanwhile();
      // Longer than anything is waited for.
      while (!progress.isOver && clock.elapsed() < 32 * DAY_MS)
        await clock.advance(clock.elapsed() < DAY_MS ? 60_000 : 600_000);
      if (!progress.isOver) throw new Error("it goes on and on");
      await carried;
      return await row(generationId);
    },
    row,
    [Symbol.asyncDispose]: async () => await closing.disposeAsync(),
  };
}

function failing(store: Store, failures: Failures): Store {
  return new Proxy(store, {
    get(target, name: keyof Store) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...given: readonly unknown[]): Promise<unknown> => {
        const error = failures.get(name)?.shift();
        if (error !== undefined) throw error;
        return await Reflect.apply(method, target, given);
      };
    },
  });
}

async function leave(store: Store, state: GenerationState, over: Partial<Generation>): Promise<Generation> {
  const generation = aGeneration({ model: "wan2-7-image", ...over });
  const { id, createdAt: at } = generation;
  await store.accept(generation, () => []);
  if (state.kind === "held") return generation;
  await store.beginSubmission(id, at);
  if (state.kind === "running") await store.recordSubmitted(id, { ...state, hold: null, at });
  if ("outcome" in state) await store.settle(id, state.outcome, at);
  return (await store.get(id)) ?? generation;
}
