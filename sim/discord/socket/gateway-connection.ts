// One WebSocket connection, judged as Discord judges it: https://docs.discord.com/developers/events/gateway
import type { RawData, WebSocket } from "ws";
import { isObject, type JsonObject } from "../../kit/json.ts";
import type { GatewaySession } from "./gateway.ts";
import type { Session } from "./gateway-session.ts";

const HEARTBEAT_MS = 41_250;
const PAYLOAD_BYTES_MAX = 4_096;
const SENDS = { limit: 120, perMs: 60_000 };
/** All intents that exist: 0–16, 20, 21, 24 and 25. */
const INTENTS = 0x1ffff | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);
/** Guild members, presences, message content: not granted to this application. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const CLOSES = {
  4001: "Unknown opcode.",
  4002: "Error while decoding payload.",
  4003: "Not authenticated.",
  4004: "Authentication failed.",
  4005: "Already authenticated.",
  4007: "Invalid seq.",
  4008: "Rate limited.",
  4010: "Invalid shard.",
  4011: "Sharding required.",
  4012: "Invalid API version.",
  4013: "Invalid intent(s).",
  4014: "Disallowed intent(s).",
} as const;
type CloseCode = keyof typeof CLOSES;

/** What a connection asks of whoever knows all of them. */
export interface Sessions {
  now(): number;
  /** Whether it is the bot's token. */
  knows(token: unknown): boolean;
  isTooMuchForOne(shard: GatewaySession["shard"]): boolean;
  /** Undefined: too many identified in the last seconds. */
  identified(asked: Pick<GatewaySession, "shard" | "intents">, socket: WebSocket): Session | undefined;
  resumable(id: string): Session | undefined;
  resumed(resumed: { readonly session: Session; readonly after: number }, socket: WebSocket): void;
  /** A client that closes with 1000 or 1001 is not coming back. */
  left(session: Session, socket: WebSocket, code: number): void;
}

export class Connection {
  readonly #hub: Sessions;
  readonly #socket: WebSocket;
  #session: Session | undefined;
  #sends = { count: 0, since: 0 };

  private constructor(hub: Sessions, socket: WebSocket) {
    this.#hub = hub;
    this.#socket = socket;
  }

  /** Greets the client and listens to it until it goes. */
  static open(hub: Sessions, socket: WebSocket, query: URLSearchParams): void {
    const connection = new Connection(hub, socket);
    socket.on("message", (data) => connection.#receive(data));
    socket.on("close", (code) => connection.#leave(code));
    if (query.get("v") !== "10") connection.#close(4012);
    else if (query.get("encoding") !== "json" || query.has("compress")) connection.#close(4002);
    else connection.#send({ op: 10, d: { heartbeat_interval: HEARTBEAT_MS } });
  }

  #receive(data: RawData): void {
    const text = Buffer.isBuffer(data) ? data.toString() : "";
    if (this.#isTooFast()) return this.#close(4008);
    const payload = text.length > PAYLOAD_BYTES_MAX ? undefined : parse(text);
    if (!payload) return this.#close(4002);
    const body = isObject(payload["d"]) ? payload["d"] : {};
    switch (payload["op"]) {
      case 1:
        return this.#send({ op: 11 });
      case 2:
        return this.#isIn() ? this.#close(4005) : this.#identify(body);
      case 6:
        return this.#isIn() ? this.#close(4005) : this.#resume(body);
      // Presence, voice and member requests: taken, and of no effect.
      case 3:
      case 4:
      case 8:
        return this.#isIn() ? undefined : this.#close(4003);
      default:
        return this.#close(4001);
    }
  }

  /** Identified, and the session has not been invalidated since. */
  #isIn(): boolean {
    return this.#session?.socket === this.#socket;
  }

  #isTooFast(): boolean {
    const now = this.#hub.now();
    if (now - this.#sends.since > SENDS.perMs) this.#sends = { count: 0, since: now };
    this.#sends.count += 1;
    return this.#sends.count > SENDS.limit;
  }

  #identify(body: JsonObject): void {
    const { intents, shard = [0, 1], properties } = body;
    if (!this.#hub.knows(body["token"])) return this.#close(4004);
    if (!isObject(properties) || typeof intents !== "number") return this.#close(4002);
    if ((intents & ~INTENTS) !== 0) return this.#close(4013);
    if ((intents & PRIVILEGED) !== 0) return this.#close(4014);
    const pair = readShard(shard);
    if (!pair) return this.#close(4010);
    if (this.#hub.isTooMuchForOne(pair)) return this.#close(4011);
    this.#session = this.#hub.identified({ shard: pair, intents }, this.#socket);
    if (!this.#session) this.#send({ op: 9, d: false });
  }

  #resume(body: JsonObject): void {
    if (!this.#hub.knows(body["token"])) return this.#close(4004);
    const session = this.#hub.resumable(String(body["session_id"]));
    if (!session) return this.#send({ op: 9, d: false });
    const { seq } = body;
    if (typeof seq !== "number" || seq < 0 || seq > session.sequence) return this.#close(4007);
    this.#session = session;
    this.#hub.resumed({ session, after: seq }, this.#socket);
  }

  #leave(code: number): void {
    if (this.#session) this.#hub.left(this.#session, this.#socket, code);
  }

  #send(payload: object): void {
    this.#socket.send(JSON.stringify(payload));
  }

  #close(code: CloseCode): void {
    this.#socket.close(code, CLOSES[code]);
  }
}

function parse(text: string): JsonObject | undefined {
  try {
    const payload: unknown = JSON.parse(text);
    return isObject(payload) ? payload : undefined;
  } catch {
    return undefined;
  }
}

function readShard(shard: unknown): readonly [number, number] | undefined {
  if (!Array.isArray(shard) || shard.length !== 2) return undefined;
  const [id, count] = shard.map(Number) as [number, number];
  return Number.isInteger(id) && Number.isInteger(count) && id >= 0 && id < count ? [id, count] : undefined;
}
