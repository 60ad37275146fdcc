// What stands in the composer before it is sent.

import type { Values } from "../../board/acts.ts";
import type { Choice, CommandLine, CommandOption } from "./options.ts";

export interface Field {
  readonly name: string;
  readonly text: string;
  /** What was picked for it; `text` is how it reads. */
  readonly picked: string | number | boolean | null;
  readonly file: File | null;
}

export type Draft =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "command"; readonly path: string; readonly fields: readonly Field[] };

export type CommandDraft = Extract<Draft, { kind: "command" }>;

export const NOTHING: Draft = { kind: "text", text: "" };

const emptyField = (name: string): Field => ({ name, text: "", picked: null, file: null });

/** With what is required; of a command that requires nothing, with the text that one would begin with. */
export function startCommand({ path, options }: CommandLine): CommandDraft {
  const required = options.filter((option) => option.required);
  const first = options.find(({ kind, choices }) => kind === "text" && choices.length === 0);
  const begun = required.length > 0 || first === undefined || first !== options[0] ? required : [first];
  return { kind: "command", path, fields: begun.map(({ name }) => emptyField(name)) };
}

export const withField = (draft: CommandDraft, name: string, change: Partial<Field> = {}): CommandDraft => ({
  ...draft,
  fields: draft.fields.some((field) => field.name === name)
    ? draft.fields.map((field) => (field.name === name ? { ...field, ...change } : field))
    : [...draft.fields, { ...emptyField(name), ...change }],
});

export const withoutField = (draft: CommandDraft, name: string): CommandDraft => ({
  ...draft,
  fields: draft.fields.filter((field) => field.name !== name),
});

/** The option that a file goes into when it was dropped or pasted somewhere: an empty one that takes it. */
export function slotFor(
  draft: CommandDraft,
  { options }: CommandLine,
  file: Pick<File, "name" | "type">,
): CommandOption | undefined {
  return options.find((option) => {
    const field = draft.fields.find(({ name }) => name === option.name);
    return option.kind === "file" && (field?.file ?? null) === null && takes(option, file);
  });
}

const takes = ({ fileTypes }: CommandOption, { name, type }: Pick<File, "name" | "type">): boolean => {
  const extension = `.${name.split(".").at(-1)?.toLowerCase() ?? ""}`;
  return fileTypes.length === 0 || fileTypes.some((kind) => kind === type.split("/")[0] || kind === extension);
};

const isEmpty = ({ text, picked, file }: Field): boolean => text.trim() === "" && picked === null && file === null;

/** What the client says of it before it sends anything. Null: nothing is wrong. */
export function problemOf(option: CommandOption, field: Field | undefined): string | null {
  if (field === undefined || isEmpty(field)) return option.required ? "This option is required." : null;
  if (field.file !== null) return takes(option, field.file) ? null : `Takes only: ${option.fileTypes.join(", ")}.`;
  if (field.picked !== null) return null;
  if (option.choices.length > 0) return choiceOf(option, field) === undefined ? "Pick one of the choices." : null;
  switch (option.kind) {
    case "text":
      return outside(option, field.text.length) && `Takes ${range(option)} characters.`;
    case "integer":
      return /^-?\d+$/.test(field.text.trim()) ? numberProblem(option, field) : "Takes a whole number.";
    case "number":
      return Number.isFinite(Number(field.text)) ? numberProblem(option, field) : "Takes a number.";
    case "boolean":
    case "user":
    case "channel":
    case "role":
    case "mentionable":
      return "Pick one of the list.";
    case "file":
      return null;
  }
}

/** What was typed in full need not be picked from the list. */
const choiceOf = ({ choices }: CommandOption, { text }: Field): Choice | undefined =>
  choices.find(({ name }) => name === text.trim());

const numberProblem = (option: CommandOption, { text }: Field): string | null =>
  outside(option, Number(text)) && `Takes a number ${range(option)}.`;

const outside = ({ min, max }: CommandOption, value: number): true | null =>
  value < (min ?? -Infinity) || value > (max ?? Infinity) ? true : null;

function range({ min, max }: CommandOption): string {
  if (min !== null && max !== null) return `between ${min} and ${max}`;
  return min === null ? `up to ${max}` : `from ${min}`;
}

/** As it goes out; what was left empty is left out. */
export function valuesOf({ fields }: CommandDraft, { options }: CommandLine): Values {
  const filled = fields.filter((field) => !isEmpty(field));
  return Object.fromEntries(
    filled.map((field) => {
      const option = options.find(({ name }) => name === field.name);
      const isNumber = option?.kind === "integer" || option?.kind === "number";
      const picked = field.picked ?? (option && choiceOf(option, field)?.value);
      return [field.name, field.file ?? picked ?? (isNumber ? Number(field.text) : field.text)];
    }),
  );
}
