// The form of a command: a modal with a field for every property of one model. What the fields cannot hold stays in the
// draft, which is kept in the key-value store from opening the form to its submission, possibly in another process.
// https://docs.slack.dev/surfaces/modals

import type { types } from "@slack/bolt";
import type { MediaKind, OptionValues } from "../../../domain/messages/invocation.ts";
import type { Option } from "../../../domain/messages/option.ts";
import type { Form } from "../../platform.ts";
import { FORM, sayContinued, sayKept, sayLeftOut, sayUpToFiles } from "../../../wording/help-and-forms.ts";
import { plainText, smallPrint } from "../draw/message-body.ts";
import { fileGroupsOf } from "./file-groups.ts";
import type { FileGroup } from "./file-groups.ts";
import { choiceOption, elementOf, field, hintOf, spelled, textInput } from "./field.ts";
import type { FieldKind } from "./field.ts";
import { LIMITS } from "../limits.ts";
import { markup } from "../draw/mrkdwn.ts";
import { MOST_PARTS, partBlock, partsOf } from "./text-parts.ts";

/** The `callback_id` of every form. */
export const FORM_ID = "form";
/** The block of the model chooser: a press in it asks for the form of another model. */
export const MODEL_BLOCK = "model";
const PROMPT = "prompt";
/** Before the name of a group: the block of those of its files that were attached before. */
export const KEPT_VALUES = "kept:";

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
export function drawForm(form: Form, { prefix, ...place }: FormPlace & { readonly prefix: string }): types.ModalView {
  return {
    type: "modal",
    callback_id: FORM_ID,
    private_metadata: JSON.stringify(place satisfies FormPlace),
    title: plainText(`/${prefix}${form.command}`, LIMITS.viewTitleChars),
    submit: plainText(FORM.run, LIMITS.viewTitleChars),
    close: plainText(FORM.cancel, LIMITS.viewTitleChars),
    blocks: blocksOf(form),
  };
}

/** Null: it is none of this version's. */
export function readPlace(privateMetadata: string): FormPlace | null {
  try {
    const read = JSON.parse(privateMetadata) as Partial<FormPlace> | null;
    if (typeof read?.command !== "string" || typeof read.channelId !== "string") return null;
    const { command, channelId, channelName = null, draftId = null } = read;
    return { command, channelId, channelName, draftId };
  } catch {
    return null;
  }
}

interface Drawn {
  /** The option, or the first of a group. */
  readonly name: string;
  readonly blocks: readonly types.InputBlock[];
}

/** In the options' own order. */
function blocksOf({ options, values }: Form): types.KnownBlock[] {
  const groups = new Map(fileGroupsOf(options).map((group) => [group.options[0].name, group]));
  const drawn = options.flatMap((option): readonly Drawn[] => {
    const group = groups.get(option.name);
    if (group !== undefined) return [{ name: group.name, blocks: filesFields(group, values) }];
    const blocks = fieldsOf(option, values);
    return blocks.length === 0 ? [] : [{ name: option.name, blocks }];
  });
  const more = options.flatMap((option) => continuation(option, values));
  const [shown, left] = withinLimits([...drawn, ...more]);
  const note = left.length === 0 ? [] : smallPrint([markup(sayLeftOut(left), { prefix: "" })]);
  return [...shown, ...note];
}

function withinLimits(drawn: readonly Drawn[]): readonly [readonly types.InputBlock[], readonly string[]] {
  const shown: types.InputBlock[] = [];
  const left: string[] = [];
  for (const { name, blocks } of drawn) {
    if (left.length > 0 || shown.length + blocks.length >= LIMITS.blocksPerView) left.push(name);
    else shown.push(...blocks);
  }
  return [shown, left];
}

function fieldsOf(option: Option, values: OptionValues): readonly types.InputBlock[] {
  const { name, title: label, required } = option;
  const hint = hintOf(option);
  const element = elementOf(option, values[name]);
  if (element === null) return [];
  if (spelled(values[name]).length > LIMITS.textInputChars) return longText(option, spelled(values[name]));
  if (name === MODEL_BLOCK)
    return [{ ...field(name, { label, hint: "", optional: false }, element), dispatch_action: true }];
  return [field(name, { label, hint, optional: !required }, element)];
}

function longText(option: Option, text: string): readonly types.InputBlock[] {
  const { name, title } = option;
  const hint = hintOf(option);
  const parts = partsOf(text);
  if (parts.length > MOST_PARTS) {
    return [field(name, { label: title, hint: FORM.tooLong, optional: true }, textInput(null, ""))];
  }
  return parts.map((part, index) =>
    field(
      partBlock(name, index),
      index === 0
        ? { label: title, hint, optional: !option.required }
        : { label: sayContinued(title), hint: "", optional: true },
      textInput(null, part),
    ),
  );
}

/** Below everything else: a second field for a prompt that may be longer than the first one takes. */
function continuation(option: Option, values: OptionValues): readonly Drawn[] {
  if (option.name !== PROMPT || option.kind !== "text") return [];
  const { name, title, maxLength } = option;
  const isLong = spelled(values[name]).length > LIMITS.textInputChars;
  if (isLong || (maxLength !== null && maxLength <= LIMITS.textInputChars)) return [];
  const labels = { label: sayContinued(title), hint: FORM.continuedHelp, optional: true };
  const element = textInput(null, "");
  return [{ name, blocks: [field(partBlock(name, 1), labels, element)] }];
}

/** What the client lets people choose; the models' own lists are shorter, and say so on arrival. */
const FILE_TYPES: Readonly<Record<MediaKind, string[]>> = {
  image: ["png", "jpg", "jpeg", "webp", "gif", "bmp", "heic", "tiff"],
  video: ["mp4", "mov", "webm", "avi", "mkv"],
  audio: ["mp3", "wav", "m4a", "ogg", "flac", "aac"],
};

function filesFields({ name, options }: FileGroup, values: OptionValues): readonly types.InputBlock[] {
  const [{ title, accepts }] = options;
  const most = Math.min(options.length, LIMITS.filesPerInput);
  const element: types.FileInput = {
    type: "file_input",
    action_id: "files" satisfies FieldKind,
    filetypes: FILE_TYPES[accepts],
    max_files: most,
  };
  return [
    ...keptField({ name, options }, values),
    field(name, { label: title, hint: sayUpToFiles(most), optional: true }, element),
  ];
}

function keptField({ name, options }: FileGroup, values: OptionValues): readonly types.InputBlock[] {
  const attached = options
    .filter((option) => values[option.name] !== undefined)
    .slice(0, LIMITS.checkboxes)
    .map((option) => choiceOption({ label: spelled(values[option.name]), value: option.name }));
  if (attached.length === 0) return [];
  const element: types.Checkboxes = {
    type: "checkboxes",
    action_id: "kept" satisfies FieldKind,
    options: attached,
    initial_options: attached,
  };
  const labels = { label: sayKept(options[0].title), hint: FORM.keptHelp, optional: true };
  return [field(`${KEPT_VALUES}${name}`, labels, element)];
}
