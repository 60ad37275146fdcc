import type { Card } from "../../domain/card.ts";
import type { ReplyRef } from "../../domain/reply.ts";
import type { Edits } from "../edits.ts";
import { drawCard } from "./card.ts";
import { isFault } from "./fault.ts";
import { nonceOf } from "./nonce.ts";
import { place } from "./replies.ts";
import type { RepliesParts } from "./replies.ts";

export interface Showing {
  readonly reply: ReplyRef;
  readonly card: Card;
  readonly signal: AbortSignal;
}

/** Draws the card where the reply stands: progress when its turn comes, an end at once. */
export async function show(parts: RepliesParts & { readonly edits: Edits }, showing: Showing): Promise<ReplyRef> {
  const { reply, card, signal } = showing;
  if (isOver(card)) {
    const send = async (at: ReplyRef) => ({ reply: await draw(parts, { ...showing, reply: at }) });
    return (await parts.edits.result(card.generationId, reply, send)).reply;
  }
  const send = async (at: ReplyRef): Promise<ReplyRef> => {
    try {
      return await draw(parts, { ...showing, reply: at });
    } catch (error) {
      // Whoever deletes a reply does not want to watch it: only a result comes back.
      if (!isFault(error, "reply.gone")) throw error;
      return at;
    }
  };
  return await parts.edits.progress(card.generationId, reply, { signal, send });
}

async function draw(parts: RepliesParts, { reply, card, signal }: Showing): Promise<ReplyRef> {
  const look = { files: [], links: [], now: parts.clock.now() };
  const urgency = isOver(card) ? "result" : "progress";
  const placed = await place(parts, {
    reply,
    placing: { urgency, nonce: nonceOf(card.generationId, urgency === "result" ? "0" : "p"), signal },
    draw: (withheld) => ({ body: drawCard(card, { ...look, withheld }), files: [] }),
  });
  return placed.reply;
}

const isOver = ({ status }: Card): boolean => status.kind !== "held" && status.kind !== "running";
