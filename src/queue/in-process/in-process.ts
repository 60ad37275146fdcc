// The queue of one process: unfinished rows are its backlog at start, memory is the rest.
//
//   P3. What a crash left behind is added again at start, from the rows.

import { aborted } from "../../domain/time/abort.ts";
import type { Job, Queue, Work } from "../queue.ts";
import { createFairQueue } from "./fair-queue.ts";

export interface InProcessQueueOptions {
  /** Most generations carried on at once. */
  readonly maxInFlight: number;
  /** Told of work that threw: a bug, since work ends its own errors. */
  readonly onError: (job: Job, error: unknown) => void;
}

/** A restart begins thousands: in between, timers go off in time and commands are answered. */
const BEGUN_AT_ONCE = 50;

export function createInProcessQueue({ maxInFlight, onError }: InProcessQueueOptions): Queue {
  const waiting = createFairQueue();
  const inFlight = new Map<string, Promise<void>>();
  let running: { readonly work: Work; readonly signal: AbortSignal } | null = null;

  const runJob = async (job: Job, work: Work, signal: AbortSignal): Promise<void> => {
    try {
      await work(job, signal);
    } catch (error) {
      onError(job, error);
    }
    inFlight.delete(job.generationId);
    void fill();
  };

  /** False: there is nothing to begin. */
  const begin = (): boolean => {
    if (running === null || running.signal.aborted || inFlight.size >= maxInFlight) return false;
    const job = waiting.next();
    if (job === null) return false;
    const { generationId } = job;
    if (!inFlight.has(generationId)) inFlight.set(generationId, runJob(job, running.work, running.signal));
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
    // In a turn of its own: the person whose job this is has not been answered yet.
    setImmediate(() => void fill());
  };

  return {
    add,
    restore: async (jobs) => jobs.forEach(add),
    position: async (job) => waiting.position(job, maxInFlight - inFlight.size),
    async run(work, signal) {
      running = { work, signal };
      void fill();
      await aborted(signal);
      await end();
    },
    [Symbol.asyncDispose]: end,
  };
}
