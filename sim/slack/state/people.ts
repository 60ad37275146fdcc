import type { InteractionHandle } from "./interaction.ts";
import type { JsonObject } from "../../kit/json.ts";
import type { Message } from "./message.ts";
import type { SlackFile } from "./slack-file.ts";
import type { Member } from "./places.ts";

/** A file on the person's disk. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * What fills one field, by its action id, its block id or its label: text (also of a number or a URL), the value of an
 * option or several, users and conversations by id, dates as Slack writes them, files. `null` empties it.
 */
export type FieldValue = string | number | null | readonly string[] | readonly Upload[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

export interface ActOptions {
  /** Skips the client's own checks: what a modified client could send. */
  readonly forged?: boolean;
  /** Delivers the very same payload twice: same trigger id, another envelope. */
  readonly deliverTwice?: boolean;
}

export interface PressOptions extends ActOptions {
  /** What was chosen, when the element is a menu, boxes, or the like. */
  readonly values?: readonly string[];
}

export interface SubmitOptions extends ActOptions {
  /** Sends files of fields as bare ids that `files.info` must look up, as Slack Connect does. */
  readonly fileStubs?: boolean;
}

export interface InstallOptions {
  /** Presses "Cancel" on Slack's page. */
  readonly deny?: boolean;
  /** For the whole enterprise of the person's workspace. */
  readonly orgWide?: boolean;
  /** Comes back with another `state` than the one that was given out. */
  readonly forgedState?: string;
  /** Loses the browser's cookies on the way. */
  readonly withoutCookies?: boolean;
}

/** How the app's own redirect page answered the browser. */
export interface InstallOutcome {
  readonly status: number;
  readonly html: string;
}

/** Uses Slack as the real client does. A refusal of the client is a ClientRefusal, thrown at once. */
export interface Person extends Member {
  /** Types "/image a red fox". The text goes out as Slack encodes it. */
  command(channel: Ref, command: string, text?: string, options?: ActOptions): InteractionHandle;
  /** Uses an element of a message or of an open view, found by action id or, failing that, by label. */
  press(target: Ref, actionIdOrLabel: string, options?: PressOptions): InteractionHandle;
  /** Fills fields of an open view. One interaction for each field that dispatches what is entered. */
  fill(view: Ref, values: FieldValues, options?: ActOptions): readonly InteractionHandle[];
  /** Fills fields, quietly, and sends the view in. Fields that are not given keep what stands there. */
  submit(view: Ref, values?: FieldValues, options?: SubmitOptions): InteractionHandle;
  /** Closes an open view. Undefined: the bot did not ask to be told. */
  close(view: Ref, options?: ActOptions): InteractionHandle | undefined;
  /** Types into an external menu. Pending while the bot does not answer. */
  autocomplete(target: Ref, actionId: string, typed: string): Promise<readonly JsonObject[]>;
  say(channel: Ref, text: string, options?: { readonly threadTs?: string }): Message;
  /** Shares a file, which is ready at once. */
  upload(channel: Ref, file: Upload, text?: string): Message;
  /** What stands under `sim.files`, made without being shown to anyone. */
  keep(file: Upload): SlackFile;
  /** Follows the app's install page, and Slack's, and comes back to the app, as a browser. */
  install(installUrl: string, options?: InstallOptions): Promise<InstallOutcome>;
}

export interface Ref {
  readonly id: string;
}
