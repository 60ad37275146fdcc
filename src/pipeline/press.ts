import { UserError } from "../domain/errors.ts";
import type { Generation } from "../domain/generation.ts";
import type { Press } from "../domain/invocation.ts";
import type { ReplyRef } from "../domain/reply.ts";
import type { Answer } from "../surfaces/surface.ts";
import { accept } from "./accept.ts";
import { cardOf } from "./card-of.ts";
import type { Parts } from "./parts.ts";

type PressParts = Pick<Parts, "catalog" | "clock" | "policy" | "prices" | "queue" | "store">;

/**
 * What a button on a card does. *Run again* and *Edit* are anybody's, at their own cost; *Cancel* is its owner's.
 * @throws UserError `generation.unknown`, `generation.not_yours`, `generation.too_late_to_cancel`, and those of `accept`
 */
export async function press(parts: PressParts, event: Press, reply: ReplyRef): Promise<Answer> {
  const { catalog, store } = parts;
  const generation = await store.get(event.generationId);
  if (generation === null || !isHere(generation, event)) throw new UserError("generation.unknown");
  switch (event.action) {
    case "cancel":
      return await cancel(parts, generation, event);
    case "again": {
      const { command, values } = generation;
      const next = await accept(parts, { ...event, command, values }, reply);
      return { kind: "card", card: cardOf(next, catalog) };
    }
    case "edit": {
      const { command, values } = generation;
      return { kind: "form", form: { command, values, options: catalog.options(command) } };
    }
  }
}

async function cancel({ catalog, clock, store }: PressParts, generation: Generation, event: Press): Promise<Answer> {
  if (generation.userId !== event.userId && !event.isAdmin) throw new UserError("generation.not_yours");
  const cancelled = await store.cancel(generation.id, clock.now());
  const now = await store.get(generation.id);
  const isCancelled = now !== null && "outcome" in now.state && now.state.outcome.kind === "cancelled";
  if (!cancelled && !isCancelled) throw new UserError("generation.too_late_to_cancel");
  return { kind: "redraw", card: cardOf(now ?? generation, catalog) };
}

/** A card never acts across guilds, whatever a forged button carries. */
const isHere = (generation: Generation, { platform, guildId }: Press): boolean =>
  generation.platform === platform && generation.guildId === guildId;
