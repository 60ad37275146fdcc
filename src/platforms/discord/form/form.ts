// The form behind *Edit*: a modal of at most five fields, so the prompt, the model and the files have fields of their own
// and everything else is one text of lines such as `size: 16:9`. What the fields cannot hold stays in the draft.

import { ComponentType, TextInputStyle } from "discord.js";
import type { APILabelComponent, APIModalInteractionResponseCallbackData } from "discord.js";
import type { OptionValue, OptionValues } from "../../../domain/messages/invocation.ts";
import type { Option } from "../../../domain/messages/option.ts";
import type { Form } from "../../platform.ts";
import { FORM, sayFilesHelp } from "../../../wording/help-and-forms.ts";
import { clip, oneLine } from "../../../domain/text/clip.ts";
import { LIMITS } from "../limits.ts";

/** The fields of the modal, and what the options they stand for are called. */
export const FIELDS = { prompt: "prompt", model: "model", options: "options", files: "files" } as const;

/** What is kept from the press to the submission, which may be in another process. */
export interface Draft {
  readonly command: string;
  readonly values: OptionValues;
  /** Options whose values no field could show: they stay as they are. */
  readonly kept: readonly string[];
}

export interface DrawnForm {
  readonly modal: APIModalInteractionResponseCallbackData;
  readonly draft: Draft;
}

export function drawForm({ command, options, values }: Form, customId: string): DrawnForm {
  const prompt = options.find(({ name }) => name === FIELDS.prompt);
  const model = options.find(isModelMenu);
  const files = options.filter((option) => option.kind === "file");
  const others = options.filter((option) => option !== prompt && option !== model && option.kind !== "file");
  const { text, left } = asLines(others, values);
  const typed = typedText(values[FIELDS.prompt]);
  const longPrompt = typed.length > LIMITS.textInputChars;
  const components = [
    ...(prompt === undefined ? [] : [promptField(prompt, longPrompt ? null : typed)]),
    ...(model === undefined ? [] : [modelField(model, values[model.name])]),
    ...(others.length === 0 ? [] : [optionsField(others, text)]),
    ...(files.length === 0 ? [] : [filesField(inOrder(files, values))]),
  ];
  const title = clip(`${FORM.title}: /${command}`, LIMITS.modalTitleChars);
  const kept = longPrompt ? [FIELDS.prompt, ...left] : left;
  return { modal: { custom_id: customId, title, components }, draft: { command, values, kept } };
}

const typedText = (value: OptionValue | undefined): string =>
  value === undefined || typeof value === "object" ? "" : String(value);

type Menu = Extract<Option, { kind: "choice" }>;
type FileOption = Extract<Option, { kind: "file" }>;

/** One model needs no menu, and more than 25 do not fit into one: then the options' text has it. */
const isModelMenu = (option: Option): option is Menu =>
  option.name === FIELDS.model &&
  option.kind === "choice" &&
  option.choices.length > 1 &&
  option.choices.length <= LIMITS.selectOptions;

/**
 * How new files fill the options: those that have a file now, because they are replaced; then those that come in numbers;
 * and only then those with a role of their own, so that one picture more does not become a mask.
 */
export function inOrder(files: readonly FileOption[], values: OptionValues): readonly FileOption[] {
  const isNumbered = ({ name }: FileOption): boolean =>
    files.some((other) => other.name !== name && groupOf(other) === groupOf({ name }));
  const rank = (file: FileOption): number => (values[file.name] !== undefined ? 0 : isNumbered(file) ? 1 : 2);
  return files.toSorted((a, b) => rank(a) - rank(b));
}

/** `image_3` and `image` are of one family. */
const groupOf = ({ name }: Pick<FileOption, "name">): string => name.replace(/_\d+$/, "");

const label = (text: string, help: string, component: APILabelComponent["component"]): APILabelComponent => ({
  type: ComponentType.Label,
  label: clip(text, LIMITS.labelChars),
  ...(help === "" ? {} : { description: clip(help, LIMITS.labelDescriptionChars) }),
  component,
});

function promptField({ required }: Option, value: string | null): APILabelComponent {
  return label(FORM.prompt, value === null ? FORM.tooLong : "", {
    type: ComponentType.TextInput,
    custom_id: FIELDS.prompt,
    style: TextInputStyle.Paragraph,
    required: required && value !== null,
    max_length: LIMITS.textInputChars,
    ...(value === null || value === "" ? {} : { value }),
  });
}

function modelField({ choices }: Menu, value: OptionValue | undefined): APILabelComponent {
  return label(FORM.model, "", {
    type: ComponentType.StringSelect,
    custom_id: FIELDS.model,
    required: false,
    min_values: 0,
    max_values: 1,
    options: choices.map((choice) => ({
      label: clip(choice.label, LIMITS.choiceChars),
      value: choice.value,
      default: choice.value === value,
    })),
  });
}

function optionsField(options: readonly Option[], text: string): APILabelComponent {
  return label(FORM.options, FORM.optionsHelp, {
    type: ComponentType.TextInput,
    custom_id: FIELDS.options,
    style: TextInputStyle.Paragraph,
    required: false,
    max_length: LIMITS.textInputChars,
    placeholder: clip(options.map(({ name }) => name).join(", "), LIMITS.placeholderChars),
    ...(text === "" ? {} : { value: text }),
  });
}

function filesField(slots: readonly FileOption[]): APILabelComponent {
  return label(FORM.files, sayFilesHelp(slots.map(({ name }) => name)), {
    type: ComponentType.FileUpload,
    custom_id: FIELDS.files,
    required: false,
    min_values: 0,
    max_values: Math.min(slots.length, LIMITS.uploadFiles),
    file_types: [...new Set(slots.map(({ accepts }) => accepts))],
  });
}

interface Lines {
  readonly text: string;
  /** Those for which there was no room. */
  readonly left: readonly string[];
}

/** `size: 16:9`, a line each. */
function asLines(options: readonly Option[], values: OptionValues): Lines {
  const left: string[] = [];
  let text = "";
  for (const { name } of options) {
    const value = oneLine(typedText(values[name]));
    if (value === "") continue;
    const line = `${text === "" ? "" : "\n"}${name}: ${value}`;
    if (text.length + line.length > LIMITS.textInputChars) left.push(name);
    else text += line;
  }
  return { text, left };
}
