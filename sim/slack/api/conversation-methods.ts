import { botOf, hasScope, isMember, visibleChannel, workspaceIdsOf, type Call } from "./call.ts";
import type { JsonObject } from "../../kit/json.ts";
import { Refusal } from "../rules/refusal.ts";
import type { Channel, ChannelKind } from "../state/places.ts";

const PAGE_SIZE = 100;
const DIRECT_USERS_MAX = 8;

/** The scope that reading about each kind of channel takes. */
const READ_SCOPES: Readonly<Record<ChannelKind, string>> = {
  public: "channels:read",
  private: "groups:read",
  im: "im:read",
  mpim: "mpim:read",
};

/** https://docs.slack.dev/reference/methods/conversations.open */
export function openConversation(call: Call): JsonObject {
  const { slack, args } = call;
  const given = args.text("channel");
  const channel = given === undefined ? openDirectMessage(call, args.list("users")) : visibleChannel(call, given);
  if (channel.kind === "public" || channel.kind === "private") {
    throw new Refusal("method_not_supported_for_channel_type");
  }
  const more = { created: Math.floor(slack.now() / 1_000), is_im: channel.kind === "im", is_org_shared: false };
  return { channel: { id: channel.id, ...(args.flag("return_im") && more) } };
}

export function openDirectMessage(call: Call, userIds: readonly string[]): Channel {
  if (userIds.length === 0) throw new Refusal("users_list_not_supplied");
  if (userIds.length > DIRECT_USERS_MAX) throw new Refusal("too_many_users");
  if (userIds.length > 1 && !hasScope(call, "mpim:write")) {
    throw Refusal.missingScope("mpim:write", call.token?.scopes);
  }
  const members = userIds.map((id) => call.slack.places.members.get(id));
  const [first] = members;
  const allowed = workspaceIdsOf(call);
  if (!first || !members.every((member) => member && allowed.includes(member.workspaceId))) {
    throw new Refusal("user_not_found");
  }
  if (members.some((member) => member?.deleted)) throw new Refusal("user_disabled");
  return call.slack.places.directMessage(first.workspaceId, [...userIds, botOf(call).userId]);
}

/** https://docs.slack.dev/reference/methods/conversations.join */
export function joinConversation(call: Call): JsonObject {
  const channel = visibleChannel(call, call.args.need("channel"));
  if (channel.kind !== "public") throw new Refusal("method_not_supported_for_channel_type");
  if (channel.isArchived) throw new Refusal("is_archived");
  const wasMember = isMember(call, channel);
  const joined = call.slack.places.join(channel.id, botOf(call).userId);
  const warning = { warning: "already_in_channel", response_metadata: { warnings: ["already_in_channel"] } };
  return { channel: viewChannel(call, joined), ...(wasMember && warning) };
}

/** https://docs.slack.dev/reference/methods/conversations.info */
export function conversationInfo(call: Call): JsonObject {
  return { channel: viewChannel(call, readableChannel(call)) };
}

/** https://docs.slack.dev/reference/methods/conversations.members */
export function conversationMembers(call: Call): JsonObject {
  const { members } = readableChannel(call);
  const start = Number(call.args.text("cursor") ?? 0);
  if (!Number.isSafeInteger(start)) throw new Refusal("invalid_cursor");
  const size = call.args.integer("limit") ?? PAGE_SIZE;
  if (size < 1 || size > 1_000) throw new Refusal("invalid_limit");
  const end = start + size;
  const next = end < members.length ? String(end) : "";
  return { members: members.slice(start, end), response_metadata: { next_cursor: next } };
}

/** One of the reading scopes is enough to ask; the channel's own kind decides. */
function readableChannel(call: Call): Channel {
  const channel = visibleChannel(call, call.args.need("channel"));
  const needed = READ_SCOPES[channel.kind];
  if (hasScope(call, needed)) return channel;
  throw Refusal.missingScope(needed, call.token?.scopes);
}

function viewChannel(call: Call, channel: Channel): JsonObject {
  const { id, name, kind, members, isArchived, workspaceId } = channel;
  const isDirect = kind === "im";
  return {
    id,
    ...(isDirect ? { user: members.find((member) => member !== botOf(call).userId) } : { name, name_normalized: name }),
    is_channel: kind === "public",
    is_group: kind === "private",
    is_im: isDirect,
    is_mpim: kind === "mpim",
    is_private: kind !== "public",
    is_archived: isArchived,
    is_member: isMember(call, channel),
    is_general: false,
    is_shared: false,
    is_ext_shared: false,
    is_org_shared: false,
    context_team_id: workspaceId,
    num_members: members.length,
  };
}
