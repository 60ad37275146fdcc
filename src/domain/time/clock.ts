import { onAbort } from "./abort.ts";

/** Time as a dependency: all waiting code takes a clock, so forty minutes of polling last a millisecond in a test. */
export interface Clock {
  /** Wall clock, in milliseconds since the epoch. Jumps when somebody sets the machine's clock. */
  now(): number;
  /** Monotonic clock, in milliseconds since an arbitrary moment. Only differences mean anything. */
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
 * Returns a function that reads the age of `at` (milliseconds since the epoch) in milliseconds: by the wall clock up to
 * this call, by the monotonic one from then on. Never below 0, even if the clock was put back.
 */
export function ageSince(clock: Pick<Clock, "now" | "elapsed">, at: number): () => number {
  const before = Math.max(0, clock.now() - at);
  const from = clock.elapsed();
  return () => before + clock.elapsed() - from;
}
