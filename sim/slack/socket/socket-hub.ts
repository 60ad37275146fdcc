// Socket Mode: who is connected, and which connection gets what.
// https://docs.slack.dev/apis/events-api/using-socket-mode
import { randomBytes, randomUUID } from "node:crypto";
import type { WebSocket } from "ws";
import type { EventHub } from "../../kit/event-hub.ts";
import type { SimEvent } from "../state/events.ts";
import type { LiveInteraction } from "../state/interaction-store.ts";
import { isObject, parseJson, type JsonObject } from "../../kit/json.ts";
import { SocketLink, type Envelope } from "./socket-link.ts";
import type { DisconnectReason, SocketConnection, SocketControl } from "./socket.ts";

const CONNECTIONS_MAX = 10;

export interface HubListener {
  acknowledged(live: LiveInteraction, payload: unknown): void;
  /** Its connection ended before it was acknowledged. */
  lost(envelope: Envelope): void;
  opened(): void;
}

interface HubParts {
  readonly appId: string;
  readonly events: EventHub<SimEvent>;
  readonly now: () => number;
  readonly origin: () => string;
}

export class SocketHub implements SocketControl {
  readonly #parts: HubParts;
  readonly #tickets = new Set<string>();
  readonly #links: SocketLink[] = [];
  #listener: HubListener | undefined;
  #turn = 0;
  saysHello = true;

  constructor(parts: HubParts) {
    this.#parts = parts;
  }

  get connections(): readonly SocketConnection[] {
    return this.#links.map((link) => link.snapshot());
  }

  listen(listener: HubListener): void {
    this.#listener = listener;
  }

  /** Where to connect, once. */
  newUrl(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    const origin = this.#parts.origin().replace("http:", "ws:");
    return `${origin}/link/?ticket=${ticket}&app_id=${this.#parts.appId}`;
  }

  connect(socket: WebSocket, query: URLSearchParams): void {
    if (!this.#tickets.delete(query.get("ticket") ?? "")) {
      socket.close(1008, "invalid ticket");
      return;
    }
    const open = this.#open().length;
    if (open >= CONNECTIONS_MAX) {
      socket.send(JSON.stringify({ type: "disconnect", reason: "too_many_websockets", debug_info: debug() }));
      socket.close(1000);
      return;
    }
    const link = new SocketLink(randomBytes(4).toString("hex"), socket, this.#parts.now());
    this.#links.push(link);
    socket.on("message", (data: Buffer) => this.#receive(link, data.toString()));
    socket.on("close", () => this.#closed(link));
    if (!this.saysHello) return;
    const connection_info = { app_id: this.#parts.appId };
    link.send({ type: "hello", num_connections: open + 1, debug_info: debug(), connection_info });
    this.#emit("opened", link);
    this.#listener?.opened();
  }

  /** False: nobody is there to take it. */
  deliver(envelope: Envelope): boolean {
    const open = this.#open();
    const link = open[this.#turn % Math.max(1, open.length)];
    if (!link) return false;
    this.#turn += 1;
    const envelopeId = randomUUID();
    link.track(envelopeId, envelope);
    link.send(wrap(envelopeId, envelope));
    return true;
  }

  refresh(connectionId?: string): void {
    this.#disconnect("refresh_requested", connectionId);
  }

  warn(connectionId?: string): void {
    this.#disconnect("warning", connectionId);
  }

  disable(connectionId?: string): void {
    this.#disconnect("link_disabled", connectionId);
  }

  drop(connectionId?: string): void {
    for (const link of this.#links) if (isMeant(link, connectionId)) link.cut();
  }

  #disconnect(reason: DisconnectReason, connectionId: string | undefined): void {
    for (const link of this.#links) {
      if (link.state !== "open" || !isMeant(link, connectionId)) continue;
      link.drain();
      link.send({ type: "disconnect", reason, debug_info: debug() });
      this.#emit("draining", link);
    }
  }

  #open(): readonly SocketLink[] {
    return this.#links.filter(({ state }) => state === "open");
  }

  #receive(link: SocketLink, data: string): void {
    const message = parseJson(data);
    if (!isObject(message)) return;
    const envelope = link.settle(String(message["envelope_id"]));
    if (envelope) this.#listener?.acknowledged(envelope.live, envelope.acceptsPayload ? message["payload"] : undefined);
  }

  #closed(link: SocketLink): void {
    link.close();
    this.#emit("closed", link);
    for (const envelope of link.pending()) this.#listener?.lost(envelope);
  }

  #emit(change: "opened" | "draining" | "closed", link: SocketLink): void {
    this.#parts.events.emit({ type: "socket", change, connection: link.snapshot() });
  }
}

function isMeant(link: SocketLink, connectionId: string | undefined): boolean {
  return connectionId === undefined || link.id === connectionId;
}

function debug(): JsonObject {
  return { host: "applink-simulator", approximate_connection_time: 18_060 };
}

function wrap(envelopeId: string, { live, type, acceptsPayload, retry }: Envelope): JsonObject {
  return {
    envelope_id: envelopeId,
    payload: live.handle.payload,
    type,
    accepts_response_payload: acceptsPayload,
    ...(type === "events_api" && { retry_attempt: retry, retry_reason: retry > 0 ? "timeout" : "" }),
  };
}
