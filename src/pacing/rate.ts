import type { Clock } from "../domain/clock.ts";

/** The rate that all requests of this process to the API share. */
export interface Pacer {
  /** Resolves when the next request may go out, in the order of asking; at once when `signal` aborts. */
  wait(signal: AbortSignal): Promise<void>;
  /** The API asked for quiet (429, `Retry-After`): nobody goes before `ms` have passed. */
  pause(ms: number): void;
}

/** Evenly spaced: the API's own limit is unknown, and a burst is what limits are made against. */
export function createPacer(perSecond: number, clock: Clock): Pacer {
  const gapMs = 1_000 / perSecond;
  let nextAt = 0;
  return {
    async wait(signal) {
      const at = Math.max(nextAt, clock.now());
      nextAt = at + gapMs;
      const delayMs = at - clock.now();
      if (delayMs > 0) await clock.sleep(delayMs, signal);
    },
    pause(ms) {
      nextAt = Math.max(nextAt, clock.now() + ms);
    },
  };
}
