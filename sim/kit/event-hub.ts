// What happens in a simulator, told to whoever listens. `waitFor` resolves from these, never by looking again and again.
import { EventEmitter, on } from "node:events";

interface Typed {
  readonly type: string;
}

const WAIT_MS = 10_000;

type Truthy<T> = Exclude<T, undefined | null | false>;

/** What a simulator lets a test or the demo see of it. */
export interface Watchable<Event extends Typed, Simulator> {
  /** Returns what stops listening. */
  on<T extends Event["type"]>(type: T, listener: (event: Extract<Event, { type: T }>) => void): () => void;
  /** Every event from now on, until the signal aborts or the simulator closes. */
  events(signal?: AbortSignal): AsyncIterableIterator<Event>;
  /**
   * Resolves with the first truthy answer of `probe`, asked now and after every event.
   * Rejects after `timeoutMs` real milliseconds (default 10 000) with what there is instead.
   */
  waitFor<T>(probe: (simulator: Simulator) => T, options?: { readonly timeoutMs?: number }): Promise<Truthy<T>>;
}

export class EventHub<Event extends Typed> {
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #closing = new AbortController();

  emit(event: Event): void {
    this.#emitter.emit("event", event);
  }

  on<T extends Event["type"]>(type: T, listener: (event: Extract<Event, { type: T }>) => void): () => void {
    return this.#listen((event) => {
      if (isOf(event, type)) listener(event);
    });
  }

  /** Listens from the call on, not from the first `next()`. */
  events(signal?: AbortSignal): AsyncIterableIterator<Event> {
    const ends = signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal;
    return drain(on(this.#emitter, "event", { signal: ends }), ends);
  }

  /** Asks now and after every event. `describe` tells what there is instead when the time is up. */
  async waitFor<T>(probe: () => T, timeoutMs: number, describe: () => string): Promise<Truthy<T>> {
    const { promise, resolve, reject } = Promise.withResolvers<Truthy<T>>();
    const look = (): void => {
      try {
        const found = probe();
        if (found) resolve(found as Truthy<T>);
      } catch (cause) {
        reject(cause);
      }
    };
    const stop = this.#listen(look);
    const late = (): void => reject(new Error(`not seen within ${timeoutMs} ms. There is:\n${describe()}`));
    const timer = setTimeout(late, timeoutMs);
    this.#closing.signal.addEventListener("abort", late);
    look();
    try {
      return await promise;
    } finally {
      stop();
      clearTimeout(timer);
      this.#closing.signal.removeEventListener("abort", late);
    }
  }

  /** What a simulator hands out of it. `describe` tells what there is when the time of a `waitFor` is up. */
  watchable<Simulator>(simulator: () => Simulator, describe: () => string): Watchable<Event, Simulator> {
    return {
      on: (type, listener) => this.on(type, listener),
      events: (signal) => this.events(signal),
      waitFor: async (probe, { timeoutMs = WAIT_MS } = {}) =>
        await this.waitFor(() => probe(simulator()), timeoutMs, describe),
    };
  }

  close(): void {
    this.#closing.abort();
  }

  #listen(listener: (event: Event) => void): () => void {
    this.#emitter.on("event", listener);
    return () => this.#emitter.off("event", listener);
  }
}

async function* drain<Event>(source: AsyncIterable<unknown[]>, ends: AbortSignal): AsyncIterableIterator<Event> {
  try {
    for await (const [event] of source) yield event as Event;
  } catch (cause) {
    if (!ends.aborted) throw cause;
  }
}

function isOf<Event extends Typed, T extends Event["type"]>(
  event: Event,
  type: T,
): event is Extract<Event, { type: T }> {
  return event.type === type;
}
