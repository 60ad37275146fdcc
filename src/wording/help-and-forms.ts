// What /help and /models say, and the labels of the form.

import type { CommandSpec, ModelPage } from "../domain/messages/option.ts";
import { formatDollars } from "../domain/money/money.ts";
import type { Page } from "./page.ts";
import { code, command as typed, dotted, link, listed, say, strong, varied } from "./text.ts";
import type { Text } from "./text.ts";

const HOW_IT_COMES = varied({ discord: ["as a reply with"], slack: ["into the thread of a message that says"] });

/** Where no menu shows the options, and no command takes a file. */
const HOW_TO_TYPE = varied({
  discord: ["Its options appear while you type; pictures, clips and sounds are attached to it."],
  slack: say`Options go behind what to make: ${typed("image")} ${code("a red fox --size 16:9 --n 2")}. With nothing behind it, or with ${code("--form")}, a command opens a form, where pictures, clips and sounds are added.`,
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
        say`The “up to” on a card is the most that its run should cost; an expensive one asks before it starts. The card always says what it did cost, which for a failure is usually nothing.`,
        say`A result that was deleted, or that did not arrive, comes back with ${typed("jobs")}.`,
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
  tooLong: "Too long to show here. Left empty, it stays as it is.",
  continuedHelp: "What has no room in the first field.",
  keptHelp: "Those that are ticked stay, unless new ones are chosen below: they replace all of these.",
  optionsHelp: "One a line, such as size: 16:9. Without its line an option goes back to the default.",
  files: "Files",
} as const;

/** A further field of one text. */
export const sayContinued = (title: string): string => `${title}, continued`;

export const sayKept = (title: string): string => `${title}: attached before`;

export const sayUpToFiles = (most: number): string => (most === 1 ? "One file." : `Up to ${most} files.`);

/** Options of a model for which a form has no room. */
export const sayNoRoom = (names: readonly string[]): Text =>
  say`There is no room here for ${listed(names.map(code), "and")}: what they are set to stays, and the command itself takes them.`;

/** `slots`: the options that take files, in the order in which new ones fill them. */
export const sayFilesHelp = (slots: readonly string[]): string =>
  `Left empty, they stay. New ones replace all of them: ${slots.join(", ")}`;
