// Where somebody did something, in the words of the domain. Pure: it reads a payload and nothing else.

import type { BlockAction, BlockSuggestion, SlashCommand, ViewSubmitAction } from "@slack/bolt";
import type { Origin } from "../../domain/messages/invocation.ts";
import type { ReplyRef } from "../../domain/messages/reply.ts";
import type { FormPlace } from "./form/form.ts";

/** Where it was done. Whether by an admin is looked up, because Slack does not say. */
export type SlackOrigin = Omit<Origin, "isAdmin">;

/** What Slack says instead of the name of a channel that not everybody may know. */
const NAMELESS = ["directmessage", "privategroup"];

/** A trigger's ID is one of a kind, also where the event arrives twice, over a socket or by request (P2). */
export const ofCommand = (body: SlashCommand, at: number): SlackOrigin => ({
  ...COMMON,
  interactionId: `${body.api_app_id}:${body.team_id}:${body.trigger_id}`,
  guildId: body.team_id,
  channelId: body.channel_id,
  channelName: NAMELESS.includes(body.channel_name) ? null : body.channel_name,
  userId: body.user_id,
  userName: body.user_name,
  at,
});

/** Null where it is not known in which channel: a press inside of a form. */
export function ofPress(body: BlockAction, at: number): SlackOrigin | null {
  const { channel, user } = body;
  if (channel === undefined) return null;
  const guildId = teamOf(body);
  return {
    ...COMMON,
    interactionId: `${body.api_app_id}:${guildId}:${body.trigger_id}`,
    guildId,
    channelId: channel.id,
    channelName: NAMELESS.includes(channel.name) ? null : channel.name,
    userId: user.id,
    userName: user.username,
    at,
  };
}

/** A form counts once, however often it is sent in (P2); where it was opened is where its answer belongs. */
export function ofForm(body: ViewSubmitAction | BlockSuggestion, place: FormPlace, at: number): SlackOrigin {
  const guildId = teamOf(body);
  return {
    ...COMMON,
    interactionId: `${body.api_app_id}:${guildId}:${body.view?.id ?? ""}`,
    guildId,
    channelId: place.channelId,
    channelName: place.channelName,
    userId: body.user.id,
    userName: body.user.name,
    at,
  };
}

/** An org-wide installation leaves out the payload's workspace; the person has one all the same. */
export const teamOf = ({
  team,
  user,
}: Pick<BlockAction | ViewSubmitAction | BlockSuggestion, "team" | "user">): string => team?.id ?? user.team_id ?? "";

const COMMON = { platform: "slack", roleIds: [], locale: "en-US" } as const;

/** A response URL lives for 30 minutes; half a minute is left for what is on its way. */
const RESPONSE_URL_MS = 29.5 * 60_000;
/** https://slack.com/help/articles/201330736: what one file may have, unless the workspace allows less. */
const FILE_BYTES = 1_000_000_000;

/** Where one may still answer the person alone, by a response URL. */
export interface ResponseUrl {
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

export const responseUrlBy = (url: string, { at }: Pick<SlackOrigin, "at">): ResponseUrl => ({
  url,
  until: at + RESPONSE_URL_MS,
});

/** Where the card is to stand, complete but for the message, so that it can be in the row before the answer (P1). */
export const replyOf = (origin: SlackOrigin, responseUrl: ResponseUrl | null): ReplyRef => ({
  platform: "slack",
  guildId: origin.guildId,
  channelId: origin.channelId,
  messageId: null,
  token: responseUrl?.url ?? null,
  tokenExpiresAt: responseUrl?.until ?? null,
  ephemeral: false,
  maxFileBytes: FILE_BYTES,
  extraMessageIds: [],
});
