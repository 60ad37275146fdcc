import { randomUUID } from "node:crypto";
import type { Config } from "../config/config.ts";
import type { Clock } from "../domain/time/clock.ts";
import type { Log } from "../domain/log.ts";
import { openQueueDatabase } from "../queue/pg-boss/database.ts";
import { createInProcessQueue } from "../queue/in-process/in-process.ts";
import { openProcesses } from "../queue/pg-boss/processes.ts";
import { openPgBossQueue } from "../queue/pg-boss/pg-boss.ts";
import type { Job, Queue } from "../queue/queue.ts";
import type { Sql } from "../queue/pg-boss/database.ts";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";

interface Given {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
}

interface Storage {
  readonly store: Store;
  readonly queue: Queue;
  /** This process's share of API_RATE, in requests a second. */
  readonly apiRate: () => number;
}

/** Opens store and queue: a file and an in-memory queue for one process, or PostgreSQL with pg-boss for any number. */
export async function openStoreAndQueue(
  { config, clock, log }: Given,
  closing: AsyncDisposableStack,
): Promise<Storage> {
  const { apiRatePerSecond, database, maxInFlight, role } = config;
  const now = (): number => clock.now();
  const onError = (job: Job, err: unknown): void => log.error({ ...job, err }, "work threw");
  if (database.kind === "sqlite") {
    const store = closing.use(await openStore(database, { now }));
    return {
      store,
      queue: closing.use(createInProcessQueue({ maxInFlight, onError })),
      apiRate: () => apiRatePerSecond,
    };
  }
  const { promise: opened, resolve } = Promise.withResolvers<{ enqueue(tx: Sql, job: Job): Promise<void> }>();
  const enqueue = async (tx: Sql, job: Job): Promise<void> => await (await opened).enqueue(tx, job);
  // First, because it reports what is wrong with the database, and makes the tables.
  const store = closing.use(await openStore(database, { now, enqueue }));
  const db = closing.use(openQueueDatabase(database.url));
  const queue = closing.use(await openPgBossQueue({ db, maxInFlight, clock, log, onError }));
  resolve(queue);
  const works = role !== "gateway";
  const processes = closing.use(
    await openProcesses({
      db,
      clock,
      log,
      id: randomUUID(),
      role,
      works,
      running: () => queue.running(),
      resting: () => queue.resting(),
    }),
  );
  return { store, queue, apiRate: () => Math.max(LEAST, processes.share() * apiRatePerSecond) };
}

/** Least rate in requests a second, since the pacer divides by it. */
const LEAST = 0.001;
