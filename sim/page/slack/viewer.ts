import type { Clock } from "../payload/clock.ts";
import type { ComponentChild } from "preact";
import type { ElementAction, OptionsQuery } from "./elements/action.ts";

/** Who looks, and what their clicks do. */
export interface Viewer extends Clock {
  /** Mentions of this user stand out. */
  readonly userId?: string;
  /** Undefined: nobody of that id is known here. */
  readonly nameOf: (kind: "user" | "channel", id: string) => string | undefined;
  /** Where a link leads on this page, when it is one to a message or a file of Slack's own: "#…", or a path. */
  readonly hrefOf?: (url: string) => string | undefined;
  /** Drawn below a file input: files for whoever has none at hand. `types` are extensions; none: any. */
  readonly filesAtHand?: (types: readonly string[], pick: (file: File) => void) => ComponentChild;
  /** A promise: it is under way until that settles. A rejection is shown beside the element, in its own words. */
  readonly onAction?: (action: ElementAction) => void | Promise<void>;
  /** What the app offers for what was typed into an external menu: option objects, as the app sent them. */
  readonly onSuggest?: (query: OptionsQuery) => Promise<readonly unknown[]>;
}
