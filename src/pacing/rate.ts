import type { Clock } from "../domain/clock.ts";
import type { Pacer } from "../domain/pacer.ts";

/**
 * Evenly spaced: the API's own limit is unknown, and a burst is what limits are made against.
 * @param perSecond Read anew for each request: the share of this process among all of them.
 */
export function createPacer(perSecond: () => number, clock: Clock): Pacer {
  let nextAt = 0;
  let quietUntil = 0;

  async function wait(signal: AbortSignal): Promise<void> {
    const at = Math.max(nextAt, clock.elapsed());
    nextAt = at + 1_000 / perSecond();
    if (at > clock.elapsed()) await clock.sleep(at - clock.elapsed(), signal);
  }

  return {
    wait,
    async waitToLook(signal) {
      // Whoever was given a moment before the API asked for quiet takes another one after it.
      do {
        if (quietUntil > clock.elapsed()) await clock.sleep(quietUntil - clock.elapsed(), signal);
        await wait(signal);
      } while (!signal.aborted && clock.elapsed() < quietUntil);
    },
    pause(ms) {
      quietUntil = Math.max(quietUntil, clock.elapsed() + ms);
    },
  };
}
