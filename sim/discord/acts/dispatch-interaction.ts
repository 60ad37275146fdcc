// Builds INTERACTION_CREATE as Discord does and sends it to the guild's shard.
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object
import { ChannelType } from "discord-api-types/v10";
import type { ApplicationCommandOptionType } from "discord-api-types/v10";
import type { InteractionKind, Modal } from "../state/interaction.ts";
import type { LiveInteraction } from "../state/interaction-store.ts";
import type { Message } from "../state/message.ts";
import { viewMessage } from "../state/message-view.ts";
import type { ActOptions } from "../state/people.ts";
import { viewMember } from "./resolved.ts";
import type { Discord } from "../state/state.ts";
import type { Channel, Guild, Member } from "../state/places.ts";
import { known } from "../../kit/known.ts";

export interface Act {
  readonly kind: InteractionKind;
  readonly name: string;
  readonly channelId: string;
  readonly data: object;
  /** The message whose component was used. */
  readonly source?: Message | undefined;
  readonly submitted?: Modal;
  readonly focusedType?: ApplicationCommandOptionType;
}

export function dispatchInteraction(discord: Discord, member: Member, act: Act & ActOptions): LiveInteraction {
  const { kind, name, channelId, source, submitted, focusedType, installedFor = "guild" } = act;
  const guild = known(discord.places.guilds, member.guildId);
  const attachmentSizeLimit = act.attachmentSizeLimit ?? guild.uploadLimitBytes;
  const live = discord.interactions.open({
    kind,
    name,
    userId: member.id,
    guildId: guild.id,
    channelId,
    sourceMessageId: source?.id,
    installedFor,
    attachmentSizeLimit,
    submitted,
    focusedType,
  });
  const payload = {
    ...surroundings({ guild, channel: known(discord.places.channels, channelId), member }),
    id: live.handle.id,
    token: live.handle.token,
    application_id: discord.applicationId,
    type: { command: 2, component: 3, autocomplete: 4, modal: 5 }[kind],
    version: 1,
    context: 0,
    entitlements: [],
    authorizing_integration_owners: installedFor === "guild" ? { "0": guild.id } : { "1": member.id },
    attachment_size_limit: attachmentSizeLimit,
    data: act.data,
    ...(source && { message: viewMessage(discord, source) }),
  };
  for (let times = act.deliverTwice ? 2 : 1; times > 0; times -= 1) {
    live.handle.deliveries += discord.gateway.dispatch(guild.id, "INTERACTION_CREATE", payload);
  }
  discord.events.emit({ type: "interaction", change: "dispatched", interaction: live.handle });
  return live;
}

interface Place {
  readonly guild: Guild;
  readonly channel: Channel;
  readonly member: Member;
}

function surroundings({ guild, channel, member }: Place): object {
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_locale: guild.locale,
    channel_id: channel.id,
    channel: {
      id: channel.id,
      type: channel.parentId === null ? ChannelType.GuildText : ChannelType.PublicThread,
      name: channel.name,
      guild_id: guild.id,
      nsfw: channel.nsfw,
      permissions: member.permissions,
      position: 0,
      parent_id: channel.parentId,
      topic: null,
      last_message_id: null,
      rate_limit_per_user: 0,
      flags: 0,
    },
    app_permissions: channel.botMay,
    locale: member.locale,
    member: viewMember(member),
  };
}
