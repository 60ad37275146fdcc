import type { Clock } from "../domain/clock.ts";
import type { Pacer } from "../domain/pacer.ts";

/** Evenly spaced: the API's own limit is unknown, and a burst is what limits are made against. */
export function createPacer(perSecond: number, clock: Clock): Pacer {
  const gapMs = 1_000 / perSecond;
  let nextAt = 0;
  let quietUntil = 0;
  return {
    async wait(signal) {
      // Whoever was given a moment before the API asked for quiet takes another one after it, in the same order.
      let at: number;
      do {
        at = Math.max(nextAt, quietUntil, clock.elapsed());
        nextAt = at + gapMs;
        if (at > clock.elapsed()) await clock.sleep(at - clock.elapsed(), signal);
      } while (!signal.aborted && at < quietUntil);
    },
    pause(ms) {
      quietUntil = Math.max(quietUntil, clock.elapsed() + ms);
    },
  };
}
