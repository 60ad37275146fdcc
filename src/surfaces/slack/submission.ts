import type { types, ViewOutput } from "@slack/bolt";
import type { UserError } from "../../domain/errors.ts";
import type { OptionValues } from "../../domain/invocation.ts";
import type { Choice, Typing } from "../../domain/option.ts";
import type { Desk } from "../surface.ts";
import type { Draft } from "./form.ts";

/** https://docs.slack.dev/reference/objects/file-object, or a stub of it that `files.info` has the rest of. */
export interface SlackFile {
  readonly id: string;
  readonly name?: string | null;
  readonly mimetype?: string;
  readonly size?: number;
  readonly url_private?: string;
  readonly url_private_download?: string;
  readonly original_w?: number;
  readonly original_h?: number;
  readonly duration_ms?: number;
}

export interface Sent {
  readonly view: Pick<ViewOutput, "blocks" | "state">;
  readonly draft: Draft;
  readonly desk: Pick<Desk, "form">;
  /** What `files.info` said of those that `stubsOf` names. */
  readonly files?: ReadonlyMap<string, SlackFile>;
}

/** The IDs of files that arrived without their address: `files.info` has the rest. */
export function stubsOf(_view: Sent["view"]): readonly string[] {
  throw new Error("not read yet");
}

/** The values of a form that was sent in, for the model that was chosen in it. */
export function submitted(_sent: Sent): OptionValues {
  throw new Error("not read yet");
}

/** Everything entered so far, over the draft: what the form of another model begins with, and what a draft keeps. */
export function entered(_sent: Sent): OptionValues {
  throw new Error("not read yet");
}

/** For `response_action: "errors"`, by block. Null: it is not about what was filled in. */
export function errorsOf(_error: UserError, _view: Sent["view"]): Readonly<Record<string, string>> | null {
  throw new Error("not said yet");
}

/** What a person types into a field that is completed; the option is the block. */
export function typingOf(_asked: Sent & { readonly blockId: string; readonly text: string }): Typing {
  throw new Error("not read yet");
}

/** The menu under it: what is suggested, and what was typed as it is. */
export function drawChoices(_choices: readonly Choice[], _text: string): types.PlainTextOption[] {
  throw new Error("not drawn yet");
}
