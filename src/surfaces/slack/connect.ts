import type {
  BlockAction,
  BlockSuggestion,
  SlashCommand,
  types,
  ViewResponseAction,
  ViewSubmitAction,
} from "@slack/bolt";
import type { Response } from "./requests.ts";

/** What people do, as Slack tells it. Nothing is acknowledged yet: that has three seconds, and counts once. */
export type Incoming =
  | { readonly kind: "command"; readonly body: SlashCommand; readonly ack: (body?: Response) => Promise<void> }
  | { readonly kind: "press"; readonly body: BlockAction; readonly ack: () => Promise<void> }
  | {
      readonly kind: "submission";
      readonly body: ViewSubmitAction;
      readonly ack: (response?: ViewResponseAction) => Promise<void>;
    }
  | {
      readonly kind: "suggest";
      readonly body: BlockSuggestion;
      readonly ack: (options: types.PlainTextOption[]) => Promise<void>;
    };
