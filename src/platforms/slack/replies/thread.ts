// Results, shared in the thread of their card.
//
//   P4. The IDs of the files are in the row before Slack shows them: whoever repeats it asks Slack whether they are shared,
//       and shares the very same files if they are not. So a kill at any moment shows no result twice.

import { isFault } from "../../../domain/errors/errors.ts";
import type { ReplyRef } from "../../../domain/messages/reply.ts";
import { fitFile } from "../../fit-file.ts";
import { FAILURES_BEFORE_LINKS } from "../../platform.ts";
import type { Delivery } from "../../platform.ts";
import type { MediaFile } from "../../../domain/media.ts";
import { sayResult } from "../../../wording/card.ts";
import type { MessageBody } from "../draw/message-body.ts";
import { drawCard } from "../draw/card.ts";
import type { UploadLimits } from "./upload-limits.ts";
import { joining, NOT_HERE, postNew } from "./replies.ts";
import type { RepliesParts } from "./replies.ts";
import { share, upload, whereAre } from "./upload.ts";

export interface ThreadParts extends RepliesParts {
  readonly uploadLimits: UploadLimits;
}

export interface InThread {
  readonly reply: ReplyRef;
  /** Where each result stands that is seen in Slack, by its position from 0. */
  readonly permalinks: ReadonlyMap<number, string>;
}

/** As many as people's own clients put into one message. */
const FILES_A_MESSAGE = 10;
/** In the place of a file's ID: it could not be uploaded. */
const LINKED = "-";

/** @throws RetryableError; TerminalError `reply.nowhere` where there is no card that a thread could hang on */
export async function shareInThread(parts: ThreadParts, delivery: Delivery, signal: AbortSignal): Promise<InThread> {
  const { files } = delivery;
  const permalinks = new Map<number, string>();
  let reply = delivery.reply.messageId === null ? await postCard(parts, delivery, signal) : delivery.reply;
  for (let from = 0; from < files.length; from += FILES_A_MESSAGE) {
    const batch = { from, files: files.slice(from, from + FILES_A_MESSAGE) };
    const done = await shareBatch(parts, { delivery: { ...delivery, reply }, batch, signal });
    reply = done.reply;
    for (const [position, permalink] of done.permalinks) permalinks.set(position, permalink);
  }
  return { reply, permalinks };
}

/** What goes into one message, and where it begins among all results. */
interface Batch {
  readonly from: number;
  readonly files: readonly MediaFile[];
}

interface Step {
  readonly delivery: Delivery;
  readonly batch: Batch;
  readonly signal: AbortSignal;
}

async function shareBatch(parts: ThreadParts, step: Step): Promise<InThread> {
  const { batch, delivery } = step;
  const isRepeat = delivery.reply.extraMessageIds.length > batch.from;
  const once = await shareOnce(parts, step, isRepeat);
  // Now and then Slack takes a file and never shows it: then it has to be another one.
  if (!once.isForgotten || !batch.files.some(({ bytes }) => bytes !== null)) return once;
  return await shareOnce(parts, { ...step, delivery: { ...delivery, reply: once.reply } }, false);
}

interface Shared extends InThread {
  /** Slack is through with the files, and shows none of them. */
  readonly isForgotten: boolean;
}

async function shareOnce(parts: ThreadParts, step: Step, isRepeat: boolean): Promise<Shared> {
  const { batch, delivery, signal } = step;
  const by = { teamId: delivery.reply.guildId, signal };
  let reply = isRepeat ? delivery.reply : await uploadBatch(parts, step);
  const ids = reply.extraMessageIds.slice(batch.from, batch.from + batch.files.length);
  const [first, ...others] = ids.filter((id) => id !== LINKED);
  if (first === undefined) return { reply, permalinks: new Map(), isForgotten: false };
  const isShared =
    isRepeat && (await whereAre(parts, { ids: [first], checks: "few" }, by)).get(first)?.kind === "shared";
  const sharedIn = isShared ? reply : await shareUploaded(parts, { ...step, delivery: { ...delivery, reply } });
  if (sharedIn === null) return { reply, permalinks: new Map(), isForgotten: false };
  reply = sharedIn;
  const found = await whereAre(parts, { ids: [first, ...others], checks: "many" }, by);
  const permalinks = new Map<number, string>();
  for (const [index, id] of ids.entries()) {
    const where = found.get(id);
    if (where?.kind === "shared") permalinks.set(batch.from + index, where.permalink);
  }
  const isForgotten = [...found.values()].every(({ kind }) => kind === "looked-at" || kind === "gone");
  return { reply, permalinks, isForgotten };
}

/** With the files' IDs in the row, but nobody sees them yet. */
async function uploadBatch(parts: ThreadParts, { batch, delivery, signal }: Step): Promise<ReplyRef> {
  const { reply, record, shrink, failures = 0 } = delivery;
  const ids: string[] = [];
  for (const file of batch.files) ids.push(await uploadFitting(parts, { file, reply, shrink, failures }, signal));
  const before = reply.extraMessageIds.slice(0, batch.from);
  const after = reply.extraMessageIds.slice(batch.from + ids.length);
  const next = { ...reply, extraMessageIds: [...before, ...ids, ...after] };
  await record(next);
  return next;
}

interface Fitting {
  readonly file: MediaFile;
  readonly reply: ReplyRef;
  readonly shrink: Delivery["shrink"];
  readonly failures: number;
}

/** Each refusal halves what is tried next: from a gigabyte to a megabyte. */
const ATTEMPTS = 10;

/** As much of it as the workspace takes; `LINKED` when that is nothing. */
async function uploadFitting(
  parts: ThreadParts,
  { file, reply, shrink, failures }: Fitting,
  signal: AbortSignal,
): Promise<string> {
  const { uploadLimits } = parts;
  const teamId = reply.guildId;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const fitting = await fitFile(file, Math.min(reply.maxFileBytes, await uploadLimits.of(teamId)), shrink);
    if (fitting === null) return LINKED;
    try {
      return await upload(parts, fitting, { teamId, signal });
    } catch (error) {
      // Slack may well be up, and break on this very file alone.
      if (isFault(error, "reply.busy") && failures >= FAILURES_BEFORE_LINKS) return LINKED;
      if (isFault(error, "reply.too_large")) await uploadLimits.learn(teamId, fitting.bytes.byteLength);
      else if (isFault(error, ...NO_FILES)) return LINKED;
      else throw error;
    }
  }
  return LINKED;
}

/** Where there is no hope for a file, but some for a link to it. */
const NO_FILES = ["reply.no_uploads", "reply.forbidden", "reply.rejected"] as const;

/** Shares what the row has; null: the workspace takes no files any more. */
async function shareUploaded(parts: ThreadParts, { batch, delivery, signal }: Step): Promise<ReplyRef | null> {
  const { reply } = delivery;
  const files = batch.files.flatMap(({ kind }, index) => {
    const id = reply.extraMessageIds[batch.from + index] ?? LINKED;
    return id === LINKED ? [] : [{ id, title: sayResult(kind, batch.from + index + 1) }];
  });
  const into = async (card: ReplyRef): Promise<void> => {
    const sharing = { files, channelId: card.channelId, threadTs: card.messageId };
    await joining(parts, { reply: card, signal }, async () => {
      await share(parts, sharing, { teamId: card.guildId, signal });
    });
  };
  try {
    await into(reply);
    return reply;
  } catch (error) {
    // It was shared before: where it is seen is asked next.
    if (isFault(error, "reply.no_file")) return reply;
    if (isFault(error, "reply.no_uploads", "reply.too_large")) return null;
    // The card is gone, or the bot is out of its channel: a new card comes first.
    if (!isFault(error, "reply.gone", ...NOT_HERE)) throw error;
  }
  const moved = await postCard(parts, { ...delivery, reply }, signal);
  await into(moved);
  return moved;
}

/** A card for the thread to hang on, which says where the results are once they are there. */
async function postCard(parts: ThreadParts, delivery: Delivery, signal: AbortSignal): Promise<ReplyRef> {
  const { card, record, reply } = delivery;
  const style = { now: parts.clock.now(), shared: [], links: [] };
  const draw = (isNew: boolean): MessageBody => drawCard(card, { ...style, isNew });
  const posted = await postNew(parts, { reply, userId: card.userId, draw, kind: "result", signal });
  await record(posted);
  return posted;
}
