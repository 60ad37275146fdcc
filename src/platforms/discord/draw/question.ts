// The question before a run that can cost much, which only the one who was asked sees.

import type { Closing, Question } from "../../../domain/messages/question.ts";
import { sayClosing, sayQuestion } from "../../../wording/question.ts";
import type { MessageBody } from "./message-body.ts";
import { pressId } from "../../press-id.ts";
import { drawPage } from "./page.ts";

/** `withheld`: without what was typed, for where AutoMod refuses it. */
export function drawQuestion(question: Question, withheld: boolean): MessageBody {
  const { generationId } = question;
  const shown = withheld ? { ...question, prompt: null, set: [] } : question;
  return drawPage(sayQuestion(shown, (action) => pressId({ action, generationId }))).body;
}

export const drawClosing = (closing: Closing): MessageBody => drawPage(sayClosing(closing)).body;
