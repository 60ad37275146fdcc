import type { Closing, Question } from "../../domain/question.ts";
import type { MessageBody } from "./body.ts";
import type { PageLook } from "./page.ts";

export function drawQuestion(_question: Question, _look: PageLook): MessageBody {
  throw new Error("not drawn yet");
}

export function drawClosing(_closing: Closing, _look: PageLook): MessageBody {
  throw new Error("not drawn yet");
}
