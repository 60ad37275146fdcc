// What happens in the simulator, told to whoever listens. `waitFor` resolves from these, never by looking again and again.
import { EventEmitter, on } from "node:events";
import type { GatewaySession } from "../socket/gateway.ts";
import type { Interaction } from "./interaction.ts";
import type { Message } from "./message.ts";
import type { RequestRecord } from "../api/requests.ts";

export type SimEvent =
  | { readonly type: "message"; readonly change: "created" | "edited" | "deleted"; readonly message: Message }
  | {
      readonly type: "interaction";
      readonly change: "dispatched" | "acknowledged";
      readonly interaction: Interaction;
    }
  /** Arrived, when a fault is applied to it, and once more when it has been answered. */
  | { readonly type: "request"; readonly request: RequestRecord }
  | {
      readonly type: "gateway";
      readonly change: "ready" | "resumed" | "disconnected";
      readonly session: GatewaySession;
    }
  | { readonly type: "commands"; readonly guildId: string | undefined };

type Listener<T extends SimEvent["type"]> = (event: Extract<SimEvent, { type: T }>) => void;
type Truthy<T> = Exclude<T, undefined | null | false>;

export class EventHub {
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #closing = new AbortController();

  emit(event: SimEvent): void {
    this.#emitter.emit("event", event);
  }

  on<T extends SimEvent["type"]>(type: T, listener: Listener<T>): () => void {
    return this.#listen((event) => {
      if (isOf(event, type)) listener(event);
    });
  }

  /** Listens from the call on, not from the first `next()`. */
  events(signal?: AbortSignal): AsyncIterableIterator<SimEvent> {
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

  close(): void {
    this.#closing.abort();
  }

  #listen(listener: (event: SimEvent) => void): () => void {
    this.#emitter.on("event", listener);
    return () => this.#emitter.off("event", listener);
  }
}

async function* drain(source: AsyncIterable<unknown[]>, ends: AbortSignal): AsyncIterableIterator<SimEvent> {
  try {
    for await (const [event] of source) yield event as SimEvent;
  } catch (cause) {
    if (!ends.aborted) throw cause;
  }
}

function isOf<T extends SimEvent["type"]>(event: SimEvent, type: T): event is Extract<SimEvent, { type: T }> {
  return event.type === type;
}
