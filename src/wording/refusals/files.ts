// Files that people upload where only the bot can read them: why one did not reach MindVideo, and what to do instead.

import { code, listed, say } from "../text.ts";
import type { Text } from "../text.ts";

type Detail = Readonly<Record<string, unknown>>;

interface Told {
  readonly title: string;
  readonly lines: readonly Text[];
  readonly money: Text;
}

export const FILE_REFUSALS: Readonly<Record<string, (detail: Detail) => Told>> = {
  "file.not_lendable": ({ options, tooLarge }) => {
    const names = Array.isArray(options) ? options.map((option) => code(String(option))) : [];
    const [be, it] = names.length === 1 ? ["is", "it"] : ["are", "them"];
    const why =
      tooLarge === true
        ? say`${listed(names, "and")} ${be} too large to be sent along with the request, so MindVideo would have to fetch ${it}.`
        : say`This model takes no uploads for ${listed(names, "and")}: MindVideo fetches ${it} from a web address.`;
    return {
      title: "MindVideo cannot read this upload",
      lines: [
        say`${why} What is uploaded here can be read by the bot alone.`,
        say`Give a link that everybody can open instead. For uploads, whoever runs the bot has to set ${code("PORT")} and ${code("PUBLIC_URL")}, so that it can pass them on.`,
      ],
      money: say`Nothing was started and nothing was charged.`,
    };
  },
};

export const FILE_FAILURES: Readonly<Record<string, string>> = {
  "file.gone":
    "An uploaded file is no longer there, or the bot may not read it any more. Upload it again and start anew.",
  "file.unreadable": "An uploaded file is not what it was when it was uploaded. Upload it again and start anew.",
  "file.unreachable": "An uploaded file could not be fetched for too long. Start anew later.",
  "file.*": "An uploaded file could not be read: the bot is not connected to where it was uploaded.",
};
