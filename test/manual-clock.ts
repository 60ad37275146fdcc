import type { Clock } from "../src/domain/time/clock.ts";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Time that stands still until a test moves it. */
export class ManualClock implements Clock {
  readonly startedAt: number;
  #elapsed = 0;
  /** How far the time of day was put forward. */
  #set = 0;
  readonly #sleepers = new Set<Sleeper>();

  constructor(startedAt = Date.parse("2026-11-21T12:00:00Z")) {
    this.startedAt = startedAt;
  }

  now(): number {
    return this.startedAt + this.#elapsed + this.#set;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  /** Somebody sets the machine's clock: the time of day jumps, and nobody who sleeps notices. */
  set(byMs: number): void {
    this.#set += byMs;
  }

  /** How many wait for it to move. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      const sleeper = { at: this.#elapsed + Math.max(0, ms), wake };
      this.#sleepers.add(sleeper);
      signal.addEventListener("abort", wake, { once: true });
      if (ms <= 0) queueMicrotask(wake);
    });
  }

  /** Moves on by `ms`, waking everybody in order, and gives what they do a chance to happen in between. */
  async advance(ms: number): Promise<void> {
    const end = this.#elapsed + ms;
    await settled();
    for (;;) {
      const next = [...this.#sleepers].filter((sleeper) => sleeper.at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#elapsed = Math.max(this.#elapsed, next.at);
      next.wake();
      await settled();
    }
    this.#elapsed = end;
    await settled();
  }

  /**
   * Lets time pass until `probe` holds. It flies while requests are on their way, so `probe` has to be the first thing
   * that somebody who sleeps will do.
   */
  async pass(probe: () => boolean): Promise<void> {
    while (!probe()) await this.advance(1_000);
  }
}

/** One turn of the event loop: every promise that was ready has had its continuation. */
const settled = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));
