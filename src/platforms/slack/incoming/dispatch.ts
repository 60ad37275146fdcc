// What people do, and its answer within three seconds: nothing stands before that but the handlers' own work.

import { asBotError, UserError } from "../../../domain/errors/errors.ts";
import { handleCommand, handlePress, handleSubmission, buttonIn } from "./to-handlers.ts";
import type { ToHandlersParts } from "./to-handlers.ts";
import { readPressId } from "../../press-id.ts";
import type { Incoming } from "../connection/bolt-app.ts";
import { pressedBy, sentBy, typedBy } from "./context.ts";
import type { Context } from "./context.ts";
import type { FieldKind } from "../form/field.ts";
import { FORM_ID, MODEL_BLOCK, readPlace } from "../form/form.ts";
import { respond, redraw } from "./respond.ts";
import type { RespondParts } from "./respond.ts";
import { changeModel, draftOf, openForm, responseUrlOf } from "./open-form.ts";
import { ofCommand, ofForm, ofPress } from "../origin.ts";
import { drawChoices, typingOf } from "../form/submission.ts";

export type DispatchParts = ToHandlersParts & RespondParts;

/** Answers one thing that somebody did. Never throws: what cannot be answered is logged. */
export async function dispatch(parts: DispatchParts, incoming: Incoming): Promise<void> {
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

async function answerCommand(parts: DispatchParts, incoming: Of<"command">): Promise<void> {
  const context = typedBy(parts, incoming, ofCommand(incoming.body, parts.clock.now()));
  await refusing(parts, { incoming, context }, async () => {
    const answer = await handleCommand(parts, context, incoming.body);
    if (answer.kind === "form") await openForm(parts, context, answer.wanted);
    else await respond(parts, context, answer.answer);
  });
}

async function answerPress(parts: DispatchParts, incoming: Of<"press">): Promise<void> {
  const { body } = incoming;
  if (body.view !== undefined && body.actions.some(({ block_id: block }) => block === MODEL_BLOCK)) {
    return await changeModel(parts, incoming);
  }
  const origin = ofPress(body, parts.clock.now());
  if (origin === null) return await incoming.ack();
  const context = pressedBy(parts, incoming, origin);
  await refusing(parts, { incoming, context }, async () => {
    const given = await handlePress(parts, context, body);
    if (given === null) await context.done();
    else await respond(parts, context, given);
  });
  await redrawOrphan(parts, incoming, context);
}

/**
 * A process that dies between Slack's taking a card and our noting it leaves a card that nobody edits any more, beside the
 * one that the next process posts. Whoever presses a button of it sees how the run stands.
 */
async function redrawOrphan(parts: DispatchParts, { body }: Of<"press">, context: Context): Promise<void> {
  const { pressed, origin } = context;
  const press = readPressId(buttonIn(body) ?? "");
  if (press === null || press.action === "list" || pressed === null || pressed.isPrivate) return;
  const shown = await parts.handlers.shownRun(press.generationId);
  if (shown === null || shown.reply.guildId !== origin.guildId || shown.reply.messageId === null) return;
  // Where it was asked for again, the earlier card is as it was, with its files.
  if (shown.reply.again !== undefined) return;
  if (shown.reply.messageId !== pressed.messageId) await redraw(parts, context, shown.card);
}

async function answerSubmission(parts: DispatchParts, incoming: Of<"submission">): Promise<void> {
  const { view } = incoming.body;
  const place = view.callback_id === FORM_ID ? readPlace(view.private_metadata) : null;
  if (place === null) return await incoming.ack();
  const origin = ofForm(incoming.body, place, parts.clock.now());
  const context = sentBy(parts, incoming, { origin, responseUrl: await responseUrlOf(parts, view.id) });
  await refusing(parts, { incoming, context }, async () => {
    await respond(parts, context, await handleSubmission(parts, context, { view, place }));
  });
}

async function answerSuggestion(parts: DispatchParts, { body, ack }: Of<"suggest">): Promise<void> {
  const { view, block_id: blockId, action_id: kind, value: text } = body;
  const place = readPlace(view?.private_metadata ?? "");
  if (view === undefined || place === null) return await ack([]);
  const typing = typingOf({ view, draft: await draftOf(parts, place), handlers: parts.handlers }, { blockId, text });
  const origin = ofForm(body, place, parts.clock.now());
  const choices = await parts.handlers.suggest(typing, { ...origin, isAdmin: false });
  await ack(drawChoices(choices, { text, isFree: kind === ("suggested" satisfies FieldKind) }));
}

interface Refusing {
  readonly incoming: Incoming;
  readonly context: Context;
}

async function refusing(
  parts: DispatchParts,
  { incoming, context }: Refusing,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    const fault = asBotError(error);
    if (!(fault instanceof UserError)) note(parts, incoming, fault);
    // Of a card that Slack did not take now, progress or the result makes another (P6).
    if (!fault.code.startsWith("reply.")) await context.refuse(fault);
    else await context.done();
  }
}

function note({ log }: DispatchParts, { kind, body }: Incoming, error: unknown): void {
  const { code, detail, cause } = asBotError(error);
  const fields = { kind, teamId: "team_id" in body ? body.team_id : body.team?.id, code, detail };
  if (code.startsWith("reply.")) log.warn(fields, "not answered");
  else log.error({ ...fields, err: cause }, "answer failed");
}
