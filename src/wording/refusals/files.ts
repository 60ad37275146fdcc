// Files that people upload where only the bot can read them: why one did not reach MindVideo, and what to do instead.

import { code, listed, say } from "../text.ts";
import type { UserCode } from "../../domain/errors/details.ts";
import { sayFailure } from "../failure.ts";
import { NOTHING_HELD, notStarted } from "./refusal.ts";
import type { Refusals } from "./refusal.ts";

export const FILE_REFUSALS: Refusals<Extract<UserCode, `file.${string}`>> = {
  "file.gone": () => notStarted("A file could not be read", sayFailure("file.gone", null)),
  "file.unreadable": () => notStarted("A file could not be read", sayFailure("file.unreadable", null)),
  "file.not_lendable": ({ options, tooLarge }) => {
    const names = options.map(code);
    const [be, it] = names.length === 1 ? ["is", "it"] : ["are", "them"];
    const why = tooLarge
      ? say`${listed(names, "and")} ${be} too large to be sent along with the request, so MindVideo would have to fetch ${it}.`
      : say`This model takes no uploads for ${listed(names, "and")}: MindVideo fetches ${it} from a web address.`;
    return {
      title: "MindVideo cannot read this upload",
      lines: [
        say`${why} Only the bot can read what is uploaded here.`,
        say`Use a public link instead. For uploads, the bot's owner must set ${code("PORT")} and ${code("PUBLIC_URL")}, so that it can pass them on.`,
      ],
      money: NOTHING_HELD,
    };
  },
};
