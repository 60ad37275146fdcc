import { onAbort } from "../../domain/time/abort.ts";
import type { Clock } from "../../domain/time/clock.ts";
import type { Log } from "../../domain/log.ts";
import { within } from "../../domain/time/within.ts";
import type { CompleteJobs } from "./complete-jobs.ts";
import type { Lease, Leases } from "./leases.ts";
import type { Job, Work } from "../queue.ts";
import { createResting } from "../resting.ts";
import type { Taken } from "./take-jobs.ts";

/** How often to look for jobs without a notification, such as when a slot became free elsewhere. */
const POLL_MS = 2_000;
/** How long a stop waits for the work in hand. What still runs then is taken over when its lease ends. */
const STOP_MS = 7_000;

interface WorkersParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly leases: Leases;
  readonly completeJobs: CompleteJobs;
  readonly take: () => Promise<readonly Taken[]>;
  readonly onError: (job: Job, error: unknown) => void;
}

export interface Workers {
  /** Looks for jobs now: a job or a slot may have become free. */
  wake(): void;
  /** Number of generations in hand that wait for others and have given their slot back. */
  resting(): number;
  /** Works until `signal` aborts, then waits for the work in hand. */
  run(work: Work, signal: AbortSignal): Promise<void>;
}

/** Does the work, and says what becomes of the job. */
async function carry(
  { completeJobs, onError }: Pick<WorkersParts, "completeJobs" | "onError">,
  { job, attempt, stop }: Lease,
  work: () => ReturnType<Work>,
): Promise<void> {
  try {
    const end = stop.signal.aborted ? undefined : await work();
    if (stop.signal.aborted) await completeJobs.release(attempt);
    else await (end === "elsewhere" ? completeJobs.leaveToOthers(attempt) : completeJobs.complete(attempt));
  } catch (error) {
    // Not released, so that a bug is not repeated before the lease ends.
    onError(job, error);
  }
}

export function createWorkers({ clock, log, leases, completeJobs, take, onError }: WorkersParts): Workers {
  const working = new Map<string, Promise<void>>();
  let wake = new AbortController();
  const resting = createResting(() => wake.abort());

  const runJob = async (lease: Lease, work: Work): Promise<void> => {
    const { job, stop } = lease;
    // The job may have been lost here and come back: its earlier work must end first.
    await working.get(job.generationId);
    await carry({ completeJobs, onError }, lease, async () => await work(job, stop.signal, resting.rest));
    wake.abort();
  };

  const begin = (lease: Lease, work: Work): void => {
    const { generationId } = lease.job;
    const carried = runJob(lease, work).finally(() => {
      leases.drop(lease);
      if (working.get(generationId) === carried) working.delete(generationId);
    });
    working.set(generationId, carried);
  };

  const serve = async (work: Work, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      wake = new AbortController();
      const askedAt = clock.elapsed();
      const taken = await take().catch((err: unknown) => {
        log.warn({ err }, "no jobs fetched");
        return [];
      });
      for (const { job, attempt } of taken) {
        const lease = leases.take(job, attempt, askedAt);
        // Asked for before the stop, and given after it: it is released unbegun.
        if (signal.aborted) lease.stop.abort();
        begin(lease, work);
      }
      if (taken.length === 0 && !signal.aborted) await clock.sleep(POLL_MS, wake.signal);
    }
  };

  return {
    wake: () => wake.abort(),
    resting: () => resting.count(),
    async run(work, signal) {
      onAbort(signal, () => wake.abort());
      const over = new AbortController();
      const keeping = leases.keep(over.signal);
      await serve(work, signal);
      for (const { stop } of leases.all()) stop.abort();
      await within(clock, STOP_MS, Promise.all(working.values()));
      over.abort();
      await keeping;
    },
  };
}
