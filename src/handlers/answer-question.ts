// What the buttons of a question do.
//
//   P2. The run has the ID of the command that was asked about, not of the press: however often and by whichever button
//       the question is answered, there is one row and one Idempotency-Key.

import { UserError } from "../domain/errors/errors.ts";
import type { Generation } from "../domain/generation.ts";
import type { RunPress } from "../domain/messages/invocation.ts";
import type { ReplyRef } from "../domain/messages/reply.ts";
import type { Answer } from "../platforms/platform.ts";
import { accept, prepare } from "../pipeline/accept.ts";
import type { AcceptParts } from "../pipeline/accept.ts";
import { askFirst, draftKey } from "./ask-first.ts";
import type { Draft } from "./ask-first.ts";
import { cardOf } from "../pipeline/card-of.ts";
import { firstCard } from "./first-card.ts";

/**
 * *Run*: what was asked about, with what this press says of the person now. The card is the answer to the press.
 * @throws UserError `press.expired`, `generation.not_yours`, `generation.unknown`, and those of `accept`: nothing was
 * written
 */
export async function acceptQuestion(parts: AcceptParts, event: RunPress, reply: ReplyRef): Promise<Answer> {
  const { store } = parts;
  const known = await store.get(event.generationId);
  if (known !== null) return startedBefore(parts, { known, event, reply });
  const draft = await draftOf(parts, event);
  if (draft === null) throw new UserError("press.expired", { detail: { of: "question" } });
  const { interactionId, command, values } = draft.invocation;
  const invocation = { ...event, interactionId, command, values };
  const rules = await store.rules(event.platform, event.guildId);
  const prepared = await prepare(parts, { invocation, rules, reply });
  const { generation } = prepared;
  if (generation.hold > draft.upTo || generation.model !== draft.model) {
    // What it can cost was learned to be more, or the model was switched off meanwhile: that is another question.
    return await askFirst(parts, { invocation, generation, rules, standsAt: draft.standsAt });
  }
  const accepted = await accept(parts, invocation, prepared);
  await store.keyValue.delete(draftKey(accepted.id));
  return { kind: "card", card: await firstCard(parts, accepted), closes: draft.standsAt };
}

/**
 * *Don't run*: from now on nothing can come of the question.
 * @throws UserError `generation.not_yours`, `generation.unknown`
 */
export async function declineQuestion(parts: AcceptParts, event: RunPress, reply: ReplyRef): Promise<Answer> {
  const known = await parts.store.get(event.generationId);
  if (known !== null) return startedBefore(parts, { known, event, reply });
  if ((await draftOf(parts, event)) !== null) await parts.store.keyValue.delete(draftKey(event.generationId));
  return { kind: "closed", closing: { kind: "declined" } };
}

/** Null: it was answered with no, or asked too long ago. */
async function draftOf({ store }: AcceptParts, event: RunPress): Promise<Draft | null> {
  const draft = await store.keyValue.get<Draft>(draftKey(event.generationId));
  if (draft === undefined) return null;
  mustBeTheirs(draft.invocation, event);
  return draft;
}

interface Before {
  readonly known: Generation;
  readonly event: RunPress;
  readonly reply: ReplyRef;
}

function startedBefore(parts: AcceptParts, { known, event, reply }: Before): Answer {
  mustBeTheirs(known, event);
  // The very press that started it, delivered twice: its answer is the card, whichever of the two arrives first.
  if (reply.token !== null && known.reply.token === reply.token) return { kind: "card", card: cardOf(known, parts) };
  const { guildId, channelId, messageId } = known.reply;
  const card = messageId === null ? null : { guildId, channelId, messageId };
  return { kind: "closed", closing: { kind: "started", isOver: "outcome" in known.state, card } };
}

/** The question was asked privately, so only a forged press can be somebody else's. */
function mustBeTheirs(question: Pick<RunPress, "platform" | "guildId" | "userId">, event: RunPress): void {
  if (question.platform !== event.platform || question.guildId !== event.guildId)
    throw new UserError("generation.unknown");
  if (question.userId !== event.userId) throw new UserError("generation.not_yours", { detail: { of: "question" } });
}
