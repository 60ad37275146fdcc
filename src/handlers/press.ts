import { UserError } from "../domain/errors/errors.ts";
import type { Generation } from "../domain/generation.ts";
import type { CardAction, Press, RunPress } from "../domain/messages/invocation.ts";
import type { ReplyRef } from "../domain/messages/reply.ts";
import type { Answer } from "../platforms/platform.ts";
import type { AcceptParts } from "../pipeline/accept.ts";
import type { Parts } from "../pipeline/parts.ts";
import { startRun } from "./start-run.ts";
import { bringBack } from "./bring-back.ts";
import { cardOf } from "../pipeline/card-of.ts";
import { declineQuestion, acceptQuestion } from "./answer-question.ts";
import type { ListParts } from "./list-runs.ts";
import { turnPage } from "./list-runs.ts";
import { offeredModels } from "../catalog/offered-models.ts";

/**
 * What a button does, on a card, on a question or in a list.
 * @throws UserError `generation.unknown`, `generation.not_yours`, `generation.too_late_to_cancel`, `press.expired`,
 * `command.off`, `run.pressed_twice`, and those of `accept`
 */
export async function press(
  parts: AcceptParts & ListParts & Pick<Parts, "generator">,
  event: Press,
  reply: ReplyRef,
): Promise<Answer> {
  switch (event.action) {
    case "run":
      return await acceptQuestion(parts, event, reply);
    case "decline":
      return await declineQuestion(parts, event, reply);
    case "list":
      return { kind: "runs", list: await turnPage(parts, event) };
    case "bring":
      return await bringBack(parts, event, reply);
    case "cancel":
    case "again":
    case "edit":
      return await pressCard(parts, { ...event, action: event.action }, reply);
  }
}

type CardPress = RunPress & { readonly action: CardAction };

/** *Run again* and *Edit* are anybody's, at their own cost; *Cancel* is its owner's. */
async function pressCard(parts: AcceptParts, event: CardPress, reply: ReplyRef): Promise<Answer> {
  const { catalog, store } = parts;
  const generation = await store.get(event.generationId);
  if (generation === null || !isHere(generation, event)) throw new UserError("generation.unknown");
  switch (event.action) {
    case "cancel":
      return await cancel(parts, generation, event);
    case "again": {
      await mustBeFirst(parts, event);
      const { command, values } = generation;
      return await startRun(parts, { ...event, command, values }, reply);
    }
    case "edit": {
      const { command, values } = generation;
      const offer = offeredModels(catalog, await store.rules(event.platform, event.guildId));
      if (offer.forCommand(command).length === 0) throw new UserError("command.off", { detail: { command } });
      return { kind: "form", form: { command, values, options: offer.options(command) } };
    }
  }
}

async function cancel(parts: AcceptParts, generation: Generation, event: RunPress): Promise<Answer> {
  const { clock, store } = parts;
  if (generation.userId !== event.userId && !event.isAdmin)
    throw new UserError("generation.not_yours", { detail: { of: "run" } });
  const cancelled = await store.cancel(generation.id, clock.now());
  const now = await store.get(generation.id);
  const isCancelled = now !== null && "outcome" in now.state && now.state.outcome.kind === "cancelled";
  if (!cancelled && !isCancelled) throw new UserError("generation.too_late_to_cancel");
  return { kind: "redraw", card: cardOf(now ?? generation, parts) };
}

/** Nobody presses the same button again on purpose within so few seconds: the first press is the one that counts. */
const TWICE_MS = 5_000;

/** @throws UserError `run.pressed_twice` */
async function mustBeFirst({ store }: AcceptParts, event: CardPress): Promise<void> {
  const { action, generationId, interactionId, platform, userId } = event;
  const key = `press:${platform}:${userId}:${action}:${generationId}`;
  await store.keyValue.change<string>(key, (known) => known ?? interactionId, TWICE_MS);
  if ((await store.keyValue.get<string>(key)) !== interactionId) throw new UserError("run.pressed_twice");
}

/** A card never acts across guilds, whatever a forged button carries. */
const isHere = (generation: Generation, { platform, guildId }: RunPress): boolean =>
  generation.platform === platform && generation.guildId === guildId;
