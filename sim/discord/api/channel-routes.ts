// A channel's messages with the bot's own token. https://docs.discord.com/developers/resources/message
import { MessageFlags, PermissionFlagsBits } from "discord-api-types/v10";
import { readNonce, readReference, recentTwin } from "./create-message.ts";
import { Fields } from "../rules/fields.ts";
import { Form } from "../rules/form.ts";
import { readDraft, type Draft } from "../rules/message-rules.ts";
import { pingsRepliedUser } from "../rules/mentions.ts";
import type { Mentioned, Message } from "../state/message.ts";
import { viewMessage } from "../state/message-view.ts";
import type { SentBody } from "./multipart.ts";
import { REFUSED, Refusal } from "../rules/refusal.ts";
import type { Context, Rest } from "./rest.ts";
import type { Discord } from "../state/state.ts";
import type { Channel } from "../state/places.ts";

const P = PermissionFlagsBits;
const { IsComponentsV2, Loading, SuppressEmbeds, SuppressNotifications } = MessageFlags;
const OLD_MS = 3_600_000;
/** Stated for Create Message alone; a single file is held to the guild's limit everywhere. */
const REQUEST_BYTES_MAX = 25 * 2 ** 20;

export function serveChannels(rest: Rest, discord: Discord): void {
  rest.get("/channels/:channel", (c) => {
    const { id, name, guildId, nsfw } = channelOf(discord, c, 0n);
    return c.json({ id, name, guild_id: guildId, nsfw, type: 0, position: 0, permission_overwrites: [] });
  });
  rest.get("/channels/:channel/messages", (c) => c.json(listed(discord, c)));
  rest.get("/channels/:channel/messages/:message", (c) => {
    const channel = channelOf(discord, c, P.ReadMessageHistory);
    return c.json(viewMessage(discord, visible(discord, channel, c)));
  });
  rest.post("/channels/:channel/messages", (c) => {
    c.set("bucket", discord.buckets.take("channelCreates", c.req.param("channel")));
    const channel = channelOf(discord, c, P.SendMessages);
    return c.json(viewMessage(discord, create(discord, channel, c.var.body)));
  });
  rest.patch("/channels/:channel/messages/:message", (c) => {
    c.set("bucket", discord.buckets.take("channelEdits", c.req.param("channel")));
    const channel = channelOf(discord, c, 0n);
    return c.json(viewMessage(discord, edit(discord, { channel, message: visible(discord, channel, c) }, c.var.body)));
  });
  rest.delete("/channels/:channel/messages/:message", (c) => {
    const channel = channelOf(discord, c, 0n);
    const message = visible(discord, channel, c);
    if (!isOwn(discord, message)) discord.places.botChannel(channel.id, P.ManageMessages);
    discord.messages.remove(message.id);
    return c.body(null, 204);
  });
}

function channelOf(discord: Discord, c: Context, needed: bigint): Channel {
  return discord.places.botChannel(c.req.param("channel") ?? "", needed);
}

/** To the bot's token an ephemeral message does not exist: https://github.com/discord/discord-api-docs/issues/3090 */
function visible(discord: Discord, { id }: Channel, c: Context): Message {
  const message = discord.messages.find(c.req.param("message") ?? "");
  if (!message || message.ephemeral || message.channelId !== id) throw new Refusal(REFUSED.unknownMessage);
  return message;
}

function isOwn(discord: Discord, message: Message): boolean {
  return message.author.id === discord.applicationId;
}

function listed(discord: Discord, c: Context): readonly unknown[] {
  const channel = channelOf(discord, c, 0n);
  if (!(BigInt(channel.botMay) & P.ReadMessageHistory)) return [];
  const limit = Number(c.req.query("limit") ?? 50);
  if (!(limit >= 1 && limit <= 100)) {
    const form = new Form();
    form.at("limit").fail("NUMBER_TYPE_MAX", "int value should be between 1 and 100.");
    form.close();
  }
  const [before, after] = [c.req.query("before"), c.req.query("after")];
  const all = discord.messages.all(channel.id).filter(({ id, ephemeral, deleted }) => {
    const isBetween = (!before || BigInt(id) < BigInt(before)) && (!after || BigInt(id) > BigInt(after));
    return isBetween && !ephemeral && !deleted;
  });
  return all
    .toReversed()
    .slice(0, limit)
    .map((message) => viewMessage(discord, message));
}

function draftFor(discord: Discord, channel: Channel, { form, body, existing }: DraftRequest): Draft {
  const guild = discord.places.guilds.get(channel.guildId);
  const draft = readDraft(form, body, {
    existing,
    flags: IsComponentsV2 | SuppressEmbeds | SuppressNotifications,
    uploadLimitBytes: guild?.realUploadLimitBytes ?? guild?.uploadLimitBytes ?? 0,
    mentions: "bot",
  });
  form.close();
  if (!draft) throw new Error("a body that was refused had no problem");
  if (body.files.length > 0) discord.places.botChannel(channel.id, P.AttachFiles);
  return draft;
}

interface DraftRequest {
  readonly form: Form;
  readonly body: SentBody;
  readonly existing: Message | undefined;
}

function create(discord: Discord, channel: Channel, body: SentBody): Message {
  const bytes = body.files.reduce((sum, file) => sum + file.bytes.length, 0);
  if (bytes > REQUEST_BYTES_MAX) throw new Refusal(REFUSED.tooLarge);
  const form = new Form();
  const fields = Fields.read(form, body.json ?? {});
  const nonce = fields && readNonce(fields);
  const twin = nonce === undefined ? undefined : recentTwin(discord, channel.id, nonce);
  if (twin) return twin;
  const replyTo = fields && readReference(discord, channel, fields);
  const draft = draftFor(discord, channel, { form, body, existing: undefined });
  const mentioned = withRepliedUser(draft, discord.messages.find(replyTo ?? ""));
  const message = discord.messages.create(
    { ...draft, mentioned },
    {
      channelId: channel.id,
      guildId: channel.guildId,
      author: discord.bot,
      origin: "channel",
      interactionId: undefined,
      replyTo,
      visibleTo: undefined,
    },
  );
  if (nonce !== undefined)
    discord.nonces.set(`${channel.id} ${nonce}`, { messageId: message.id, at: message.createdAt });
  return message;
}

function withRepliedUser({ mentioned, allowedMentions }: Draft, target: Message | undefined): Mentioned {
  if (!target || !pingsRepliedUser(allowedMentions)) return mentioned;
  return { ...mentioned, users: [...new Set([...mentioned.users, target.author.id])] };
}

function edit(
  discord: Discord,
  { channel, message }: { readonly channel: Channel; readonly message: Message },
  body: SentBody,
): Message {
  if (!isOwn(discord, message)) throw new Refusal(REFUSED.notTheAuthor);
  // Nothing says that a "thinking…" message can be edited this way, so it cannot.
  if (message.flags & Loading) throw new Refusal(REFUSED.unknownMessage);
  if (discord.now() - message.createdAt > OLD_MS) discord.buckets.take("oldEdits", channel.id);
  const draft = draftFor(discord, channel, { form: new Form(), body, existing: message });
  return discord.messages.edit(message.id, draft);
}
