import type { WebSocket } from "ws";
import type { GatewaySession } from "./gateway.ts";

/** How long a session waits for its client to come back. Discord says "a few minutes"; this is the fewest. */
const RESUMABLE_MS = 2 * 60_000;

interface Sent {
  readonly sequence: number;
  readonly frame: string;
}

/** An identified client. It outlives its connection for a while and remembers what it was sent. */
export class Session {
  readonly id: string;
  readonly shard: readonly [number, number];
  readonly intents: number;
  #sequence = 0;
  readonly #sent: Sent[] = [];
  #socket: WebSocket | undefined;
  #lostAt: number | undefined;

  constructor(id: string, shard: readonly [number, number], intents: number) {
    this.id = id;
    this.shard = shard;
    this.intents = intents;
  }

  get socket(): WebSocket | undefined {
    return this.#socket;
  }

  get sequence(): number {
    return this.#sequence;
  }

  attach(socket: WebSocket): void {
    this.#socket?.close(4009, "Session taken over.");
    this.#socket = socket;
    this.#lostAt = undefined;
  }

  /** False: another connection has taken the session over meanwhile. */
  detach(socket: WebSocket, at: number): boolean {
    if (this.#socket !== socket) return false;
    this.#socket = undefined;
    this.#lostAt = at;
    return true;
  }

  isExpired(now: number): boolean {
    return this.#lostAt !== undefined && now - this.#lostAt > RESUMABLE_MS;
  }

  /** Answers whether it went out now; otherwise a resume will bring it. */
  dispatch(name: string, data: unknown): boolean {
    this.#sequence += 1;
    const frame = JSON.stringify({ op: 0, t: name, s: this.#sequence, d: data });
    this.#sent.push({ sequence: this.#sequence, frame });
    this.#socket?.send(frame);
    return this.#socket !== undefined;
  }

  /** Sends again what came after the last event the client has seen. */
  replay(after: number): void {
    for (const { sequence, frame } of this.#sent) if (sequence > after) this.#socket?.send(frame);
    this.dispatch("RESUMED", {});
  }

  snapshot(): GatewaySession {
    const { id, shard, intents, sequence } = this;
    return { id, shard, intents, sequence, connected: this.#socket !== undefined };
  }
}
