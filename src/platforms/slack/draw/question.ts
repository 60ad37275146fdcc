// The question before a run that can cost much, which only the one who was asked sees.

import type { Closing, Question } from "../../../domain/messages/question.ts";
import { sayClosing, sayQuestion } from "../../../wording/question.ts";
import type { MessageBody } from "./message-body.ts";
import { pressId } from "../../press-id.ts";
import { drawPage } from "./page.ts";
import type { PageStyle } from "./page.ts";

export const drawQuestion = (question: Question, style: PageStyle): MessageBody =>
  drawPage(
    sayQuestion(question, (action) => pressId({ action, generationId: question.generationId })),
    style,
  ).body;

export const drawClosing = (closing: Closing, style: PageStyle): MessageBody =>
  drawPage(sayClosing(closing), style).body;
