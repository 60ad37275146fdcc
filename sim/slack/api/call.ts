// One call of a method, and what its token may see.
import type { Args } from "./args.ts";
import type { Fault } from "./faults.ts";
import { Refusal } from "../rules/refusal.ts";
import type { Slack } from "../state/state.ts";
import type { Token } from "../state/token-store.ts";
import type { Channel, Workspace } from "../state/places.ts";
import type { Bot } from "../state/place-store.ts";

export interface Call {
  readonly slack: Slack;
  readonly args: Args;
  /** The app's token, a bot's, or none where a method takes none. */
  readonly token: Token | undefined;
  /** The fault applied to it, which lets it run. */
  readonly fault: Fault | undefined;
}

/** The workspaces that the token is for; with `team_id`, that one of them. */
export function workspacesOf({ slack, args, token }: Call): readonly Workspace[] {
  const all = token?.placeId === undefined ? [] : slack.places.workspacesOf(token.placeId);
  const wanted = args.text("team_id");
  if (wanted === undefined) return all;
  const found = all.filter(({ id }) => id === wanted);
  if (found.length === 0 && token?.placeId !== wanted) throw new Refusal("team_access_not_granted");
  return found.length === 0 ? all : found;
}

/** For methods that name no channel. An org-wide token has to say which. */
export function workspaceOf(call: Call): Workspace {
  const [first, ...more] = workspacesOf(call);
  if (!first || more.length > 0) throw new Refusal("missing_argument", { body: { arg: "team_id" } });
  return first;
}

export function workspaceIdsOf(call: Call): readonly string[] {
  return workspacesOf(call).map(({ id }) => id);
}

export function botOf({ slack, token }: Call): Bot {
  return slack.places.botOf(token?.placeId ?? "");
}

export function hasScope({ token }: Call, scope: string): boolean {
  return token?.scopes.includes(scope) ?? false;
}

/** A channel that the bot can see: every public one, and of the others those that it is in. */
export function visibleChannel(call: Call, channelId: string): Channel {
  const channel = call.slack.places.channels.get(channelId);
  if (!channel || !workspaceIdsOf(call).includes(channel.workspaceId)) throw new Refusal("channel_not_found");
  if (channel.kind !== "public" && !isMember(call, channel)) throw new Refusal("channel_not_found");
  return channel;
}

export function isMember(call: Call, channel: Channel): boolean {
  return channel.members.includes(botOf(call).userId);
}
