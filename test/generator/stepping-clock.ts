import type { Clock } from "../../src/domain/time/clock.ts";

/** A clock that only moves when somebody sleeps: a wait costs no time and is still seen. */
export interface SteppingClock extends Clock {
  /** Milliseconds, in the order of the sleeps. */
  readonly slept: readonly number[];
}

export function createSteppingClock(startsAt = Date.UTC(2026, 10, 20)): SteppingClock {
  let now = startsAt;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    elapsed: () => now - startsAt,
    async sleep(ms, signal) {
      if (signal.aborted) return;
      slept.push(ms);
      now += ms;
    },
  };
}
