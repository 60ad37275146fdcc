import type { Card } from "../domain/messages/card.ts";
import type { Generation } from "../domain/generation.ts";
import { within } from "../domain/time/within.ts";
import type { AcceptParts } from "../pipeline/accept.ts";
import { cardOf } from "../pipeline/card-of.ts";

/** Somebody waits for the answer: one that says no position is better than one that is late. */
const PATIENCE_MS = 500;

/** The card that answers a command: where the run has to wait, with its position in the queue. */
export async function firstCard(parts: AcceptParts, generation: Generation): Promise<Card> {
  const { clock, queue } = parts;
  const card = cardOf(generation, parts);
  const { id: generationId, guildId } = generation;
  const pending = queue.position({ generationId, guildId });
  const position = await within(clock, PATIENCE_MS, pending).catch(() => null);
  if (position === null || card.status.kind !== "held") return card;
  return { ...card, status: { ...card.status, position } };
}
