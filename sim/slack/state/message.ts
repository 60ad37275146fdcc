import type { JsonObject } from "../../kit/json.ts";
import type { SlackFile } from "./slack-file.ts";

/** What an edit can change. */
export interface MessageState {
  readonly text: string;
  /** As sent, without what Slack adds. */
  readonly blocks: readonly JsonObject[];
  readonly attachments: readonly JsonObject[];
  /** What is shared with the message; an image block's `slack_file` is not among them. */
  readonly files: readonly SlackFile[];
  /** Ids of files in image blocks that people see as "file not found". */
  readonly brokenFiles: readonly string[];
  readonly metadata: JsonObject | undefined;
}

interface Revision extends MessageState {
  readonly at: number;
}

/** Stays the same object while the message changes. */
export interface Message extends MessageState {
  /** "CHANNEL/TS". */
  readonly id: string;
  readonly ts: string;
  readonly channelId: string;
  readonly workspaceId: string;
  /** Of the message whose thread it is in. */
  readonly threadTs: string | undefined;
  readonly author: { readonly id: string; readonly name: string; readonly bot: boolean };
  /** "response": to a command or an action. "file": by completing an upload. "typed": a command that everyone sees. */
  readonly origin: "bot" | "response" | "file" | "person" | "typed";
  readonly createdAt: number;
  readonly editedAt: number | undefined;
  /** The interaction that it answers. */
  readonly interactionId: string | undefined;
  readonly ephemeral: boolean;
  /** The only user who sees it, when it is ephemeral. */
  readonly visibleTo: string | undefined;
  /** Every state it was in, the first and the present one included. */
  readonly revisions: readonly Revision[];
  readonly deleted: boolean;
}
