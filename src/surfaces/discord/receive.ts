// What Discord says a person did, in the words of the domain. Pure: it reads a payload and nothing else.

import { ApplicationCommandOptionType as Type } from "discord.js";
import type {
  APIApplicationCommandAutocompleteInteraction,
  APIAttachment,
  APIChatInputApplicationCommandInteraction,
  APIInteraction,
  APIInteractionDataResolved,
} from "discord.js";
import type { Attachment, OptionValue, OptionValues, Origin } from "../../domain/invocation.ts";
import type { Typing } from "../../domain/option.ts";
import type { ReplyRef } from "../../domain/reply.ts";
import { LARGEST_FILE_BYTES, LIMITS } from "./limits.ts";
import { mayManage } from "./permissions.ts";

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
    userId: member.user.id,
    roleIds: member.roles,
    isAdmin: mayManage(member.permissions),
    locale: "locale" in interaction ? interaction.locale : "en-US",
    at: createdAt(id),
  };
}

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

export function valuesOf(data: APIChatInputApplicationCommandInteraction["data"]): OptionValues {
  const values: Record<string, OptionValue> = {};
  for (const option of data.options ?? []) {
    if (option.type === Type.Attachment) {
      const attachment = attachmentOf(data.resolved, option.value);
      if (attachment !== null) values[option.name] = attachment;
    } else if ("value" in option) values[option.name] = option.value;
  }
  return values;
}

export function attachmentOf(resolved: APIInteractionDataResolved | undefined, id: string): Attachment | null {
  const file = resolved?.attachments?.[id];
  if (file === undefined) return null;
  return {
    kind: "attachment",
    name: file.filename,
    url: file.url,
    contentType: file.content_type ?? null,
    bytes: file.size,
    width: file.width ?? null,
    height: file.height ?? null,
    seconds: file.duration_secs ?? null,
    expiresAt: expiryOf(file),
  };
}

/** Discord signs its links, with the second of their end in hexadecimal. */
function expiryOf({ url }: APIAttachment): number | null {
  const seconds = URL.canParse(url) ? Number.parseInt(new URL(url).searchParams.get("ex") ?? "", 16) : Number.NaN;
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

/** Null when no option is being typed into. */
export function typingOf({ data }: APIApplicationCommandAutocompleteInteraction): Typing | null {
  const values: Record<string, string | number | boolean> = {};
  let focused: { readonly name: string; readonly text: string } | null = null;
  for (const option of data.options) {
    if (!("value" in option) || option.type === Type.Attachment) continue;
    if ("focused" in option && option.focused) focused = { name: option.name, text: option.value };
    else values[option.name] = option.value;
  }
  return focused === null ? null : { command: data.name, option: focused.name, text: focused.text, values };
}
