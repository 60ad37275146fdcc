// What /help and /models say, and the labels of the form.

import type { CommandSpec, ModelPage } from "../domain/messages/option.ts";
import { formatDollars } from "../domain/money/money.ts";
import type { Page } from "./page.ts";
import { code, command as typed, dotted, link, listed, say, strong, varied } from "./text.ts";
import type { Text } from "./text.ts";

const HOW_IT_COMES = varied({ discord: ["as a reply with"], slack: ["into the thread of a message that says"] });

/** Where no menu shows the options, and no command takes a file. */
const HOW_TO_TYPE = varied({
  discord: ["Options appear while you type. Attach pictures, clips and sounds to the command."],
  slack: say`Add options after the prompt: ${typed("image")} ${code("a red fox --size 16:9 --n 2")}. Type the command alone, or with ${code("--form")}, for a form that also takes pictures, clips and sounds.`,
});

export const sayHelp = (commands: readonly CommandSpec[]): Page => ({
  title: "From a command to the picture or clip",
  tone: "plain",
  blocks: [
    {
      kind: "lines",
      lines: [
        say`Type a command, and the result comes ${HOW_IT_COMES} what it cost. Everything is checked before any money is set aside.`,
        say`${HOW_TO_TYPE}`,
      ],
    },
    { kind: "list", lines: commands.map(sayCommand) },
    {
      kind: "small",
      lines: [
        say`On each card: ${strong("Cancel")} while nothing was sent yet, ${strong("Run again")} for another result, ${strong("Edit")} to change the options first.`,
        say`“Up to” on a card is the most a run should cost. Expensive runs ask first. The finished card shows the real cost; failures are usually free.`,
        say`Get a deleted or missing result back with ${typed("jobs")}.`,
      ],
    },
  ],
});

/** The subcommands by their names alone: what each does is said where one types them. */
function sayCommand({ name, description, subcommands = [] }: CommandSpec): Text {
  const names = subcommands.map((one) => code(one.name));
  return [
    ...say`${typed(name)} ${description}`,
    ...(names.length === 0 ? [] : say` Followed by ${listed(names, "or")}.`),
  ];
}

export const sayModelHead = ({ command, from, slug }: ModelPage): Text =>
  dotted([[typed(command)], say`${code(slug)}`, say`default run up to ${strong(formatDollars(from))}`]);

export const sayModelOption = ({ name, allowed }: ModelPage["options"][number]): Text => say`${code(name)} ${allowed}`;

/** Where there is no room for more than their names. */
export const sayOptionNames = ({ options }: ModelPage): Text => dotted(options.map(({ name }) => say`${code(name)}`));

/** Where one message has no room for all of them. */
export const sayMoreModels = (count: number): Text =>
  say`${count} more ${count === 1 ? "model is" : "models are"} not shown.`;

/** Files of a page that only one person sees, where no such page can hold any. */
export const sayFilesElsewhere = (files: number, url: string | null): Text => {
  const what = files === 1 ? "The file" : `The ${files} files`;
  const there = "your direct message with the bot";
  return url === null
    ? say`${what} ${files === 1 ? "comes" : "come"} in ${there}.`
    : say`${what} ${files === 1 ? "is" : "are"} in ${link(there, url)}.`;
};

export const NO_MODELS = say`No model is switched on.`;

export const FORM = {
  title: "Change and run",
  prompt: "Prompt",
  model: "Model",
  options: "Options",
  run: "Run",
  cancel: "Cancel",
  /** Of an option that need not be said. */
  leftOut: "Default",
  on: "On",
  off: "Off",
  tooLong: "Too long to show here. Leave empty to keep it.",
  continuedHelp: "Continue a very long prompt here.",
  keptHelp: "Ticked files stay. New files, chosen below, replace all of them.",
  optionsHelp: "One per line, like size: 16:9. Delete a line to use the default.",
  files: "Files",
} as const;

/** A further field of one text. */
export const sayContinued = (title: string): string => `${title}, continued`;

export const sayKept = (title: string): string => `${title}: attached before`;

export const sayUpToFiles = (most: number): string => (most === 1 ? "One file." : `Up to ${most} files.`);

/** Options of a model for which a form has no room. */
export const sayLeftOut = (names: readonly string[]): Text =>
  say`This form has no room for ${listed(names.map(code), "and")}. They keep their values; the command itself takes them.`;

/** `slots`: the options that take files, in the order in which new ones fill them. */
export const sayFilesHelp = (slots: readonly string[]): string =>
  `Leave empty to keep the current files. New files replace all of them: ${slots.join(", ")}`;
