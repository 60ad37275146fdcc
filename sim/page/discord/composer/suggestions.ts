// What can be picked at the place where somebody types.

import type { Channel } from "../../board/collections.ts";
import type { CommandDraft, Field } from "./draft.ts";
import type { Choice, CommandLine, CommandOption } from "./options.ts";

export interface Suggestion {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  /** A value of the field, an option to add, or a command to begin. */
  readonly gives: "value" | "option" | "command";
  readonly value: string | number | boolean;
}

/** Whom and what an option can name. */
export interface Around {
  readonly people: readonly Channel[];
  readonly channels: readonly Channel[];
  readonly roles: readonly Channel[];
}

/** As many as Discord shows of anything. */
const MOST = 25;

const contains = (text: string, part: string): boolean => text.toLowerCase().includes(part.trim().toLowerCase());

const value =
  (gives: Suggestion["gives"]) =>
  (name: string, given: Suggestion["value"], detail = ""): Suggestion => ({
    key: `${gives}/${given}`,
    label: name,
    detail,
    gives,
    value: given,
  });

/** Commands while their name is typed: those that begin with it first. */
export function suggestCommands(lines: readonly CommandLine[], text: string): readonly Suggestion[] {
  const typed = text.slice(1).trimStart();
  const fitting = lines.filter(({ path }) => contains(path, typed));
  const first = fitting.filter(({ path }) => path.startsWith(typed));
  const ordered = [...first, ...fitting.filter((line) => !first.includes(line))];
  return ordered.slice(0, MOST).map(({ path, description }) => value("command")(`/${path}`, path, description));
}

/** Options that are not among the fields yet. */
export function suggestOptions(
  { options }: CommandLine,
  { fields }: CommandDraft,
  typed: string,
): readonly Suggestion[] {
  const left = options.filter(({ name }) => !fields.some((field) => field.name === name));
  return left
    .filter(({ name }) => contains(name, typed))
    .map(({ name, description }) => value("option")(name, name, description));
}

/** What a field can hold; `answered` is what the bot has answered for an option that completes itself. */
export function suggestValues(
  option: CommandOption,
  { text, picked }: Field,
  { people, channels, roles, answered }: Around & { readonly answered: readonly Choice[] },
): readonly Suggestion[] {
  // What was picked is not searched for: all else is offered beside it.
  const typed = picked === null ? text : "";
  const give = value("value");
  const named = (sign: string, all: readonly Channel[]): readonly Suggestion[] =>
    all
      .filter(({ name }) => contains(name, typed.replace(/^[@#]/, "")))
      .map(({ id, name }) => give(`${sign}${name}`, id));
  if (option.completes) return answered.slice(0, MOST).map((choice) => give(choice.name, choice.value));
  switch (option.kind) {
    case "boolean":
      return [give("True", true), give("False", false)].filter(({ label }) => contains(label, typed));
    case "user":
      return named("@", people);
    case "role":
      return named("@", roles);
    case "channel":
      return named("#", channels);
    case "mentionable":
      return [...named("@", people), ...named("@", roles)];
    case "text":
    case "integer":
    case "number":
      return option.choices
        .filter(({ name }) => contains(name, typed))
        .map((choice) => give(choice.name, choice.value));
    case "file":
      return [];
  }
}

/** Only what is listed can be picked, so the first of the list is at hand. */
export const isClosed = ({ kind, choices }: CommandOption): boolean =>
  choices.length > 0 || ["boolean", "user", "role", "channel", "mentionable"].includes(kind);
