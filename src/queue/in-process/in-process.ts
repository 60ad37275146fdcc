// The queue of a single process, kept in memory.
//
//   P3. What a crash left behind is added again at start, from the rows.

import { aborted } from "../../domain/time/abort.ts";
import type { Job, Queue, Work } from "../queue.ts";
import { createResting } from "../resting.ts";
import { createFairQueue } from "./fair-queue.ts";

export interface InProcessQueueOptions {
  /** Most generations in flight at once. */
  readonly maxInFlight: number;
  /** Called if work throws: a bug, since work handles its own errors. */
  readonly onError: (job: Job, error: unknown) => void;
}

/** Jobs begun per turn of the event loop: a restart begins thousands, and must still answer commands meanwhile. */
const BEGUN_AT_ONCE = 50;

export function createInProcessQueue({ maxInFlight, onError }: InProcessQueueOptions): Queue {
  const waiting = createFairQueue();
  const inFlight = new Map<string, Promise<void>>();
  let running: { readonly work: Work; readonly signal: AbortSignal } | null = null;

  const resting = createResting(() => void fill());
  const freeSlots = (): number => maxInFlight - (inFlight.size - resting.count());
  const runJob = async (job: Job, work: Work, signal: AbortSignal): Promise<void> => {
    try {
      // What this process cannot carry on waits in its row for one that can.
      await work(job, signal, resting.rest);
    } catch (error) {
      onError(job, error);
    }
    inFlight.delete(job.generationId);
    void fill();
  };

  /** Begins the next job. False: none waits, no slot is free, or the queue is stopped. */
  const begin = (): boolean => {
    const job = running?.signal.aborted === false && freeSlots() > 0 ? waiting.next() : null;
    if (running === null || job === null) return false;
    if (!inFlight.has(job.generationId)) inFlight.set(job.generationId, runJob(job, running.work, running.signal));
    return true;
  };

  let filling = false;
  const fill = async (): Promise<void> => {
    if (filling) return;
    filling = true;
    for (let begun = 1; begin(); begun += 1)
      if (begun % BEGUN_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    filling = false;
  };
  const end = async (): Promise<void> => {
    running = null;
    await Promise.all(inFlight.values());
  };
  const add = (job: Job): void => {
    waiting.add(job);
    // In the next turn, so that the person is answered first.
    setImmediate(() => void fill());
  };

  return {
    add,
    restore: async (jobs) => jobs.forEach(add),
    position: async (job) => waiting.position(job, freeSlots()),
    async run(work, signal) {
      running = { work, signal };
      void fill();
      await aborted(signal);
      await end();
    },
    [Symbol.asyncDispose]: end,
  };
}
