// What a test or the demo can do with the simulator, and see of it.

import type { APIApplicationCommand } from "discord-api-types/v10";
import type { Limits } from "./api/buckets.ts";
import type { SimEvent } from "./state/events.ts";
import type { Watchable } from "../kit/event-hub.ts";
import type { OrderedFault } from "../kit/fault-queue.ts";
import type { Fault } from "./api/faults.ts";
import type { GatewayControl } from "./socket/gateway.ts";
import type { Interaction } from "./state/interaction.ts";
import type { Message } from "./state/message.ts";
import type { Person, Ref } from "./state/people.ts";
import type { RequestRecord } from "./api/requests.ts";
import type { Channel, ChannelSpec, Guild, GuildSpec, MemberSpec, Role } from "./state/places.ts";

export interface DiscordOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default: real time. Deadlines, token lives and rate limits are judged by it; it must stand after February 2015. */
  readonly clock?: { now(): number };
  readonly token?: string;
  /** How many shards GET /gateway/bot recommends. Default 1. */
  readonly gatewayShards?: number;
  /** How many identifies Discord takes in 5 seconds. Default 16. */
  readonly maxConcurrency?: number;
  /** `false` switches every rate limit off; a field that is `false` only that one. */
  readonly limits?: Partial<Limits> | false;
}

/** One guild with people in it. */
export interface Fixtures {
  readonly guild: Guild;
  readonly channels: readonly [Channel, Channel];
  /** May do everything. */
  readonly admin: Person;
  readonly members: readonly [Person, Person];
}

export interface DiscordSimulator extends AsyncDisposable, Watchable<SimEvent, DiscordSimulator> {
  /** What DISCORD_API_URL is set to. */
  readonly apiUrl: string;
  /** Where attachments live; no slash at the end. */
  readonly cdnUrl: string;
  readonly token: string;
  /** Also the id of the bot's user. */
  readonly applicationId: string;

  addGuild(spec: GuildSpec): Guild;
  addChannel(guild: Ref, spec: ChannelSpec): Channel;
  addRole(guild: Ref, spec: { readonly name: string; readonly permissions?: bigint }): Role;
  addMember(guild: Ref, spec: MemberSpec): Person;
  addFixtures(spec?: Partial<GuildSpec>): Fixtures;
  /** What is not given stays. Returns the guild as it is now. */
  changeGuild(guild: Ref, change: Partial<GuildSpec>): Guild;
  changeChannel(channel: Ref, change: Partial<ChannelSpec>): Channel;
  /** As a moderator would. */
  deleteMessage(message: Ref): void;

  readonly guilds: readonly Guild[];
  readonly channels: readonly Channel[];
  /** In order of creation, deleted and ephemeral ones included. */
  messages(channelId?: string): readonly Message[];
  readonly interactions: readonly Interaction[];
  /** What the bot published for the guild; without one, globally. */
  commands(guildId?: string): readonly APIApplicationCommand[];
  /** Every REST request, the oldest first. */
  readonly requests: readonly RequestRecord[];

  readonly gateway: GatewayControl;
  /** Applied to the next `times` requests that it fits. */
  failNext(fault: Fault): OrderedFault;
}
