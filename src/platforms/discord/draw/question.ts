// The question before a run that can cost much, which only the one who was asked sees.

import { Routes } from "discord.js";
import type { Clock } from "../../../domain/time/clock.ts";
import type { Log } from "../../../domain/log.ts";
import type { Closing, Question } from "../../../domain/messages/question.ts";
import type { ReplyRef } from "../../../domain/messages/reply.ts";
import { sayClosing, sayQuestion } from "../../../wording/question.ts";
import type { MessageBody } from "./message-body.ts";
import { pressId } from "../../press-id.ts";
import type { RestClients } from "../connection/gateway.ts";
import { toBotError } from "../api/errors.ts";
import { drawPage } from "./page.ts";

/** `withheld`: without what was typed, for where AutoMod refuses it. */
export function drawQuestion(question: Question, withheld: boolean): MessageBody {
  const { generationId } = question;
  const shown = withheld ? { ...question, prompt: null, set: [] } : question;
  return drawPage(sayQuestion(shown, (action) => pressId({ action, generationId }))).body;
}

export const drawClosing = (closing: Closing): MessageBody => drawPage(sayClosing(closing)).body;

interface Removal {
  readonly applicationId: string;
  /** Where the question stands. */
  readonly at: ReplyRef;
}

/**
 * Takes an answered question away, by the token of what it was asked about. Never throws: where that has ended the
 * question stays, and its buttons say that it ran.
 */
export async function removeQuestion(
  { clients, clock, log }: { readonly clients: RestClients; readonly clock: Clock; readonly log: Log },
  { applicationId, at: { token, tokenExpiresAt } }: Removal,
): Promise<void> {
  if (token === null || tokenExpiresAt === null || tokenExpiresAt <= clock.now()) return;
  try {
    await clients.hook.result.delete(Routes.webhookMessage(applicationId, token, "@original"), { auth: false });
  } catch (error) {
    log.debug({ code: toBotError(error).code }, "question not removed");
  }
}
