import type { Clock } from "../src/domain/time/clock.ts";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Time that jumps from one event to the next, as fast as what happens at each can be computed. */
export class EventClock implements Clock {
  #elapsed = 0;
  /** The earliest last. */
  readonly #sleepers: Sleeper[] = [];

  now(): number {
    return this.#elapsed;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = { at: this.#elapsed + Math.max(0, ms), wake: resolve };
      this.#insert(sleeper);
      const leave = (): void => {
        const index = this.#sleepers.indexOf(sleeper);
        if (index !== -1) this.#sleepers.splice(index, 1);
        resolve();
      };
      signal.addEventListener("abort", leave, { once: true });
      sleeper.wake = () => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
    });
  }

  /** Until then, or until nobody waits for anything any more. */
  async run(untilMs: number): Promise<void> {
    await settled();
    for (let next = this.#sleepers.at(-1); next !== undefined && next.at <= untilMs; next = this.#sleepers.at(-1)) {
      this.#sleepers.pop();
      this.#elapsed = next.at;
      next.wake();
      await settled();
    }
    this.#elapsed = untilMs;
  }

  #insert(sleeper: Sleeper): void {
    let [low, high] = [0, this.#sleepers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sleepers[middle]?.at ?? 0) > sleeper.at) low = middle + 1;
      else high = middle;
    }
    this.#sleepers.splice(low, 0, sleeper);
  }
}

/** Every promise that was ready has had its continuation. */
const settled = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));
