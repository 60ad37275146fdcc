// A result on its way into the reply. Everything here can be repeated: the first message is edited, the further ones are
// recorded as they are posted, and a nonce catches a repeat in between (P4).

import { isFault } from "../../../domain/errors/errors.ts";
import { replyKey } from "../../../domain/messages/reply.ts";
import type { ReplyRef } from "../../../domain/messages/reply.ts";
import { FAILURES_BEFORE_LINKS } from "../../platform.ts";
import type { Delivered, Delivery } from "../../platform.ts";
import { sayFurther, sayResult } from "../../../wording/card.ts";
import type { Linked } from "../../../wording/card.ts";
import { drawCard, drawFurther } from "../draw/card.ts";
import type { UploadLimit, UploadLimits } from "./upload-limits.ts";
import { batches, fit } from "./fit.ts";
import type { Batch } from "./fit.ts";
import type { Fitted } from "../draw/with-uploads.ts";
import { nonceOf } from "./nonce.ts";
import { follow, place } from "./replies.ts";
import type { RepliesParts } from "./replies.ts";
import type { SendOptions } from "../api/requests.ts";
import { withUploads } from "../draw/with-uploads.ts";

export interface DeliverParts extends RepliesParts {
  readonly uploadLimits: UploadLimits;
}

interface Step {
  readonly delivery: Delivery;
  readonly signal: AbortSignal;
}

/** @throws RetryableError `reply.busy`; TerminalError `reply.unreachable`, once not even links get through */
export async function deliver(parts: DeliverParts, delivery: Delivery, signal: AbortSignal): Promise<Delivered> {
  const { editBytes } = await parts.uploadLimits.of(delivery.reply.guildId);
  const main = await deliverCard(parts, { delivery, signal }, []);
  let { reply, attached } = main;
  // Where less fits than a moment ago, the further messages of an earlier attempt hold other results than these will.
  if ((await parts.uploadLimits.of(reply.guildId)).editBytes !== editBytes) reply = { ...reply, extraMessageIds: [] };
  if (isElsewhere(reply, delivery.reply)) await delivery.record(reply);
  const homeless: Linked[] = [];
  for (const [index, batch] of main.further.entries()) {
    if (reply.extraMessageIds[index] !== undefined) {
      attached += batch.files.filter(({ bytes }) => bytes !== null).length;
      continue;
    }
    const put = await deliverFurther(parts, { delivery: { ...delivery, reply }, signal }, batch);
    if (put === null) homeless.push(...linksOf(batch));
    else {
      attached += put.attached;
      reply = { ...reply, extraMessageIds: [...reply.extraMessageIds, put.messageId] };
      await delivery.record(reply);
    }
  }
  // Results that found no message of their own are told of on the card (P5).
  if (homeless.length > 0) await deliverCard(parts, { delivery: { ...delivery, reply }, signal }, homeless);
  return { reply, attached };
}

interface Main {
  readonly reply: ReplyRef;
  readonly attached: number;
  /** Results for which the card's own message has no room. */
  readonly further: readonly Batch[];
}

async function deliverCard(parts: DeliverParts, step: Step, homeless: readonly Linked[]): Promise<Main> {
  const { reply, files, card } = step.delivery;
  return await fitting(parts, step, {
    split: ({ editBytes }) => batches(files, { fileBytes: reply.maxFileBytes, editBytes }),
    put: async (fitted, further) => {
      const style = { now: parts.clock.now(), files: fitted.uploads, links: [...fitted.links, ...homeless] };
      const draw = withUploads(fitted, (withheld) => drawCard(card, { ...style, withheld }));
      const placed = await place(parts, { reply, draw, options: sendOptionsOf(step, 0) });
      return { reply: placed.reply, attached: fitted.uploads.length, further };
    },
  });
}

interface FurtherPut {
  readonly messageId: string;
  readonly attached: number;
}

/** Null when the bot may not post here. */
async function deliverFurther(parts: DeliverParts, step: Step, batch: Batch): Promise<FurtherPut | null> {
  const { reply, files } = step.delivery;
  const title = sayFurther(batch.from, batch.from + batch.files.length - 1, files.length);
  try {
    return await fitting(parts, step, {
      split: () => [batch],
      put: async (fitted) => {
        const draw = withUploads(fitted, () => drawFurther(title, { files: fitted.uploads, links: fitted.links }));
        const { message } = await follow(parts, { reply, draw, options: sendOptionsOf(step, batch.from) });
        return { messageId: message.id, attached: fitted.uploads.length };
      },
    });
  } catch (error) {
    if (isFault(error, "reply.forbidden", "reply.no_channel")) return null;
    throw error;
  }
}

/** `from`: the first result in the message, so that other results never pass for a repeat of it. */
const sendOptionsOf = ({ delivery: { card, reply }, signal }: Step, from: number): SendOptions => ({
  urgency: "result",
  nonce: nonceOf(replyKey(card.generationId, reply), String(from)),
  signal,
});

/** Limits come in a few steps; whoever needs more gets links. */
const ATTEMPTS = 6;
/** Where there is no hope for a file, but some for a link to it. */
const NOT_THE_FILES = ["reply.no_uploads", "reply.forbidden", "reply.unreachable", "reply.rejected"] as const;

interface Fitting<T> {
  /** What goes into this message, and what is left for others. */
  readonly split: (limit: UploadLimit) => readonly [Batch, ...Batch[]];
  readonly put: (fitted: Fitted, further: readonly Batch[]) => Promise<T>;
}

/** Puts as much as Discord takes into one message, and learns from what it does not. */
async function fitting<T>({ uploadLimits }: DeliverParts, { delivery }: Step, { split, put }: Fitting<T>): Promise<T> {
  const { guildId, maxFileBytes } = delivery.reply;
  for (let attempt = 1, linksOnly = false; ; attempt += 1) {
    const limit = await uploadLimits.of(guildId);
    const [batch, ...further] = split(limit);
    const fitted = await fit(batch, linksOnly ? 0 : Math.min(maxFileBytes, limit.fileBytes), delivery.shrink);
    try {
      return await put(fitted, further);
    } catch (error) {
      const sizes = fitted.uploads.map(({ bytes }) => bytes.byteLength);
      if (sizes.length === 0) throw error;
      if (isFault(error, "reply.too_large")) await uploadLimits.learn(guildId, sizes);
      else if (isFault(error, ...NOT_THE_FILES) || isHopeless(error, delivery)) linksOnly = true;
      else throw error;
      linksOnly ||= attempt >= ATTEMPTS;
    }
  }
}

/** The platform may well be up, and break on these very files alone. */
const isHopeless = (error: unknown, { failures = 0 }: Delivery): boolean =>
  isFault(error, "reply.busy") && failures >= FAILURES_BEFORE_LINKS;

const linksOf = ({ files, from }: Batch): readonly Linked[] =>
  files.map(({ kind, url, linkExpiresAt }, index) => ({
    title: sayResult(kind, from + index),
    url,
    expiresAt: linkExpiresAt,
  }));

const isElsewhere = (a: ReplyRef, b: ReplyRef): boolean => a.messageId !== b.messageId || a.token !== b.token;
