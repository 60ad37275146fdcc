// A bot that can be killed and started again while somebody watches. It never comes back by itself: what brings it back is
// seen, and so is that nothing was lost (P3).

import { startBotChild } from "./bot-child.ts";
import type { BotChild } from "./bot-child.ts";
import type { Environment } from "./environment.ts";

export type BotState =
  | { readonly kind: "starting" | "ready"; readonly pid: number; readonly since: number }
  /** By `kill`. */
  | { readonly kind: "killed"; readonly since: number }
  /** By itself: a code or a signal, and what it said last. */
  | { readonly kind: "ended"; readonly since: number; readonly how: number | string; readonly complaint: string };

interface Keeping {
  readonly env: Environment;
  readonly logFile: string;
  readonly now: () => number;
  readonly changed: (state: BotState) => void;
}

export class KeptBot implements AsyncDisposable {
  readonly #keeping: Keeping;
  #child: BotChild | undefined;
  #closed = false;
  #state: BotState;

  constructor(keeping: Keeping) {
    this.#keeping = keeping;
    this.#state = { kind: "killed", since: keeping.now() };
  }

  get state(): BotState {
    return this.#state;
  }

  /** Nothing happens while one is there. */
  start(): void {
    if (this.#child || this.#closed) return;
    const { env, logFile, now } = this.#keeping;
    const child = startBotChild(env, logFile);
    this.#child = child;
    this.#enter({ kind: "starting", pid: child.pid, since: now() });
    void this.#awaitReady(child);
    void this.#awaitEnd(child);
  }

  /** Resolves when it is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    child.kill();
    await child.gone;
    this.#enter({ kind: "killed", since: this.#keeping.now() });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    const child = this.#child;
    this.#child = undefined;
    await child?.[Symbol.asyncDispose]();
  }

  async #awaitReady(child: BotChild): Promise<void> {
    await child.ready;
    if (this.#child === child) this.#enter({ kind: "ready", pid: child.pid, since: this.#keeping.now() });
  }

  /** One that was killed or stopped is not this one any more. */
  async #awaitEnd(child: BotChild): Promise<void> {
    const how = await child.gone;
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#enter({ kind: "ended", since: this.#keeping.now(), how, complaint: child.complaint() });
  }

  #enter(state: BotState): void {
    this.#state = state;
    this.#keeping.changed(state);
  }
}
