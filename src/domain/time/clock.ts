import { onAbort } from "./abort.ts";

/** Time is a dependency: whatever waits takes a clock, so that forty minutes of polling are a millisecond in a test. */
export interface Clock {
  /** Milliseconds since the epoch: the time of day, which is put back or forward when somebody sets the machine's clock. */
  now(): number;
  /** Milliseconds since some moment, which nobody can set: what lies between two readings has really passed. */
  elapsed(): number;
  /** Resolves after `ms`, or at once when `signal` aborts. It never rejects: loops look at the signal themselves. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** A longer timer would go off at once: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep(ms, signal) {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        stay();
        resolve();
      };
      const timer = setTimeout(end, Math.min(ms, LONGEST_TIMER_MS));
      const stay = onAbort(signal, end);
    });
  },
};

/**
 * Reads how many milliseconds ago `at` (since the epoch) was: until now by the time of day, which is all that a row can
 * tell, and from now on by what has really passed. Never below 0, although a clock may have been put back since.
 */
export function ageSince(clock: Pick<Clock, "now" | "elapsed">, at: number): () => number {
  const before = Math.max(0, clock.now() - at);
  const from = clock.elapsed();
  return () => before + clock.elapsed() - from;
}
