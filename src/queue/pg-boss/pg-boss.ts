// The queue of any number of processes, on PostgreSQL. A generation in flight is an active job held by a lease
// (`leases.ts`); a finished one has no job.
//
//   P1. The job is written in the transaction that writes the row.
//   P3. Whoever holds it may die: the lease ends, and the job is anybody's. Rows without a job are given one at start.

import { randomUUIDv7 } from "node:crypto";
import { PgBoss } from "pg-boss";
import type { Clock } from "../../domain/time/clock.ts";
import type { Log } from "../../domain/log.ts";
import type { QueueDatabase, Sql } from "./database.ts";
import { createCompleteJobs } from "./complete-jobs.ts";
import { createLeases, HEARTBEAT_S } from "./leases.ts";
import { readPosition } from "./position.ts";
import type { Job, Queue } from "../queue.ts";
import { takeJobs } from "./take-jobs.ts";
import { createWorkers } from "./workers.ts";

const SCHEMA = "atelier_queue";
const NAME = "generation";
const CHANNEL = "atelier_queue";
const SUPERVISE_S = 2;
/** Jobs inserted in one statement. */
const RESTORED_AT_ONCE = 1_000;
/** Practically unlimited: pg-boss counts each change of hands as a retry. */
const CONCURRENCY = 1_000_000;

export interface PgBossQueueOptions {
  readonly db: QueueDatabase;
  /** Most generations in flight at once, over all processes. */
  readonly maxInFlight: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Called if work throws: a bug, since work handles its own errors. It is repeated when its lease has ended. */
  readonly onError: (job: Job, error: unknown) => void;
}

export interface PgBossQueue extends Queue {
  /** Adds a job in the transaction that writes its row. */
  enqueue(tx: Sql, job: Job): Promise<void>;
  /** Number of generations in flight in this process. */
  running(): number;
  /** Number of those that wait for others and have given their slot back. */
  resting(): number;
}

/** IDs grow with time: within a guild pg-boss takes the lowest first, and so the oldest. */
const insertOf = ({ generationId, guildId }: Job) => ({
  id: randomUUIDv7(),
  singletonKey: generationId,
  group: { id: guildId },
});

const tell = async (tx: Sql): Promise<unknown> => await tx.executeSql(`notify ${CHANNEL}`);

export async function openPgBossQueue(options: PgBossQueueOptions): Promise<PgBossQueue> {
  const { db, maxInFlight, clock, log, onError } = options;
  const boss = await startBoss(db, log);
  const table = { schema: SCHEMA, name: NAME };
  const leases = createLeases({ boss, name: NAME, clock, log });
  const completeJobs = createCompleteJobs({ boss, db, ...table, clock, log, tell: async () => await tell(db) });
  const taking = async () => await takeJobs({ boss, db, ...table }, maxInFlight);
  const workers = createWorkers({ clock, log, leases, completeJobs, take: taking, onError });
  return {
    // `enqueue` has notified the workers in its transaction.
    add: () => {},
    enqueue: async (tx, job) => {
      await boss.send(NAME, { ...job }, { ...insertOf(job), db: tx });
      await tell(tx);
    },
    async restore(jobs) {
      const inserts = jobs.map((job) => ({ data: { ...job }, ...insertOf(job) }));
      for (let from = 0; from < inserts.length; from += RESTORED_AT_ONCE)
        await boss.insert(NAME, inserts.slice(from, from + RESTORED_AT_ONCE));
      await tell(db);
    },
    async run(work, signal) {
      await using _ = db.listen(CHANNEL, () => workers.wake());
      await workers.run(work, signal);
    },
    position: async (job) => await readPosition(db, { ...table, maxInFlight }, job),
    running: () => leases.size,
    resting: () => workers.resting(),
    [Symbol.asyncDispose]: async () => await boss.stop({ graceful: false, close: false }),
  };
}

async function startBoss(db: Sql, log: Log): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => await db.executeSql(text, values) },
    schema: SCHEMA,
    schedule: false,
    superviseIntervalSeconds: SUPERVISE_S,
    monitorIntervalSeconds: SUPERVISE_S,
  });
  boss.on("error", (err) => log.warn({ err }, "queue not supervised"));
  boss.on("warning", ({ message, data }) => log.warn({ data }, message));
  await boss.start();
  const kept = { retryLimit: CONCURRENCY, retryDelay: 0, heartbeatSeconds: HEARTBEAT_S, expireInSeconds: 24 * 60 * 60 };
  await boss.createQueue(NAME, { policy: "exclusive", ...kept });
  await boss.updateQueue(NAME, kept);
  return boss;
}
