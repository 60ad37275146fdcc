import type { PgBoss } from "pg-boss";
import type { Clock } from "../../domain/time/clock.ts";
import type { Log } from "../../domain/log.ts";
import { within } from "../../domain/time/within.ts";
import type { Sql } from "./database.ts";
import type { Attempt } from "./leases.ts";

interface CompleteJobsParts {
  readonly db: Sql;
  readonly schema: string;
  readonly boss: Pick<PgBoss, "deleteJob" | "fail">;
  readonly name: string;
  /** Notifies the workers of all processes. */
  readonly tell: () => Promise<unknown>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Then a write is given up: the lease ends, and the process that takes the job sees from its row how far it is. */
const PATIENCE_MS = 3_000;

/** How long a job waits that this process cannot carry on. */
const ELSEWHERE_S = 15;

export interface CompleteJobs {
  /** Deletes the job: its generation is over. */
  complete(attempt: Attempt): Promise<void>;
  /** Gives up the job for a while, in which another process may take it: this one cannot carry it on. */
  leaveToOthers(attempt: Attempt): Promise<void>;
  /** Gives up the job, so that any process may take it at once. */
  release(attempt: Attempt): Promise<void>;
}

/** Batches writes: calls made while a statement is running share the next. Neither method throws. */
export function createCompleteJobs({ boss, db, schema, name, tell, clock, log }: CompleteJobsParts): CompleteJobs {
  const inBatches = (write: (attempts: Attempt[]) => Promise<unknown>) => {
    let waiting: Attempt[] = [];
    let next: Promise<void> | null = null;
    let writing: Promise<void> = Promise.resolve();
    const flush = async (): Promise<void> => {
      await writing;
      next = null;
      const attempts = waiting;
      waiting = [];
      writing = (async () => {
        try {
          await within(clock, PATIENCE_MS, write(attempts));
        } catch (err) {
          log.warn({ err, jobs: attempts.length }, "jobs not handed over");
        }
      })();
      await writing;
    };
    return async (attempt: Attempt): Promise<void> => {
      waiting.push(attempt);
      await (next ??= flush());
    };
  };
  return {
    complete: inBatches(async (attempts) => await boss.deleteJob(name, attempts)),
    leaveToOthers: inBatches(async (attempts) => {
      const ids = attempts.map(({ id }) => id);
      await boss.fail(name, attempts);
      // Whoever takes it in between gives it up in the same way.
      await db.executeSql(
        `update ${schema}.job set start_after = now() + interval '${ELSEWHERE_S} seconds'
        where name = $1 and id = any($2::uuid[]) and state < 'active'`,
        [name, ids],
      );
    }),
    release: inBatches(async (attempts) => {
      await boss.fail(name, attempts);
      await tell();
    }),
  };
}
