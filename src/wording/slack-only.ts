// What is told where the bot cannot do what it was asked in the place where it was asked.

import type { Page } from "./page.ts";
import { code, say } from "./text.ts";

/** The card stands in the direct message with who asked. */
export const ELSEWHERE: Page = {
  title: "Your run is in your direct message with the bot",
  tone: "plain",
  blocks: [
    {
      kind: "lines",
      lines: [
        say`The bot cannot post in this channel. The run goes on, and its result comes there.`,
        say`To have results here, type ${code("/invite")} and the name of the bot, where the channel allows it.`,
      ],
    },
  ],
};

/** Of a page whose files did not get through. */
export const FILES_LOST = say`The files of this page could not be sent to you. Ask for it again in a minute.`;

/** Around a refusal that is shown on top of a form, which stays as it was filled in. */
export const NOT_STARTED = { title: "Not started", back: "Back" } as const;

/** In place of a name that is filled in later. */
export const SOMEBODY = "a member";
