// Where somebody did something, in the words of the domain. Pure: it reads a payload and nothing else.

import { ChannelType } from "discord.js";
import type { APIInteraction } from "discord.js";
import type { Origin } from "../../domain/messages/invocation.ts";
import type { ReplyRef } from "../../domain/messages/reply.ts";
import { LARGEST_FILE_BYTES, LIMITS } from "./limits.ts";
import { mayManage } from "./arguments/permissions.ts";

/** The first second of 2015, from which Discord's IDs count. */
const DISCORD_EPOCH_MS = 1_420_070_400_000n;

/** An ID is also the moment it was made, in milliseconds since the epoch. */
const createdAt = (id: string): number => Number((BigInt(id) >> 22n) + DISCORD_EPOCH_MS);

/** Null outside of a server that added the bot: `guild_id` alone is there even where only the person added it. */
export function originOf(interaction: APIInteraction): Origin | null {
  const { id, guild_id: guildId, member, channel, authorizing_integration_owners: owners } = interaction;
  if (guildId === undefined || member === undefined || channel === undefined || owners[0] === undefined) return null;
  return {
    platform: "discord",
    interactionId: id,
    guildId,
    channelId: channel.id,
    ...threadIn(channel),
    channelName: channel.name ?? null,
    userId: member.user.id,
    userName: member.nick ?? member.user.global_name ?? member.user.username,
    // Everybody has the role @everyone, whose ID is the server's; Discord leaves it out of the list.
    roleIds: [...member.roles, guildId],
    isAdmin: mayManage(member.permissions),
    locale: "locale" in interaction ? interaction.locale : "en-US",
    at: createdAt(id),
  };
}

type In = NonNullable<APIInteraction["channel"]>;

/** Of a forum's post it is the forum. What stands above a channel itself is its category, which has no rules here. */
const threadIn = (channel: In): Pick<Origin, "parentChannelId"> =>
  THREADS.some((type) => type === channel.type) && "parent_id" in channel && typeof channel.parent_id === "string"
    ? { parentChannelId: channel.parent_id }
    : {};

const THREADS = [ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread] as const;

/** Where the answer will stand; complete but for the message ID, so that it can be in the row before the answer (P1). */
export function replyOf({ token, attachment_size_limit: promised }: APIInteraction, origin: Origin): ReplyRef {
  return {
    platform: "discord",
    guildId: origin.guildId,
    channelId: origin.channelId,
    messageId: null,
    token,
    tokenExpiresAt: origin.at + LIMITS.tokenMs,
    ephemeral: false,
    maxFileBytes: Math.min(promised, LARGEST_FILE_BYTES),
    extraMessageIds: [],
  };
}
