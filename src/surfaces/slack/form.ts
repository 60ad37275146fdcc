// The form of a command: a modal with a field for every property of one model. What the fields cannot hold stays in the
// draft, which is kept in memory from opening the form to its submission, possibly in another process.

import type { types } from "@slack/bolt";
import type { OptionValues } from "../../domain/invocation.ts";
import type { Form } from "../surface.ts";

/** The `callback_id` of every form. */
export const FORM_ID = "form";
/** The block of the model chooser: a press in it asks for the form of another model. */
export const MODEL_BLOCK = "model";

export interface Draft {
  readonly command: string;
  /** Everything that is filled in or attached, also what the model of the moment has no field for. */
  readonly values: OptionValues;
}

/** What `private_metadata` holds: where the answer is to stand, and what the draft is called. */
export interface FormPlace {
  readonly command: string;
  readonly channelId: string;
  readonly channelName: string | null;
  /** Null: nothing is filled in that has to be remembered. */
  readonly draftId: string | null;
}

/** `prefix` as in the command's name. Drawn again with another model, the fields they share keep what was entered. */
export function drawForm(_form: Form, _place: FormPlace & { readonly prefix: string }): types.ModalView {
  throw new Error("not drawn yet");
}

/** Null: it is none of this version's. */
export function readPlace(_privateMetadata: string): FormPlace | null {
  throw new Error("not read yet");
}
