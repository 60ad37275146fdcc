import { botOf, hasScope, isMember, visibleChannel, workspaceIdsOf, type Call } from "./call.ts";
import { fileProbe } from "./file-access.ts";
import type { JsonObject } from "../../kit/json.ts";
import type { Birth, Draft } from "../state/message-store.ts";
import { checkedDraft, POST_CHARS_MAX, UPDATE_CHARS_MAX } from "../rules/message-rules.ts";
import { viewMessage } from "../state/message-view.ts";
import type { Message } from "../state/message.ts";
import { openDirectMessage } from "./conversation-methods.ts";
import { Refusal } from "../rules/refusal.ts";
import type { Channel } from "../state/places.ts";

/** https://docs.slack.dev/reference/methods/chat.postMessage */
export function postMessage(call: Call): JsonObject {
  const channel = postingChannel(call, call.args.need("channel"));
  const draft = draftOf(call, POST_CHARS_MAX);
  const threadTs = threadOf(call, channel.id);
  call.slack.rates.takePost(channel.workspaceId, channel.id);
  const message = call.slack.messages.create(draft, birthOf(call, channel, { threadTs }));
  return { channel: channel.id, ts: message.ts, message: viewMessage(call.slack, message) };
}

/** https://docs.slack.dev/reference/methods/chat.postEphemeral */
export function postEphemeral(call: Call): JsonObject {
  const channel = visibleChannel(call, call.args.need("channel"));
  const userId = call.args.need("user");
  if (!isMember(call, channel)) throw new Refusal("not_in_channel");
  if (channel.isArchived) throw new Refusal("is_archived");
  if (!channel.members.includes(userId)) throw new Refusal("user_not_in_channel");
  const draft = draftOf(call, POST_CHARS_MAX);
  const threadTs = threadOf(call, channel.id);
  const message = call.slack.messages.create(draft, { ...birthOf(call, channel, { threadTs }), visibleTo: userId });
  return { message_ts: message.ts };
}

/** https://docs.slack.dev/reference/methods/chat.update */
export function updateMessage(call: Call): JsonObject {
  const { slack, args } = call;
  const channel = visibleChannel(call, args.need("channel"));
  const message = ownMessage(call, channel, { ts: args.need("ts"), error: "cant_update_message" });
  if (channel.isArchived) throw new Refusal("is_inactive");
  if (slack.now() - message.createdAt > slack.editWindowMs) throw new Refusal("edit_window_closed");
  // Bots cannot add files so, whatever the method's page says of `file_ids`.
  if (args.has("file_ids")) throw new Refusal("unable_to_share_files");
  slack.messages.edit(message.id, updatedDraft(call, message));
  return { channel: channel.id, ts: message.ts, text: message.text, message: viewMessage(slack, message) };
}

/** https://docs.slack.dev/reference/methods/chat.delete */
export function deleteMessage(call: Call): JsonObject {
  const channel = visibleChannel(call, call.args.need("channel"));
  const message = ownMessage(call, channel, { ts: call.args.need("ts"), error: "cant_delete_message" });
  call.slack.messages.remove(message.id);
  return { channel: channel.id, ts: message.ts };
}

/** https://docs.slack.dev/reference/methods/chat.getPermalink */
export function getPermalink(call: Call): JsonObject {
  const channel = visibleChannel(call, call.args.need("channel"));
  const message = call.slack.messages.at(channel.id, call.args.need("message_ts"));
  if (!message || message.ephemeral) throw new Refusal("message_not_found");
  const { domain = "" } = call.slack.places.workspaces.get(channel.workspaceId) ?? {};
  const { ts, threadTs } = message;
  const thread = threadTs === undefined ? "" : `?thread_ts=${threadTs}&cid=${channel.id}`;
  const permalink = `https://${domain}.slack.com/archives/${channel.id}/p${ts.replace(".", "")}${thread}`;
  return { channel: channel.id, permalink };
}

/** A user's id stands for the direct message with that user. */
function postingChannel(call: Call, id: string): Channel {
  const channel = /^[UW]/u.test(id) ? openDirectMessage(call, [id]) : visibleChannel(call, id);
  if (channel.isArchived) throw new Refusal("is_archived");
  if (!isMember(call, channel) && !hasScope(call, "chat:write.public")) throw new Refusal("not_in_channel");
  return channel;
}

/** Text without blocks takes the blocks away; what is not mentioned stays. */
function updatedDraft(call: Call, message: Message): Draft {
  const draft = draftOf(call, UPDATE_CHARS_MAX);
  const { args } = call;
  return {
    ...draft,
    text: args.has("text") || args.has("markdown_text") ? draft.text : message.text,
    files: message.files,
    metadata: args.has("metadata") ? draft.metadata : message.metadata,
  };
}

function draftOf(call: Call, textCharsMax: number): Draft {
  checkDisguise(call);
  const probe = fileProbe(call.slack, workspaceIdsOf(call));
  return checkedDraft(call.args, { scopes: call.token?.scopes ?? [], probe, textCharsMax });
}

/** A name or a picture of its own for one message takes a scope of its own. */
export function checkDisguise(call: Call): void {
  const isDisguised = ["username", "icon_url", "icon_emoji"].some((key) => call.args.has(key));
  if (!isDisguised || hasScope(call, "chat:write.customize")) return;
  throw Refusal.missingScope("chat:write.customize", call.token?.scopes);
}

interface Sought {
  readonly ts: string;
  readonly error: string;
}

function ownMessage(call: Call, channel: Channel, { ts, error }: Sought): Message {
  const message = call.slack.messages.at(channel.id, ts);
  if (!message || message.ephemeral) throw new Refusal("message_not_found");
  if (message.author.id !== botOf(call).userId) throw new Refusal(error);
  return message;
}

/** The first message of a thread; a reply, or what only one person sees, begins none. */
export function threadOf(call: Call, channelId: string): string | undefined {
  const threadTs = call.args.text("thread_ts");
  if (threadTs === undefined) return undefined;
  const root = call.slack.messages.at(channelId, threadTs);
  if (!root || root.ephemeral || root.threadTs !== undefined) throw new Refusal("cannot_reply_to_message");
  return threadTs;
}

function birthOf(call: Call, channel: Channel, { threadTs }: { readonly threadTs: string | undefined }): Birth {
  return {
    channelId: channel.id,
    workspaceId: channel.workspaceId,
    threadTs,
    author: { id: botOf(call).userId, name: call.slack.app.name, bot: true },
    origin: "bot",
    interactionId: undefined,
    visibleTo: undefined,
  };
}
