// What will happen by itself: a file becomes ready, a deadline passes. With real time a timer does it; with a clock of the
// test's it happens when the simulator is next touched.

interface Entry {
  readonly at: number;
  readonly job: () => void;
}

export class Agenda {
  readonly #now: () => number;
  readonly #ticks: boolean;
  readonly #timers = new Set<NodeJS.Timeout>();
  #entries: readonly Entry[] = [];

  constructor(now: () => number, ticks: boolean) {
    this.#now = now;
    this.#ticks = ticks;
  }

  after(ms: number, job: () => void): void {
    if (!Number.isFinite(ms)) return;
    const at = this.#now() + ms;
    this.#entries = [...this.#entries, { at, job }].toSorted((one, other) => one.at - other.at);
    if (this.#ticks) this.#wakeAt(at);
  }

  /** Does all that is due. */
  run(): void {
    for (let due = this.#next(); due; due = this.#next()) due.job();
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#entries = [];
  }

  #next(): Entry | undefined {
    const [first, ...rest] = this.#entries;
    if (!first || first.at > this.#now()) return undefined;
    this.#entries = rest;
    return first;
  }

  /** A timer may fire a little before its time. */
  #wakeAt(at: number): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        if (this.#now() < at) this.#wakeAt(at);
        else this.run();
      },
      Math.max(0, at - this.#now()),
    );
    timer.unref();
    this.#timers.add(timer);
  }
}
