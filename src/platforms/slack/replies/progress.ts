import { isFault } from "../../../domain/errors/errors.ts";
import type { Card } from "../../../domain/messages/card.ts";
import { replyKey } from "../../../domain/messages/reply.ts";
import type { ReplyRef } from "../../../domain/messages/reply.ts";
import type { EditQueue } from "../../edit-queue.ts";
import { drawCard } from "../draw/card.ts";
import { placeOrSendEphemeral } from "./replies.ts";
import type { Placement, RepliesParts } from "./replies.ts";

export interface Showing {
  readonly reply: ReplyRef;
  readonly card: Card;
  readonly signal: AbortSignal;
}

type ShowParts = RepliesParts & { readonly lanes: EditQueue };

/** Draws progress where the reply stands, once the edit queue lets it: an end is delivered. */
export async function show(parts: ShowParts, showing: Showing): Promise<ReplyRef> {
  const { reply, card, signal } = showing;
  const send = async (at: ReplyRef): Promise<ReplyRef> => {
    try {
      return await draw(parts, { ...showing, reply: at }, "progress");
    } catch (error) {
      // Whoever deletes a reply does not want to watch it: only a result comes back.
      if (!isFault(error, "reply.gone")) throw error;
      return at;
    }
  };
  return await parts.lanes.progress(replyKey(card.generationId, reply), reply, { signal, send });
}

/** The answer to a command: the card's own message, unless progress or a result has made it already. */
export async function showFirst(parts: ShowParts, showing: Showing): Promise<ReplyRef> {
  const { reply, card } = showing;
  return await parts.lanes.first(
    replyKey(card.generationId, reply),
    reply,
    async () => await draw(parts, showing, "first"),
  );
}

async function draw(parts: RepliesParts, showing: Showing, kind: Placement["kind"]): Promise<ReplyRef> {
  const { reply, card, signal } = showing;
  const style = { now: parts.clock.now(), shared: [], links: [] };
  const order = {
    reply,
    userId: card.userId,
    draw: (isNew: boolean) => drawCard(card, { ...style, isNew }),
    kind,
    signal,
  };
  return await placeOrSendEphemeral(parts, order);
}
