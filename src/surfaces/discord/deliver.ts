// A result on its way into the reply. Everything here can be repeated: the first message is edited, the further ones are
// recorded as they are posted, and a nonce catches a repeat in between (P4).

import type { ReplyRef } from "../../domain/reply.ts";
import type { Delivered, Delivery, MediaFile } from "../surface.ts";
import { sayFurther, sayResult } from "../wording-card.ts";
import type { Linked } from "../wording-card.ts";
import { drawCard, drawFurther } from "./card.ts";
import type { Ceilings } from "./ceilings.ts";
import { isFault } from "./fault.ts";
import { batches, fit } from "./fit.ts";
import type { Batch, Fitted } from "./fit.ts";
import { nonceOf } from "./nonce.ts";
import { edit, follow, place } from "./replies.ts";
import type { Placed, RepliesParts } from "./replies.ts";
import type { Placing } from "./requests.ts";
import { keptOf, putUploads } from "./upload.ts";

export interface DeliverParts extends RepliesParts {
  readonly ceilings: Ceilings;
}

/** @throws RetryableError `reply.busy`; TerminalError `reply.unreachable`, once not even links get through */
export async function deliver(parts: DeliverParts, delivery: Delivery, signal: AbortSignal): Promise<Delivered> {
  const [first, ...further] = batches(delivery.files);
  const main = await deliverCard(parts, { delivery, batch: first, signal });
  let { reply } = main.placed;
  if (isElsewhere(reply, delivery.reply)) await delivery.record(reply);
  let attached = main.fitted.uploads.length;
  const homeless: Linked[] = [];
  for (const [index, batch] of further.entries()) {
    if (reply.extraMessageIds[index] !== undefined) {
      attached += batch.files.filter(({ bytes }) => bytes !== null).length;
      continue;
    }
    const put = await deliverFurther(parts, { delivery: { ...delivery, reply }, batch, signal }, index);
    if (put === null) {
      homeless.push(...linksOf(batch));
      continue;
    }
    reply = { ...reply, extraMessageIds: [...reply.extraMessageIds, put.messageId] };
    await delivery.record(reply);
    attached += put.attached;
  }
  if (homeless.length > 0)
    await addLinks(parts, { ...main, placed: { ...main.placed, reply } }, { delivery, homeless, signal });
  return { reply, attached };
}

interface Step {
  readonly delivery: Delivery;
  readonly batch: Batch;
  readonly signal: AbortSignal;
}

interface Main {
  readonly placed: Placed;
  readonly fitted: Fitted;
}

const placingOf = ({ card }: Delivery, position: number, signal: AbortSignal): Placing => ({
  urgency: "result",
  nonce: nonceOf(card.generationId, String(position)),
  signal,
});

async function deliverCard(parts: DeliverParts, step: Step): Promise<Main> {
  const { delivery, signal } = step;
  const placing = placingOf(delivery, 0, signal);
  return await fitting(parts, step, async (fitted) => {
    const placed = await putUploads(fitted, {
      draw: (files, withheld) => {
        return drawCard(delivery.card, { now: parts.clock.now(), files, links: fitted.links, withheld });
      },
      first: async (draw) => await place(parts, { reply: delivery.reply, draw, placing }),
      next: async (before, draw) => await edit(parts, { reply: before.reply, draw, placing }),
    });
    return { placed, fitted };
  });
}

interface FurtherPut {
  readonly messageId: string;
  readonly attached: number;
}

/** Null when the bot may not post here. */
async function deliverFurther(parts: DeliverParts, step: Step, index: number): Promise<FurtherPut | null> {
  const { delivery, batch, signal } = step;
  const { reply, files } = delivery;
  const placing = placingOf(delivery, index + 1, signal);
  const title = sayFurther(batch.from, batch.from + batch.files.length - 1, files.length);
  let posted: Placed | null = null;
  try {
    return await fitting(parts, step, async (fitted) => {
      const { message } = await putUploads(fitted, {
        draw: (shown) => drawFurther(title, { files: shown, links: fitted.links }),
        first: async (draw) => {
          posted =
            posted === null
              ? await follow(parts, { reply, draw, placing })
              : await edit(parts, { reply: posted.reply, draw, placing });
          return posted;
        },
        next: async (before, draw) => await edit(parts, { reply: before.reply, draw, placing }),
      });
      return { messageId: message.id, attached: fitted.uploads.length };
    });
  } catch (error) {
    if (isFault(error, "reply.forbidden", "reply.no_channel")) return null;
    throw error;
  }
}

/** Ceilings come in five steps; whoever needs more gets links. */
const ATTEMPTS = 6;
/** Where there is no hope for a file, but some for a link to it. */
const NOT_THE_FILES = ["reply.no_uploads", "reply.forbidden", "reply.unreachable", "reply.rejected"] as const;

/** Puts as much of a batch as Discord takes, and learns from what it does not. */
async function fitting<T>(
  { ceilings }: DeliverParts,
  { delivery, batch }: Step,
  put: (fitted: Fitted) => Promise<T>,
): Promise<T> {
  const { guildId, maxFileBytes } = delivery.reply;
  let linksOnly = false;
  for (let attempt = 1; ; attempt += 1) {
    const ceiling = linksOnly ? 0 : Math.min(maxFileBytes, await ceilings.of(guildId));
    const fitted = await fit(batch, ceiling, delivery.shrink);
    try {
      return await put(fitted);
    } catch (error) {
      const { uploads } = fitted;
      if (uploads.length === 0) throw error;
      if (isFault(error, "reply.too_large")) {
        await ceilings.learn(guildId, Math.max(...uploads.map(({ bytes }) => bytes.byteLength)));
      } else if (isFault(error, ...NOT_THE_FILES)) linksOnly = true;
      // Deleted between two portions: the next attempt posts it anew.
      else if (!isFault(error, "reply.gone")) throw error;
      linksOnly ||= attempt >= ATTEMPTS;
    }
  }
}

interface Adding {
  readonly delivery: Delivery;
  readonly homeless: readonly Linked[];
  readonly signal: AbortSignal;
}

/** Results that found no message of their own are told of on the card (P5). */
async function addLinks(
  parts: DeliverParts,
  { placed, fitted }: Main,
  { delivery, homeless, signal }: Adding,
): Promise<void> {
  const links = [...fitted.links, ...homeless];
  const attachments = keptOf(placed.message, fitted.uploads);
  const look = { now: parts.clock.now(), files: fitted.uploads, links };
  await edit(parts, {
    reply: placed.reply,
    draw: (withheld) => ({ body: { ...drawCard(delivery.card, { ...look, withheld }), attachments }, files: [] }),
    placing: placingOf(delivery, 0, signal),
  });
}

const linksOf = ({ files, from }: Batch): readonly Linked[] =>
  files.map(({ kind, url, linkExpiresAt }: MediaFile, index) => ({
    title: sayResult(kind, from + index),
    url,
    expiresAt: linkExpiresAt,
  }));

const isElsewhere = (a: ReplyRef, b: ReplyRef): boolean => a.messageId !== b.messageId || a.token !== b.token;
