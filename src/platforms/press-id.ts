import type { PressTarget } from "../domain/messages/invocation.ts";

/** What a button carries: enough to act after any restart. Its format stays, for cards of before. */
export const pressId = (target: PressTarget): string =>
  `${target.action}:${target.action === "list" ? target.page : target.generationId}`;

/** Null when the button is not one of ours, or of a version that had others. */
export function readPressId(text: string): PressTarget | null {
  const colon = text.indexOf(":");
  const action = text.slice(0, Math.max(colon, 0));
  const rest = text.slice(colon + 1);
  if (!isAction(action)) return null;
  return action === "list" ? { action, page: rest } : { action, generationId: rest };
}

const isAction = (text: string): text is PressTarget["action"] => Object.hasOwn(ACTIONS, text);

/** Of cards, of the question before a run, and of lists. */
const ACTIONS: Readonly<Record<PressTarget["action"], true>> = {
  cancel: true,
  again: true,
  edit: true,
  run: true,
  decline: true,
  list: true,
  bring: true,
};
