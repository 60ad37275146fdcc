import { isFault } from "../../../domain/errors/errors.ts";
import type { Delivered, Delivery } from "../../platform.ts";
import type { MediaFile } from "../../../domain/media.ts";
import { sayResult } from "../../../wording/card.ts";
import type { Linked } from "../../../wording/card.ts";
import type { MessageBody } from "../draw/message-body.ts";
import { drawCard } from "../draw/card.ts";
import type { Shared } from "../draw/card.ts";
import { placeOrSendEphemeral } from "./replies.ts";
import { shareInThread } from "./thread.ts";
import type { InThread, ThreadParts } from "./thread.ts";

/**
 * Media into the thread of the card, whose one last edit then says what they cost and where they are.
 * @throws RetryableError `reply.busy`; TerminalError `reply.unreachable`, once not even the person alone can be told
 */
export async function deliver(parts: ThreadParts, delivery: Delivery, signal: AbortSignal): Promise<Delivered> {
  const { card, files } = delivery;
  const { reply, permalinks } = await inThread(parts, delivery, signal);
  const shared: Shared[] = [];
  const links: Linked[] = [];
  for (const [index, file] of files.entries()) {
    const permalink = permalinks.get(index);
    const title = sayResult(file.kind, index + 1);
    if (permalink === undefined) links.push({ title, url: file.url, expiresAt: file.linkExpiresAt });
    else shared.push({ title, permalink });
  }
  const style = { now: parts.clock.now(), shared, links };
  const draw = (isNew: boolean): MessageBody => drawCard(card, { ...style, isNew });
  const placed = await placeOrSendEphemeral(parts, { reply, userId: card.userId, draw, kind: "result", signal });
  if (placed.messageId !== reply.messageId) await delivery.record(placed);
  return { reply: placed, attached: shared.length };
}

async function inThread(parts: ThreadParts, delivery: Delivery, signal: AbortSignal): Promise<InThread> {
  const { files, reply } = delivery;
  const nowhere = { reply, permalinks: new Map<number, string>() };
  if (reply.extraMessageIds.length === 0 && !files.some(hasBytes)) return nowhere;
  try {
    return await shareInThread(parts, delivery, signal);
  } catch (error) {
    // Where there is no card there is no thread, and every result is a link.
    if (!isFault(error, "reply.nowhere")) throw error;
    return nowhere;
  }
}

const hasBytes = ({ bytes }: MediaFile): boolean => bytes !== null;
