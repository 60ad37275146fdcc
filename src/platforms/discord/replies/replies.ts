// Which way leads to a reply: the interaction's token while it lives, then the bot's own, then a new message.

import type { APIMessage } from "discord.js";
import type { Clock } from "../../../domain/time/clock.ts";
import { RetryableError, TerminalError, isFault } from "../../../domain/errors/errors.ts";
import type { ReplyRef } from "../../../domain/messages/reply.ts";
import { LIMITS } from "../limits.ts";
import type { SendOptions, Requests } from "../api/requests.ts";
import type { PendingAnswers } from "./pending-answers.ts";
import type { Draw, Payload } from "../draw/message-body.ts";

export interface RepliesParts {
  readonly requests: Requests;
  readonly clock: Clock;
  readonly pendingAnswers: PendingAnswers;
}

/** A message to be put somewhere, and how. */
export interface Placement {
  readonly reply: ReplyRef;
  readonly draw: Draw;
  readonly options: SendOptions;
}

export interface Placed {
  /** Where it stands from now on. */
  readonly reply: ReplyRef;
  readonly message: APIMessage;
}

/** Where a new message may reach the person although the old one cannot be edited. */
const BEYOND_EDITING = ["reply.gone", "reply.forbidden", "reply.no_channel"] as const;

/**
 * Puts it where the reply stands, or else into a new message (P6). Only a result follows a reply that was deleted;
 * progress throws `reply.gone`.
 * @throws RetryableError `reply.busy`; TerminalError `reply.unreachable`, `reply.too_large`, …
 */
export async function place(parts: RepliesParts, { reply, draw, options }: Placement): Promise<Placed> {
  return await unlessBlocked(draw, async (payload) => {
    const edited = await editAnyway(parts, { reply, options, payload }).catch((error: unknown) => {
      if (options.urgency === "result" && isFault(error, ...BEYOND_EDITING)) return null;
      throw error;
    });
    return edited ?? (await postNew(parts, { reply, options, payload }));
  });
}

/** A message below the reply, and in answer to it where the bot may read what it answers to. */
export async function follow({ requests }: RepliesParts, { reply, draw, options }: Placement): Promise<Placed> {
  const message = await unlessBlocked(draw, async (payload) => {
    const message_reference = { message_id: reply.messageId, fail_if_not_exists: false };
    const { body, files } = payload();
    const below = reply.messageId === null ? body : { ...body, message_reference };
    try {
      return await requests.postMessage(reply.channelId, { body: below, files }, options);
    } catch (error) {
      if (!isFault(error, "reply.no_history")) throw error;
      return await requests.postMessage(reply.channelId, payload(), options);
    }
  });
  return { message, reply: replyAt(reply, message) };
}

/** AutoMod reads what the bot writes: a prompt it does not let through must not keep the result from the person. */
async function unlessBlocked<T>(draw: Draw, attempt: (payload: () => Payload) => Promise<T>): Promise<T> {
  try {
    return await attempt(() => draw(false));
  } catch (error) {
    if (!isFault(error, "reply.text_blocked")) throw error;
    return await attempt(() => draw(true));
  }
}

interface Attempt {
  readonly reply: ReplyRef;
  readonly options: SendOptions;
  readonly payload: () => Payload;
}

/** Null: there is no message that anybody could edit. */
async function editAnyway(parts: RepliesParts, attempt: Attempt): Promise<Placed | null> {
  await parts.pendingAnswers.wait(attempt.reply.token);
  return (await editByToken(parts, attempt)) ?? (await editByBot(parts, attempt));
}

/** Null: the token leads nowhere any more. */
async function editByToken(
  { requests, clock }: RepliesParts,
  { reply, options, payload }: Attempt,
): Promise<Placed | null> {
  const { token, tokenExpiresAt } = reply;
  if (token === null || tokenExpiresAt === null || tokenExpiresAt <= clock.now()) return null;
  try {
    const message = await requests.editOriginal(token, payload(), options);
    return { reply: { ...reply, messageId: message.id }, message };
  } catch (error) {
    if (isFault(error, "reply.expired")) return null;
    if (!isFault(error, "reply.unacknowledged")) throw error;
    // Another process may be answering this very moment; past the deadline nobody ever will.
    const age = clock.now() - (tokenExpiresAt - LIMITS.tokenMs);
    if (age < LIMITS.answerMs) throw new RetryableError("reply.busy", { retryAfterMs: LIMITS.answerMs - age });
    return null;
  }
}

/** Null: it is not known which message it would be, or only one person sees it. */
async function editByBot({ requests }: RepliesParts, { reply, options, payload }: Attempt): Promise<Placed | null> {
  const { messageId, ephemeral } = reply;
  if (messageId === null || ephemeral) return null;
  const message = await requests.editMessage({ ...reply, messageId }, payload(), options);
  return { reply: replyAt(reply, message), message };
}

async function postNew({ requests }: RepliesParts, { reply, options, payload }: Attempt): Promise<Placed> {
  // What only one person was to see does not go to everybody.
  if (reply.ephemeral) throw new TerminalError("reply.unreachable");
  try {
    const message = await requests.postMessage(reply.channelId, payload(), options);
    return { reply: replyAt(reply, message), message };
  } catch (error) {
    if (isFault(error, ...BEYOND_EDITING)) throw new TerminalError("reply.unreachable", { cause: error });
    throw error;
  }
}

/** From here on only the bot's own token edits it. */
const replyAt = (reply: ReplyRef, { id }: APIMessage): ReplyRef => ({
  ...reply,
  messageId: id,
  token: null,
  tokenExpiresAt: null,
});
