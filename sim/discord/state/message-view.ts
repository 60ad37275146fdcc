// A message as the API answers with it. https://docs.discord.com/developers/resources/message#message-object
import { AttachmentFlags, type APIAttachment } from "discord-api-types/v10";
import { allComponents } from "../rules/component-walk.ts";
import { isObject, type JsonObject } from "../../kit/json.ts";
import { viewUser } from "./user-view.ts";
import type { Attachment, Message } from "./message.ts";
import type { Discord } from "./state.ts";

export function viewMessage(discord: Discord, message: Message): object {
  const { mentioned, interactionId } = message;
  const replied = message.replyTo === undefined ? undefined : discord.messages.find(message.replyTo);
  const users = mentioned.users.flatMap((id) => discord.places.members.get(id) ?? []);
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.replyTo !== undefined ? 19 : interactionId !== undefined ? 20 : 0,
    content: message.content,
    author: viewUser(message.author),
    attachments: message.attachments
      .filter(({ placed }) => !placed)
      .map((one) => viewAttachment(discord, message, one)),
    embeds: [],
    components: viewComponents(discord, message),
    mentions: users.map((user) => viewUser(user)),
    mention_roles: [...mentioned.roles],
    mention_everyone: mentioned.everyone,
    pinned: false,
    tts: false,
    timestamp: new Date(message.createdAt).toISOString(),
    edited_timestamp: message.editedAt === undefined ? null : new Date(message.editedAt).toISOString(),
    flags: message.flags,
    ...(message.origin === "response" || message.origin === "follow-up"
      ? { webhook_id: discord.applicationId, application_id: discord.applicationId }
      : {}),
    ...(interactionId === undefined ? {} : { interaction_metadata: metadata(discord, interactionId) }),
    ...(message.replyTo === undefined
      ? {}
      : {
          message_reference: { type: 0, message_id: message.replyTo, channel_id: message.channelId },
          referenced_message: replied ? viewMessage(discord, replied) : null,
        }),
  };
}

function viewAttachment({ cdn }: Discord, owner: Pick<Message, "ephemeral">, file: Attachment): APIAttachment {
  const url = cdn.sign(file.id);
  return {
    id: file.id,
    filename: file.filename,
    size: file.size,
    url,
    proxy_url: url,
    content_type: file.contentType,
    ...(file.description === undefined ? {} : { description: file.description }),
    ...(file.width === undefined ? {} : { width: file.width, height: file.height ?? null }),
    ...(owner.ephemeral ? { ephemeral: true } : {}),
    ...(file.spoiler ? { flags: AttachmentFlags.IsSpoiler } : {}),
  };
}

function metadata(discord: Discord, interactionId: string): JsonObject {
  const interaction = discord.interactions.byId(interactionId);
  const user = discord.places.members.get(interaction?.userId ?? "");
  const type = { command: 2, component: 3, autocomplete: 4, modal: 5 }[interaction?.kind ?? "command"];
  const owners = { "0": interaction?.guildId };
  return { id: interactionId, type, user: user && viewUser(user), authorizing_integration_owners: owners };
}

/** Gives every component an id, in order of reading, and every medium the address it got. */
function viewComponents(discord: Discord, message: Message): unknown {
  const taken = new Set(allComponents(message.components).map(({ id }) => id));
  let last = 0;
  const fresh = (): number => {
    do last += 1;
    while (taken.has(last));
    return last;
  };
  const view = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => view(item, key));
    if (!isObject(value)) return value;
    if ((key === "media" || key === "file") && typeof value["url"] === "string") {
      return { ...value, ...resolve(discord, message, value["url"]) };
    }
    const id = typeof value["type"] === "number" ? { id: value["id"] || fresh() } : {};
    const inner = Object.entries(value).map(([name, item]) => [name, view(item, name)] as const);
    return { ...Object.fromEntries(inner), ...id };
  };
  return view(message.components, "components");
}

function resolve(discord: Discord, message: Message, url: string): JsonObject {
  const name = url.startsWith("attachment://") ? url.slice("attachment://".length) : undefined;
  const file = message.attachments.find(({ filename }) => filename === name);
  if (!file) return { url, proxy_url: url };
  const { content_type, width, height, url: signed } = viewAttachment(discord, message, file);
  return { url: signed, proxy_url: signed, content_type, width, height, attachment_id: file.id };
}
