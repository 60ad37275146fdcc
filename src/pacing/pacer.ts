import { onAbort } from "../domain/time/abort.ts";
import type { Clock } from "../domain/time/clock.ts";
import type { Pacer } from "../domain/pacer.ts";
import { createQuiet } from "./quiet.ts";
import { createSpacing } from "./spacing.ts";

/** Less than this is an error of rounding. */
const NOTHING_MS = 1e-6;

/** @param perSecond This process's share of the rate; read again for each request. */
export function createPacer(perSecond: () => number, clock: Clock): Pacer {
  const spacing = createSpacing(perSecond);
  /** First come, first served: each caller with its time of arrival. */
  const waiting = new Map<() => void, number>();
  const quiet = { start: createQuiet(clock), poll: createQuiet(clock) };
  let serving = false;
  let deserted = new AbortController();

  async function serve(): Promise<void> {
    serving = true;
    for (let [first] = waiting; first !== undefined; [first] = waiting) {
      const [go, cameAt] = first;
      const ms = spacing.freeAt() - clock.elapsed();
      if (ms > NOTHING_MS) await clock.sleep(ms, deserted.signal);
      else {
        spacing.note(Math.max(spacing.freeAt(), cameAt), clock.elapsed());
        waiting.delete(go);
        go();
      }
      if (deserted.signal.aborted) deserted = new AbortController();
    }
    serving = false;
  }

  async function wait(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const stay = onAbort(signal, () => {
      waiting.delete(resolve);
      if (waiting.size === 0) deserted.abort();
      resolve();
    });
    waiting.set(resolve, clock.elapsed());
    if (!serving) void serve();
    await promise;
    stay();
  }

  return {
    wait,
    async waitFor(kind, signal) {
      let isFirst: boolean;
      // A caller let through just before a 429 waits again.
      do {
        isFirst = await quiet[kind].wait(signal);
        await wait(signal);
      } while (!signal.aborted && quiet[kind].isOn(isFirst));
    },
    pause: (kind, ms) => quiet[kind].begin(ms),
    answered: (kind) => quiet[kind].end(),
  };
}
