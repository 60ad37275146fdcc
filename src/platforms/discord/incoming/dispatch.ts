// The first response, within three seconds of the event: nothing stands before it but the handlers' own work.

import { ComponentType, InteractionResponseType, InteractionType, MessageFlags, Routes } from "discord.js";
import type {
  APIInteraction,
  APIInteractionResponse,
  APIMessage,
  RESTPostAPIInteractionCallbackWithResponseResult,
} from "discord.js";
import type { Card } from "../../../domain/messages/card.ts";
import type { Clock } from "../../../domain/time/clock.ts";
import { asBotError, RetryableError, UserError, isFault } from "../../../domain/errors/errors.ts";
import type { Log } from "../../../domain/log.ts";
import type { KeyValueStore } from "../../../domain/key-value.ts";
import type { ReplyRef } from "../../../domain/messages/reply.ts";
import type { Answer, Handlers, Form } from "../../platform.ts";
import { sayRefusal } from "../../../wording/refusals/say-refusal.ts";
import { sayBudget } from "../../../wording/budget.ts";
import { sayHelp } from "../../../wording/help-and-forms.ts";
import { sayRunsList } from "../../../wording/runs.ts";
import { sayUsage } from "../../../wording/usage.ts";
import { toHandlers, draftKey, formId } from "./to-handlers.ts";
import type { MessageBody } from "../draw/message-body.ts";
import { pressId } from "../../press-id.ts";
import { drawCard } from "../draw/card.ts";
import type { RestClients } from "../api/rest-clients.ts";
import { choiceOf } from "../connection/command-definitions.ts";
import { toBotError } from "../api/errors.ts";
import { drawForm } from "../form/form.ts";
import { LIMITS } from "../limits.ts";
import { drawModels, drawPage, drawRefusal } from "../draw/page.ts";
import { drawClosing, drawQuestion } from "../draw/question.ts";
import { removeQuestion } from "../replies/remove-question.ts";
import { originOf, replyOf } from "../origin.ts";
import type { Payload } from "../draw/message-body.ts";
import { typingOf } from "../arguments/read-arguments.ts";
import type { PendingAnswers } from "../replies/pending-answers.ts";

export interface DispatchParts {
  readonly clients: RestClients;
  readonly clock: Clock;
  readonly keyValue: KeyValueStore;
  readonly log: Log;
  readonly handlers: Handlers;
  readonly pendingAnswers: PendingAnswers;
  /** Called once Discord has the answer. */
  readonly acknowledged: () => void;
}

/** Answers one interaction. Never throws: what cannot be answered is logged. */
export async function dispatch(parts: DispatchParts, interaction: APIInteraction): Promise<void> {
  const through = parts.pendingAnswers.begin(interaction.token);
  try {
    const response = await responseTo(parts, interaction);
    if (response !== null) await send(parts, interaction, response);
  } catch (error) {
    note(parts, interaction, error);
  } finally {
    through();
  }
}

interface Response {
  readonly body: APIInteractionResponse;
  /** What the body shows by `attachment://`. */
  readonly files?: Payload["files"];
  /** The same without what was typed, for where AutoMod refuses it. */
  readonly bare?: APIInteractionResponse;
  /** The card that now stands in the reply. */
  readonly placed?: { readonly card: Card; readonly reply: ReplyRef };
  /** The question that was answered with it. */
  readonly closes?: ReplyRef | undefined;
}

async function responseTo(parts: DispatchParts, interaction: APIInteraction): Promise<Response | null> {
  switch (interaction.type) {
    case InteractionType.Ping:
      return null;
    case InteractionType.ApplicationCommandAutocomplete: {
      const [typing, origin] = [typingOf(interaction), originOf(interaction)];
      const suggested = typing === null || origin === null ? [] : await parts.handlers.suggest(typing, origin);
      const choices = suggested.slice(0, LIMITS.choices).map(choiceOf);
      return { body: { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } } };
    }
    case InteractionType.ApplicationCommand:
    case InteractionType.MessageComponent:
    case InteractionType.ModalSubmit:
      try {
        const origin = originOf(interaction);
        if (origin === null) throw new UserError("guild.not_installed");
        const reply = replyOf(interaction, origin);
        return await toResponse(parts, interaction, {
          answer: await toHandlers(parts, { interaction, origin, reply }),
          reply,
        });
      } catch (error) {
        const fault = asBotError(error);
        if (!(fault instanceof UserError)) note(parts, interaction, fault);
        return newPage(drawRefusal(sayRefusal(fault)));
      }
  }
}

interface Answered {
  readonly answer: Answer;
  readonly reply: ReplyRef;
}

async function toResponse(
  parts: DispatchParts,
  interaction: APIInteraction,
  { answer: given, reply }: Answered,
): Promise<Response> {
  const now = parts.clock.now();
  switch (given.kind) {
    case "card":
      return { ...newCard(given.card, now), placed: { card: given.card, reply }, closes: given.closes };
    case "brought":
      return { ...newCard(given.card, now), placed: { card: given.card, reply } };
    case "runs":
      return { body: inPlace(interaction, drawPage(sayRunsList(given.list, { idOf: pressId })).body) };
    case "question":
      return {
        body: inPlace(interaction, drawQuestion(given.question, false)),
        bare: inPlace(interaction, drawQuestion(given.question, true)),
      };
    case "closed":
      return { body: inPlace(interaction, drawClosing(given.closing)) };
    case "redraw":
      return { body: redrawn(given.card, interaction, now) };
    case "form":
      return { body: await opened(parts, interaction, given.form) };
    case "models":
      return newPage(drawModels(given.models));
    case "help":
      return newPage(drawPage(sayHelp(given.commands)));
    case "budget":
      return newPage(drawPage(sayBudget(given.view)));
    case "usage":
      return newPage(drawPage(sayUsage(given.page)));
  }
}

function newCard(card: Card, now: number): Response {
  const draw = (withheld: boolean): APIInteractionResponse =>
    newMessage(drawCard(card, { now, withheld, files: [], links: [] }));
  return { body: draw(false), bare: draw(true) };
}

const newPage = ({ body, files }: Payload): Response => ({ body: newMessage(body), files });

const newMessage = (data: MessageBody): APIInteractionResponse => ({
  type: InteractionResponseType.ChannelMessageWithSource,
  data,
});

/** What only one person sees changes where it was pressed; it never takes the place of what everybody sees. */
function inPlace({ message }: APIInteraction, data: MessageBody): APIInteractionResponse {
  const isPrivate = ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  return isPrivate ? { type: InteractionResponseType.UpdateMessage, data } : newMessage(data);
}

/** In place. A card with media is over: an edit would have to name every file of it again, and changes nothing. */
function redrawn(card: Card, { message }: APIInteraction, now: number): APIInteractionResponse {
  if (hasMedia(message)) return { type: InteractionResponseType.DeferredMessageUpdate };
  const data = drawCard(card, { now, files: [], withheld: false, links: [] });
  return { type: InteractionResponseType.UpdateMessage, data };
}

const hasMedia = (message: APIMessage | undefined): boolean =>
  (message?.components ?? []).some(
    (one) =>
      one.type === ComponentType.Container && one.components.some(({ type }) => type === ComponentType.MediaGallery),
  );

/** A form stays open for as long as somebody thinks about a prompt. */
const DRAFT_MS = 60 * 60_000;

async function opened(
  { keyValue }: DispatchParts,
  { id }: APIInteraction,
  form: Form,
): Promise<APIInteractionResponse> {
  const { modal, draft } = drawForm(form, formId(id));
  await keyValue.set(draftKey(id), draft, DRAFT_MS);
  return { type: InteractionResponseType.Modal, data: modal };
}

async function send(parts: DispatchParts, interaction: APIInteraction, response: Response): Promise<void> {
  const { bare, placed, closes } = response;
  const messageId = await post(parts, interaction, response).catch(async (error: unknown) => {
    // Once more where it may not have arrived: Discord takes only one answer, and says so of the other.
    if (error instanceof RetryableError) return await post(parts, interaction, response);
    if (bare === undefined || !isFault(error, "reply.text_blocked")) throw error;
    return await post(parts, interaction, { body: bare });
  });
  parts.acknowledged();
  if (placed !== undefined && messageId !== null) {
    await parts.handlers.recordReply(placed.card.generationId, { ...placed.reply, messageId });
  }
  if (closes !== undefined) await removeQuestion(parts, { applicationId: interaction.application_id, at: closes });
}

/** The ID of the message that the response made, which Discord tells only when it is asked for. */
async function post(
  { clients }: DispatchParts,
  { id, token }: APIInteraction,
  { body, files = [] }: Pick<Response, "body" | "files">,
): Promise<string | null> {
  const query = new URLSearchParams({ with_response: "true" });
  try {
    const route = Routes.interactionCallback(id, token);
    const answered = await clients.answers.post(route, { auth: false, body, files, query });
    return (answered as RESTPostAPIInteractionCallbackWithResponseResult).resource?.message?.id ?? null;
  } catch (error) {
    throw toBotError(error);
  }
}

/** The row goes on whatever becomes of the answer: its result then comes as a new message (P6). */
function note({ log }: DispatchParts, { id, type }: APIInteraction, error: unknown): void {
  const { code, detail, cause } = asBotError(error);
  const fields = { interactionId: id, type, code, detail };
  if (code === "reply.answered_before") log.debug(fields, "interaction answered before");
  else if (code.startsWith("reply.")) log.warn(fields, "interaction not answered");
  else log.error({ ...fields, err: cause }, "interaction failed");
}
