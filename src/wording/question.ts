// What a person is asked before a run that can cost much, and what becomes of the question.

import { clip } from "../domain/text/clip.ts";
import type { QuestionAction } from "../domain/messages/invocation.ts";
import { formatDollars, minus, sum } from "../domain/money/money.ts";
import type { Closing, Question } from "../domain/messages/question.ts";
import type { Page } from "./page.ts";
import { command as typed, dotted, messageLink, say, strong, ticking } from "./text.ts";
import type { Text } from "./text.ts";
import { sayLeft } from "./budget-terms.ts";
import { sayWarnings } from "./card.ts";

/** Enough to recognise what was typed; the card has the rest. */
const PROMPT_CHARS = 300;
const VALUE_CHARS = 60;

/** `idOf`: what a press of a button brings back. */
export function sayQuestion(question: Question, idOf: (action: QuestionAction) => string): Page {
  const { budgets, userId, expiresAt } = question;
  const upTo = formatDollars(question.upTo);
  return {
    title: `Run this for up to ${upTo}?`,
    tone: "odd",
    blocks: [
      { kind: "lines", lines: sayDraft(question) },
      {
        kind: "list",
        lines: budgets.map((budget) => {
          const { cap, held, spent } = budget;
          return sayLeft(budget, minus(cap, sum([held, spent])), userId);
        }),
      },
      {
        kind: "small",
        lines: [
          ...sayWarnings(question),
          say`Nothing starts before you answer. This question expires ${ticking(expiresAt)}.`,
        ],
      },
    ],
    buttons: [
      { id: idOf("run"), label: `Run for up to ${upTo}`, style: "good" },
      { id: idOf("decline"), label: "Don't run", style: "plain" },
    ],
  };
}

function sayDraft({ command, modelTitle, prompt, set }: Question): readonly Text[] {
  const options = set.map(({ name, value }) => say`${name} ${strong(clip(value.trim(), VALUE_CHARS))}`);
  return [
    dotted([say`${strong(modelTitle)}`, [typed(command)]]),
    ...(prompt === null || prompt.trim() === "" ? [] : [say`“${clip(prompt.trim(), PROMPT_CHARS)}”`]),
    ...(options.length === 0 ? [] : [dotted(options)]),
  ];
}

export function sayClosing(closing: Closing): Page {
  switch (closing.kind) {
    case "declined":
      return { title: "Not run. Nothing was charged.", tone: "quiet", blocks: [] };
    case "started":
      return {
        title: closing.isOver ? "This already ran" : "This is already running",
        tone: "plain",
        blocks: [{ kind: "lines", lines: [sayStarted(closing)] }],
      };
  }
}

function sayStarted({ card, isOver }: Extract<Closing, { kind: "started" }>): Text {
  if (card === null) return say`It was not started again. Its card is on the way.`;
  const where = messageLink("its card", card);
  return isOver
    ? say`It was not started again. See the result on ${where}.`
    : say`It was not started again. The result will be on ${where}.`;
}
