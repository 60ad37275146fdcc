import { onAbort } from "../domain/abort.ts";
import type { Clock } from "../domain/clock.ts";
import type { Pacer } from "../domain/pacer.ts";

/** The API counts by its own clock, and requests are not all as long on their way: so much further apart. */
const MARGIN_MS = 20;
/** Less than this is an error of rounding. */
const NOTHING_MS = 1e-6;

/**
 * Evenly spaced: the API's own limit is unknown, and a burst is what limits are made against. A timer that came late is
 * made up for by the next request, but however late they come, no second has more requests than the rate allows.
 * @param perSecond Read anew for each request: the share of this process among all of them.
 */
export function createPacer(perSecond: () => number, clock: Clock): Pacer {
  /** First come, first served; and when they came. */
  const line = new Map<() => void, number>();
  /** A second after each of the latest went out: not before then as many more may have. The last one last. */
  const windows: number[] = [];
  let nextAt = 0;
  let quietUntil = 0;
  let serving = false;
  let deserted = new AbortController();

  const freeAt = (): number => Math.max(nextAt, windows.at(-Math.ceil(perSecond())) ?? -Infinity);

  function pass(go: () => void, cameAt: number): void {
    const rate = perSecond();
    const most = Math.ceil(rate);
    const now = clock.elapsed();
    nextAt = Math.max(Math.max(freeAt(), cameAt) + 1_000 / rate, now);
    windows.push(now + (most / rate) * 1_000 + MARGIN_MS);
    windows.splice(0, windows.length - most);
    line.delete(go);
    go();
  }

  async function serve(): Promise<void> {
    serving = true;
    for (let [first] = line; first !== undefined; [first] = line) {
      const ms = freeAt() - clock.elapsed();
      if (ms > NOTHING_MS) await clock.sleep(ms, deserted.signal);
      else pass(...first);
      if (deserted.signal.aborted) deserted = new AbortController();
    }
    serving = false;
  }

  async function wait(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const stay = onAbort(signal, () => {
      line.delete(resolve);
      if (line.size === 0) deserted.abort();
      resolve();
    });
    line.set(resolve, clock.elapsed());
    if (!serving) void serve();
    await promise;
    stay();
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
