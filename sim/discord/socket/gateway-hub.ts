// Who is connected, and which session gets what. An interaction goes to the shard of its guild.
import { randomBytes } from "node:crypto";
import { GatewayIntentBits } from "discord-api-types/v10";
import type { WebSocket } from "ws";
import type { EventHub } from "../../kit/event-hub.ts";
import type { SimEvent } from "../state/events.ts";
import type { GatewayControl, GatewaySession } from "./gateway.ts";
import { Connection, type Sessions } from "./gateway-connection.ts";
import { Session } from "./gateway-session.ts";
import type { Message } from "../state/message.ts";
import { viewUser } from "../state/user-view.ts";
import type { Channel, Guild } from "../state/places.ts";
import type { PlaceStore } from "../state/place-store.ts";

const GUILDS_A_SHARD = 2_500;
const IDENTIFIES_A_DAY = 1_000;
const IDENTIFY_WINDOW_MS = 5_000;
const DAY_MS = 24 * 3_600_000;

interface HubParts {
  readonly token: string;
  readonly bot: Message["author"];
  readonly places: PlaceStore;
  readonly events: EventHub<SimEvent>;
  readonly shards: number;
  readonly maxConcurrency: number;
  readonly now: () => number;
  readonly origin: () => string;
}

export class GatewayHub implements GatewayControl, Sessions {
  readonly #parts: HubParts;
  readonly #sessions = new Map<string, Session>();
  #identifies: readonly number[] = [];

  constructor(parts: HubParts) {
    this.#parts = parts;
  }

  get url(): string {
    return this.#parts.origin().replace("http:", "ws:");
  }

  get sessions(): readonly GatewaySession[] {
    return [...this.#sessions.values()].map((session) => session.snapshot());
  }

  now(): number {
    return this.#parts.now();
  }

  /** The answer of GET /gateway/bot. */
  recommendation(): object {
    const today = this.#identifies.filter((at) => at > this.now() - DAY_MS);
    const resetsAt = (today[0] ?? this.now()) + DAY_MS;
    const limit = {
      total: IDENTIFIES_A_DAY,
      remaining: IDENTIFIES_A_DAY - today.length,
      reset_after: today.length === 0 ? 0 : resetsAt - this.now(),
      max_concurrency: this.#parts.maxConcurrency,
    };
    return { url: this.url, shards: this.#parts.shards, session_start_limit: limit };
  }

  connect(socket: WebSocket, query: URLSearchParams): void {
    Connection.open(this, socket, query);
  }

  reconnect(shardId?: number): void {
    for (const { socket } of this.#of(shardId)) {
      socket?.send(JSON.stringify({ op: 7, d: null }));
      socket?.close(4000, "Reconnect requested.");
    }
  }

  invalidate(resumable: boolean, shardId?: number): void {
    for (const session of this.#of(shardId)) {
      const { socket } = session;
      if (!resumable) this.#sessions.delete(session.id);
      // The connection stays, no longer identified: the client resumes or identifies on it, or on another.
      if (socket) this.left(session, socket, 1006);
      socket?.send(JSON.stringify({ op: 9, d: resumable }));
    }
  }

  close(code: number, shardId?: number): void {
    for (const { socket } of this.#of(shardId)) socket?.close(code);
  }

  drop(shardId?: number): void {
    for (const { socket } of this.#of(shardId)) socket?.terminate();
  }

  /** Sends an event of a guild to its shard. Answers how many sessions took it at once. */
  dispatch(guildId: string, name: string, data: unknown): number {
    const takers = [...this.#sessions.values()].filter((session) => isOn(session.shard, guildId));
    return takers.filter((session) => session.dispatch(name, data)).length;
  }

  /** Tells those who asked for guild events of a guild that is new or has changed. */
  announce(guild: Guild): void {
    if (!guild.botIsMember) return;
    for (const session of this.#sessions.values()) this.#tellGuild(session, guild);
  }

  knows(token: unknown): boolean {
    return typeof token === "string" && token.replace(/^Bot /u, "") === this.#parts.token;
  }

  isTooMuchForOne([, count]: readonly [number, number]): boolean {
    return this.#parts.places.guilds.size / count > GUILDS_A_SHARD;
  }

  identified(asked: Pick<GatewaySession, "shard" | "intents">, socket: WebSocket): Session | undefined {
    const recent = this.#identifies.filter((at) => at > this.now() - IDENTIFY_WINDOW_MS);
    if (recent.length >= this.#parts.maxConcurrency) return undefined;
    this.#identifies = [...this.#identifies, this.now()];
    const session = new Session(randomBytes(16).toString("hex"), asked.shard, asked.intents);
    session.attach(socket);
    this.#sessions.set(session.id, session);
    const guilds = [...this.#parts.places.guilds.values()].filter((guild) => guild.botIsMember);
    session.dispatch("READY", this.#ready(session, guilds));
    for (const guild of guilds) this.#tellGuild(session, guild);
    this.#emit("ready", session);
    return session;
  }

  resumable(id: string): Session | undefined {
    const session = this.#sessions.get(id);
    if (!session?.isExpired(this.now())) return session;
    this.#sessions.delete(id);
    return undefined;
  }

  resumed({ session, after }: { readonly session: Session; readonly after: number }, socket: WebSocket): void {
    session.attach(socket);
    session.replay(after);
    this.#emit("resumed", session);
  }

  left(session: Session, socket: WebSocket, code: number): void {
    if (!session.detach(socket, this.now())) return;
    if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
    this.#emit("disconnected", session);
  }

  #of(shardId: number | undefined): readonly Session[] {
    return [...this.#sessions.values()].filter(({ shard }) => shardId === undefined || shard[0] === shardId);
  }

  #emit(change: "ready" | "resumed" | "disconnected", session: Session): void {
    this.#parts.events.emit({ type: "gateway", change, session: session.snapshot() });
  }

  #ready(session: Session, guilds: readonly Guild[]): object {
    const own = guilds.filter(({ id }) => isOn(session.shard, id));
    return {
      v: 10,
      user: { ...viewUser(this.#parts.bot), verified: true, email: null, mfa_enabled: false, flags: 0 },
      guilds: own.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.url,
      shard: session.shard,
      application: { id: this.#parts.bot.id, flags: 0 },
    };
  }

  #tellGuild(session: Session, guild: Guild): void {
    if (!(session.intents & GatewayIntentBits.Guilds) || !isOn(session.shard, guild.id)) return;
    const channels = [...this.#parts.places.channels.values()].filter(({ guildId }) => guildId === guild.id);
    session.dispatch("GUILD_CREATE", viewGuild(guild, channels, this.#parts.bot));
  }
}

/** https://docs.discord.com/developers/events/gateway#sharding */
function isOn([id, count]: readonly [number, number], guildId: string): boolean {
  return Number((BigInt(guildId) >> 22n) % BigInt(count)) === id;
}

function viewGuild(guild: Guild, channels: readonly Channel[], bot: Message["author"]): object {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    preferred_locale: guild.locale,
    joined_at: new Date(0).toISOString(),
    unavailable: false,
    large: false,
    member_count: 1,
    roles: [{ id: guild.id, name: "@everyone", permissions: "0", position: 0, color: 0, colors: { primary_color: 0 } }],
    channels: channels.map(({ id, name, nsfw }) => ({
      id,
      name,
      nsfw,
      type: 0,
      position: 0,
      permission_overwrites: [],
    })),
    members: [
      { user: viewUser(bot), roles: [], joined_at: new Date(0).toISOString(), deaf: false, mute: false, flags: 0 },
    ],
    emojis: [],
    stickers: [],
    features: [],
    threads: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
