import type { APIApplicationCommandOptionChoice } from "discord-api-types/v10";
import type { InteractionHandle, Modal } from "./interaction.ts";
import type { Message } from "./message.ts";
import type { Channel, Member, Role } from "./places.ts";

/** A file on the person's disk. */
export interface Upload {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /** Default: read from the bytes when they are a PNG, JPEG, GIF or WebP. */
  readonly width?: number;
  readonly height?: number;
}

/** What fills one option of a command. Users, channels and roles may be given by id as well. */
export type OptionValue = string | number | boolean | Upload | Member | Channel | Role;
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** What fills one field of a form, by its custom id or its label. */
export type FieldValue = string | readonly string[] | readonly Upload[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

export interface ActOptions {
  /** Skips the client's own checks: what a modified client could send. */
  readonly forged?: boolean;
  /** Dispatches the very same event twice: same id, same token. */
  readonly deliverTwice?: boolean;
  /** Default: the guild's. */
  readonly attachmentSizeLimit?: number;
  /** "user": the application is installed for the person alone, so there is no owner "0". Default "guild". */
  readonly installedFor?: "guild" | "user";
}

export interface PressOptions extends ActOptions {
  /** What was chosen, when the component is a select menu. */
  readonly values?: readonly string[];
}

/** Uses Discord as the real client does. A refusal of the client is a ClientRefusal, thrown at once. */
export interface Person extends Member {
  /** `name` is the command, with its group and subcommand: "budget set". */
  command(channel: Ref, name: string, values?: OptionValues, options?: ActOptions): InteractionHandle;
  /** Presses a button or uses a select menu, found by custom id or, failing that, by label. */
  press(message: Ref, customIdOrLabel: string, options?: PressOptions): InteractionHandle;
  /** Sends a form in. Fields that are not given keep what the bot filled in. */
  submit(modal: Modal, values: FieldValues, options?: ActOptions): InteractionHandle;
  /** Types into the option `focused`, whose text so far is in `values`. Pending while the bot does not answer. */
  autocomplete(
    channel: Ref,
    command: string,
    values: OptionValues,
    focused: string,
  ): Promise<readonly APIApplicationCommandOptionChoice[]>;
  say(channel: Ref, content: string): Message;
}

export interface Ref {
  readonly id: string;
}
