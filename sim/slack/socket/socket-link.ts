import type { WebSocket } from "ws";
import type { JsonObject } from "../../kit/json.ts";
import type { SocketConnection } from "./socket.ts";
import type { LiveInteraction } from "../state/interaction-store.ts";

export interface Envelope {
  readonly live: LiveInteraction;
  readonly type: "slash_commands" | "interactive" | "events_api";
  readonly acceptsPayload: boolean;
  /** Of an event that is delivered again: how often before. */
  readonly retry: number;
}

/** One connection, and what it has not acknowledged. */
export class SocketLink {
  readonly id: string;
  readonly #socket: WebSocket;
  readonly #openedAt: number;
  readonly #pending = new Map<string, Envelope>();
  #state: SocketConnection["state"] = "open";
  #delivered = 0;
  #acknowledged = 0;

  constructor(id: string, socket: WebSocket, openedAt: number) {
    this.id = id;
    this.#socket = socket;
    this.#openedAt = openedAt;
  }

  get state(): SocketConnection["state"] {
    return this.#state;
  }

  snapshot(): SocketConnection {
    return {
      id: this.id,
      openedAt: this.#openedAt,
      state: this.#state,
      delivered: this.#delivered,
      acknowledged: this.#acknowledged,
    };
  }

  send(message: JsonObject): void {
    this.#socket.send(JSON.stringify(message));
  }

  track(envelopeId: string, envelope: Envelope): void {
    this.#pending.set(envelopeId, envelope);
    this.#delivered += 1;
  }

  /** Undefined: it was never given that envelope, or has acknowledged it before. */
  settle(envelopeId: string): Envelope | undefined {
    const envelope = this.#pending.get(envelopeId);
    if (envelope) this.#acknowledged += 1;
    this.#pending.delete(envelopeId);
    return envelope;
  }

  pending(): readonly Envelope[] {
    return [...this.#pending.values()];
  }

  drain(): void {
    this.#state = "draining";
  }

  close(): void {
    this.#state = "closed";
  }

  cut(): void {
    this.#socket.terminate();
  }
}
