import type { SlackAct } from "../../board/acts.ts";
import { sendAct } from "../../board/send-act.ts";

export const act = async (what: SlackAct): Promise<unknown> => await sendAct("slack", what);

/** What cannot be done is seen where it was tried: it is not there any more. */
export const actQuietly = (what: SlackAct): void => {
  act(what).catch(() => {});
};
