import { isFault } from "../../../domain/errors/errors.ts";
import type { Card } from "../../../domain/messages/card.ts";
import { replyKey } from "../../../domain/messages/reply.ts";
import type { ReplyRef } from "../../../domain/messages/reply.ts";
import type { EditQueue } from "../../edit-queue.ts";
import { drawCard } from "../draw/card.ts";
import { nonceOf } from "./nonce.ts";
import { place } from "./replies.ts";
import type { RepliesParts } from "./replies.ts";

export interface Showing {
  readonly reply: ReplyRef;
  readonly card: Card;
  readonly signal: AbortSignal;
}

/** Draws the card where the reply stands, once the edit queue lets it: it is progress, whose newest is enough. */
export async function show(parts: RepliesParts & { readonly edits: EditQueue }, showing: Showing): Promise<ReplyRef> {
  const { reply, card, signal } = showing;
  const send = async (at: ReplyRef): Promise<ReplyRef> => {
    try {
      return await draw(parts, { ...showing, reply: at });
    } catch (error) {
      // Whoever deletes a reply does not want to watch it: only a result comes back.
      if (!isFault(error, "reply.gone")) throw error;
      return at;
    }
  };
  return await parts.edits.progress(replyKey(card.generationId, reply), reply, { signal, send });
}

async function draw(parts: RepliesParts, { reply, card, signal }: Showing): Promise<ReplyRef> {
  const style = { files: [], links: [], now: parts.clock.now() };
  const placed = await place(parts, {
    reply,
    options: { urgency: "progress", nonce: nonceOf(replyKey(card.generationId, reply), "p"), signal },
    draw: (withheld) => ({ body: drawCard(card, { ...style, withheld }), files: [] }),
  });
  return placed.reply;
}
