import type { Press } from "../domain/messages/invocation.ts";

export type PressId = Pick<Press, "action" | "generationId">;

/** What a button carries: enough to act after any restart. */
export const pressId = ({ action, generationId }: PressId): string => `${action}:${generationId}`;

/** Null when the button is not one of ours, or of a version that had others. */
export function readPressId(text: string): PressId | null {
  const colon = text.indexOf(":");
  const action = text.slice(0, Math.max(colon, 0));
  return isAction(action) ? { action, generationId: text.slice(colon + 1) } : null;
}

const isAction = (text: string): text is Press["action"] => Object.hasOwn(ACTIONS, text);

/** Of cards, of the question before a run, and of lists. */
const ACTIONS: Readonly<Record<Press["action"], true>> = {
  cancel: true,
  again: true,
  edit: true,
  run: true,
  decline: true,
  list: true,
  bring: true,
};
