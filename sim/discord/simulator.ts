// A Discord of one's own: REST, gateway and attachments on one port of 127.0.0.1, for one application.
//
// It refuses what Discord refuses, with Discord's codes; where it is not known what Discord does, it refuses. It is
// stricter than Discord may be in these: an edit can show by `attachment://` only files that its own `attachments`
// lists with their names; an edit of a Components V2 message names the flag again; a "thinking…" message cannot be
// edited with the bot's token; a guild's command has no `contexts`; an entry of `attachments` that names no file, or one
// a second time, is an error. The codes inside a 50035 are Discord's where they are known and invented in its manner elsewhere.
//
// It knows no embeds, menus of people, roles or channels, radio buttons, checkboxes, direct messages, threads, polls,
// stickers or reactions, and sends no gateway events but READY, RESUMED, GUILD_CREATE and INTERACTION_CREATE.
import { describe } from "./state/describe.ts";
import { createServer, openDiscord } from "./open.ts";
import { populate } from "./state/populate.ts";
import { listen, type Listening } from "../kit/listen.ts";
import type { Discord } from "./state/state.ts";
import type { DiscordOptions, DiscordSimulator } from "./discord-simulator.ts";

export type { Limits } from "./api/buckets.ts";
export type { SimEvent } from "./state/events.ts";
export type { InteractionHandle, Modal } from "./state/interaction.ts";
export type { Attachment, Message, MessageState, Revision } from "./state/message.ts";
export type { ActOptions, FieldValues, OptionValues, Person, Upload } from "./state/people.ts";
export { ClientRefusal } from "../kit/client-refusal.ts";
export type { Channel } from "./state/places.ts";
export type { Fixtures, DiscordOptions, DiscordSimulator } from "./discord-simulator.ts";

export async function startDiscord(options: DiscordOptions = {}): Promise<DiscordSimulator> {
  const discord: Discord = openDiscord(options, () => `http://127.0.0.1:${listening.port}`);
  const listening: Listening = await listen({
    port: options.port ?? 0,
    fetch: createServer(discord).fetch,
    connect: (socket, query) => discord.gateway.connect(socket, query),
  });
  return simulatorOf(discord, async () => {
    discord.events.close();
    await listening[Symbol.asyncDispose]();
  });
}

function simulatorOf(discord: Discord, close: () => Promise<void>): DiscordSimulator {
  const { places, messages, events } = discord;
  const simulator: DiscordSimulator = {
    apiUrl: `${discord.origin()}/api`,
    cdnUrl: discord.origin(),
    token: discord.token,
    applicationId: discord.applicationId,
    ...populate(discord),
    deleteMessage: ({ id }) => messages.remove(id),
    get guilds() {
      return [...places.guilds.values()];
    },
    get channels() {
      return [...places.channels.values()];
    },
    messages: (channelId) => messages.all(channelId),
    get interactions() {
      return discord.interactions.all();
    },
    commands: (guildId) => discord.commands.list(guildId),
    requests: discord.requests,
    gateway: discord.gateway,
    failNext: (fault) => discord.faults.add(fault),
    ...events.watchable(
      () => simulator,
      () => describe(discord),
    ),
    [Symbol.asyncDispose]: close,
  };
  return simulator;
}
