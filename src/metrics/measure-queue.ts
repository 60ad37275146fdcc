import type { Queue } from "../queue/queue.ts";
import type { Instruments } from "./instruments.ts";

export interface MeasuredQueue extends Queue {
  /** True from the call of `run` until its signal aborts. */
  readonly works: () => boolean;
}

/** Wraps a queue and counts the work in hand. */
export function measureQueue<Q extends Queue>(
  queue: Q,
  { inFlight }: Pick<Instruments, "inFlight">,
): Q & MeasuredQueue {
  let stop: AbortSignal | null = null;
  return {
    ...queue,
    works: () => stop !== null && !stop.aborted,
    async run(work, signal) {
      stop = signal;
      await queue.run(async (job, stopped, rest) => {
        inFlight.inc();
        try {
          return await work(job, stopped, rest);
        } finally {
          inFlight.dec();
        }
      }, signal);
    },
  };
}
