// What people do, and its answer within three seconds: nothing stands before that but the desk's own work.

import { asBotError, UserError } from "../../../domain/errors.ts";
import { askCommand, askPress, askSubmission, buttonIn } from "./to-handlers.ts";
import type { AskParts } from "./to-handlers.ts";
import { readPressId } from "../../press-id.ts";
import type { Incoming } from "../connection/bolt-app.ts";
import { pressedBy, sentBy, typedBy } from "./context.ts";
import type { Doing } from "./context.ts";
import type { FieldKind } from "../form/field.ts";
import { FORM_ID, MODEL_BLOCK, readPlace } from "../form/form.ts";
import { give, redraw } from "./respond.ts";
import type { GiveParts } from "./respond.ts";
import { changeModel, draftOf, openForm, whispersOf } from "./open-form.ts";
import { ofCommand, ofForm, ofPress } from "../origin.ts";
import { drawChoices, typingOf } from "../form/submission.ts";

export type AnswerParts = AskParts & GiveParts;

/** Answers one thing that somebody did. Never throws: what cannot be answered is logged. */
export async function answer(parts: AnswerParts, incoming: Incoming): Promise<void> {
  try {
    switch (incoming.kind) {
      case "command":
        return await answerCommand(parts, incoming);
      case "press":
        return await answerPress(parts, incoming);
      case "submission":
        return await answerSubmission(parts, incoming);
      case "suggest":
        return await answerSuggestion(parts, incoming);
    }
  } catch (error) {
    note(parts, incoming, error);
  }
}

type Of<Kind extends Incoming["kind"]> = Extract<Incoming, { readonly kind: Kind }>;

async function answerCommand(parts: AnswerParts, incoming: Of<"command">): Promise<void> {
  const doing = typedBy(parts, incoming, ofCommand(incoming.body, parts.clock.now()));
  await refusing(parts, { incoming, doing }, async () => {
    const asked = await askCommand(parts, doing, incoming.body);
    if (asked.kind === "form") await openForm(parts, doing, asked.wanted);
    else await give(parts, doing, asked.answer);
  });
}

async function answerPress(parts: AnswerParts, incoming: Of<"press">): Promise<void> {
  const { body } = incoming;
  if (body.view !== undefined && body.actions.some(({ block_id: block }) => block === MODEL_BLOCK)) {
    return await changeModel(parts, incoming);
  }
  const scene = ofPress(body, parts.clock.now());
  if (scene === null) return await incoming.ack();
  const doing = pressedBy(parts, incoming, scene);
  await refusing(parts, { incoming, doing }, async () => {
    const given = await askPress(parts, doing, body);
    if (given === null) await doing.done();
    else await give(parts, doing, given);
  });
  await redrawOrphan(parts, incoming, doing);
}

/**
 * A process that dies between Slack's taking a card and our noting it leaves a card that nobody edits any more, beside the
 * one that the next process posts. Whoever presses a button of it sees how the run stands.
 */
async function redrawOrphan(parts: AnswerParts, { body }: Of<"press">, doing: Doing): Promise<void> {
  const { pressed, scene } = doing;
  const press = readPressId(buttonIn(body) ?? "");
  if (press === null || pressed === null || pressed.isPrivate) return;
  const standing = await parts.desk.standing(press.generationId);
  if (standing === null || standing.reply.guildId !== scene.guildId || standing.reply.messageId === null) return;
  // Where it was asked for again, the earlier card is as it was, with its files.
  if (standing.reply.again !== undefined) return;
  if (standing.reply.messageId !== pressed.messageId) await redraw(parts, doing, standing.card);
}

async function answerSubmission(parts: AnswerParts, incoming: Of<"submission">): Promise<void> {
  const { view } = incoming.body;
  const place = view.callback_id === FORM_ID ? readPlace(view.private_metadata) : null;
  if (place === null) return await incoming.ack();
  const scene = ofForm(incoming.body, place, parts.clock.now());
  const doing = sentBy(parts, incoming, { scene, whispers: await whispersOf(parts, view.id) });
  await refusing(parts, { incoming, doing }, async () => {
    await give(parts, doing, await askSubmission(parts, doing, { view, place }));
  });
}

async function answerSuggestion(parts: AnswerParts, { body, ack }: Of<"suggest">): Promise<void> {
  const { view, block_id: blockId, action_id: kind, value: text } = body;
  const place = readPlace(view?.private_metadata ?? "");
  if (view === undefined || place === null) return await ack([]);
  const typing = typingOf({ view, draft: await draftOf(parts, place), desk: parts.desk }, { blockId, text });
  const scene = ofForm(body, place, parts.clock.now());
  const choices = await parts.desk.suggest(typing, { ...scene, isAdmin: false });
  await ack(drawChoices(choices, { text, isFree: kind === ("suggested" satisfies FieldKind) }));
}

interface Refusing {
  readonly incoming: Incoming;
  readonly doing: Doing;
}

async function refusing(parts: AnswerParts, { incoming, doing }: Refusing, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const fault = asBotError(error);
    if (!(fault instanceof UserError)) note(parts, incoming, fault);
    // Of a card that Slack did not take now, progress or the result makes another (P6).
    if (!fault.code.startsWith("reply.")) await doing.refuse(fault);
    else await doing.done();
  }
}

function note({ log }: AnswerParts, { kind, body }: Incoming, error: unknown): void {
  const { code, detail, cause } = asBotError(error);
  const fields = { kind, teamId: "team_id" in body ? body.team_id : body.team?.id, code, detail };
  if (code.startsWith("reply.")) log.warn(fields, "not answered");
  else log.error({ ...fields, err: cause }, "answer failed");
}
