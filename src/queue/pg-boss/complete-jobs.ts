import type { PgBoss } from "pg-boss";
import type { Clock } from "../../domain/time/clock.ts";
import type { Log } from "../../domain/log.ts";
import { within } from "../../domain/time/within.ts";
import type { Attempt } from "./leases.ts";

interface CompleteJobsParts {
  readonly boss: Pick<PgBoss, "deleteJob" | "fail">;
  readonly name: string;
  /** Those who work. */
  readonly tell: () => Promise<unknown>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is not written by then is not: the lease ends, and whoever takes the job finds by its row how it stands. */
const PATIENCE_MS = 3_000;

export interface CompleteJobs {
  /** Its generation is over: there is no job any more. */
  complete(attempt: Attempt): Promise<void>;
  /** It is anybody's, at once. */
  release(attempt: Attempt): Promise<void>;
}

/** What comes while one statement is on its way goes into the next. Neither throws. */
export function createCompleteJobs({ boss, name, tell, clock, log }: CompleteJobsParts): CompleteJobs {
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
    release: inBatches(async (attempts) => {
      await boss.fail(name, attempts);
      await tell();
    }),
  };
}
