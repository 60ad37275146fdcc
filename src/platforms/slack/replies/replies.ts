// Where a card stands: in the channel that was asked in, else in the direct message with who asked, else nowhere; and then
// only that person can be told.

import type { Clock } from "../../../domain/time/clock.ts";
import { RetryableError, TerminalError, isFault } from "../../../domain/errors/errors.ts";
import type { ReplyRef } from "../../../domain/messages/reply.ts";
import { ELSEWHERE } from "../../../wording/slack-only.ts";
import type { MessageBody } from "../draw/message-body.ts";
import { drawPage } from "../draw/page.ts";
import type { Requests } from "../api/requests.ts";
import type { RateLimit } from "../api/rate-limit.ts";

export interface RepliesParts {
  readonly requests: Requests;
  readonly clock: Clock;
  /** Of edits, by workspace. */
  readonly edits: RateLimit;
  /** Of new messages, by channel. */
  readonly posts: RateLimit;
  readonly prefix: string;
}

/** A message to be put somewhere. */
export interface Placement {
  readonly reply: ReplyRef;
  /** Who asked. */
  readonly userId: string;
  /** `isNew`: not to mention anybody, because Slack notifies those whom a new message mentions. */
  readonly draw: (isNew: boolean) => MessageBody;
  /** Progress has waited for the limit when it comes here, and gives way; the others must arrive. */
  readonly kind: "first" | "progress" | "result";
  readonly signal: AbortSignal;
}

/** Where a new message may stand although the old one cannot be edited. */
const BEYOND_EDITING = ["reply.gone", "reply.forbidden", "reply.no_channel", "reply.not_member"] as const;
/** What keeps the bot out of a channel. */
export const NOT_HERE = ["reply.forbidden", "reply.no_channel", "reply.not_member"] as const;

/**
 * Puts it where the reply stands, or else into a new message (P6), and says where that is. Only a result follows a reply
 * that was deleted; progress throws `reply.gone`.
 * @throws RetryableError `reply.busy`; TerminalError `reply.nowhere`, …
 */
async function place(parts: RepliesParts, order: Placement): Promise<ReplyRef> {
  const { reply, kind } = order;
  if (reply.messageId !== null) {
    try {
      await edit(parts, order);
      return reply;
    } catch (error) {
      if (kind === "progress" || !isFault(error, ...BEYOND_EDITING)) throw error;
    }
  }
  const posted = await postNew(parts, order);
  // Nothing comes after a result that would say whose it is. It stands, whatever becomes of that.
  if (kind === "result") await edit(parts, { ...order, reply: posted }).catch(() => null);
  return posted;
}

/** A new message. @throws TerminalError `reply.nowhere`: none of the bot's own can stand anywhere */
export async function postNew(parts: RepliesParts, order: Placement): Promise<ReplyRef> {
  const { reply } = order;
  // What only one person was to see does not go to everybody.
  if (reply.ephemeral) throw new TerminalError("reply.unreachable");
  try {
    return replyAt(reply, reply.channelId, await postIn(parts, order, reply.channelId));
  } catch (error) {
    if (!isFault(error, ...NOT_HERE)) throw error;
    return await postDirectly(parts, order);
  }
}

const replyAt = (reply: ReplyRef, channelId: string, messageId: string): ReplyRef => ({
  ...reply,
  channelId,
  messageId,
});

/** In a private channel without the bot, or between two people, nothing of the bot's own can stand: it is told where it does. */
async function postDirectly(parts: RepliesParts, order: Placement): Promise<ReplyRef> {
  const { reply, userId, signal } = order;
  try {
    const channelId = await openDirect(parts, { teamId: reply.guildId, userId, signal });
    const posted = replyAt(reply, channelId, await postIn(parts, order, channelId));
    // Nothing that goes wrong with this sentence may lose the message that stands.
    if (channelId !== reply.channelId) {
      await sendEphemeral(parts, order, drawPage(ELSEWHERE, parts).body).catch(() => false);
    }
    return posted;
  } catch (error) {
    throw isFault(error, ...NOT_HERE) ? new TerminalError("reply.nowhere", { cause: error }) : error;
  }
}

interface Direct {
  readonly teamId: string;
  readonly userId: string;
  readonly signal: AbortSignal;
}

/** The direct message between the bot and a person. */
export async function openDirect(
  { requests }: Pick<RepliesParts, "requests">,
  { teamId, userId, signal }: Direct,
): Promise<string> {
  const method = "conversations.open";
  const opened = await requests.call<{ readonly channel: { readonly id: string } }>({
    teamId,
    method,
    signal,
    args: { users: userId },
    urgency: "result",
  });
  return opened.channel.id;
}

/**
 * Where no message of the bot's own can stand, the person alone is told, for as long as that is possible (P6).
 * @throws RetryableError `reply.busy`; TerminalError `reply.unreachable`
 */
export async function placeOrSendEphemeral(parts: RepliesParts, order: Placement): Promise<ReplyRef> {
  try {
    return await place(parts, order);
  } catch (error) {
    if (order.kind === "progress" || !isFault(error, "reply.nowhere")) throw error;
    if (await sendEphemeral(parts, order, order.draw(false))) return order.reply;
    throw new TerminalError("reply.unreachable", { cause: error });
  }
}

/** False: there is no way to. */
async function sendEphemeral(
  { requests, clock }: RepliesParts,
  { reply, signal }: Placement,
  body: MessageBody,
): Promise<boolean> {
  const { token, tokenExpiresAt } = reply;
  if (token === null || tokenExpiresAt === null || tokenExpiresAt <= clock.now()) return false;
  try {
    await requests.respond(token, { ...body, response_type: "ephemeral", replace_original: false }, signal);
    return true;
  } catch (error) {
    if (isFault(error, "reply.expired")) return false;
    throw error;
  }
}

/** With the limits of Slack waited out, a few times. */
const ATTEMPTS = 6;

/** All that a request needs to know. */
type Sending = Omit<Placement, "reply" | "userId"> & {
  readonly reply: Pick<ReplyRef, "guildId" | "channelId" | "messageId">;
};

/** Of a message that stands. */
export async function edit(parts: RepliesParts, { reply, draw, kind, signal }: Sending): Promise<void> {
  const { guildId: teamId, channelId, messageId } = reply;
  await withinLimit({ limit: parts.edits, key: teamId, waits: kind !== "progress", signal }, async () => {
    const args = { channel: channelId, ts: messageId, ...draw(false) };
    await parts.requests.call({ teamId, method: "chat.update", args, urgency: "progress", signal });
  });
}

/** Its timestamp. A public channel is joined for it. */
export async function postIn(parts: RepliesParts, order: Sending, channelId: string): Promise<string> {
  const { reply, signal } = order;
  return await joining(parts, { reply: { ...reply, channelId }, signal }, async () => {
    return await post(parts, order, channelId);
  });
}

interface Joining {
  readonly reply: Pick<ReplyRef, "guildId" | "channelId">;
  readonly signal: AbortSignal;
}

/** Joins a public channel that the bot is not in, and tries again. Elsewhere it has to be invited: `reply.forbidden`. */
export async function joining<T>(
  { requests }: Pick<RepliesParts, "requests">,
  { reply: { guildId: teamId, channelId: channel }, signal }: Joining,
  send: () => Promise<T>,
): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!isFault(error, "reply.not_member")) throw error;
    await requests.call({ teamId, method: "conversations.join", args: { channel }, urgency: "result", signal });
    return await send();
  }
}

async function post(parts: RepliesParts, { reply, draw, kind, signal }: Sending, channelId: string): Promise<string> {
  let ts = "";
  await withinLimit({ limit: parts.posts, key: channelId, waits: kind !== "progress", signal }, async () => {
    // Links in it are ours: Slack is not to fetch what they lead to, nor to show it below.
    const args = { channel: channelId, ...draw(true), unfurl_links: false, unfurl_media: false };
    const urgency = kind === "progress" ? "progress" : "result";
    const call = { teamId: reply.guildId, method: "chat.postMessage", args, urgency, signal } as const;
    ts = (await parts.requests.call<{ readonly ts: string }>(call)).ts;
  });
  return ts;
}

interface Waiting {
  readonly limit: RateLimit;
  readonly key: string;
  /** False: it has waited already, and comes back later when Slack is busy all the same. */
  readonly waits: boolean;
  readonly signal: AbortSignal;
}

/** A request that Slack limits by a wait of its own, which then holds for all who share the limit. */
async function withinLimit({ limit, key, waits, signal }: Waiting, send: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    if (waits) await limit.take(key, "urgent", signal);
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof RetryableError) || error.retryAfterMs === null) throw error;
      limit.pause(key, error.retryAfterMs);
      if (!waits || attempt === ATTEMPTS || signal.aborted) throw error;
    }
  }
}
