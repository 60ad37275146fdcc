// What can be typed next: commands while the first word is typed, and then the flags that the command's hint names.

export interface ShownCommand {
  /** "/image". */
  readonly command: string;
  readonly description: string;
  /** Empty: there is none. https://docs.slack.dev/reference/app-manifest#slash_commands */
  readonly usageHint: string;
  readonly appName: string;
}

export type Hint =
  | { readonly kind: "command"; readonly text: string; readonly command: ShownCommand }
  /** `sample` is the value that the hint shows behind it. */
  | { readonly kind: "flag"; readonly text: string; readonly sample: string };

/** A part of a usage hint, and whether it has been typed. */
export interface HintPart {
  readonly text: string;
  readonly typed: "yes" | "now" | "no";
}

/** Those whose name begins like it before those in which it stands somewhere. */
export function hintsFor(draft: string, commands: readonly ShownCommand[]): readonly Hint[] {
  if (/^\/\S*$/.test(draft)) {
    const typed = draft.toLowerCase();
    const fitting = commands.filter(({ command }) => command.includes(typed.slice(1)));
    const first = fitting.filter(({ command }) => command.startsWith(typed));
    return [...first, ...fitting.filter((one) => !first.includes(one))].map(toHint);
  }
  const command = commandOf(draft, commands);
  const begun = /\s(--[\w-]*)$/.exec(draft)?.[1];
  if (command === undefined || begun === undefined) return [];
  const typed = flagsIn(draft.slice(0, -begun.length));
  return flagsOf(command).filter(({ text }) => text.startsWith(begun) && text !== begun && !typed.includes(text));
}

const toHint = (command: ShownCommand): Hint => ({
  kind: "command",
  text: command.command,
  command,
});

/** The command that a draft begins with, once something stands behind it. */
export const commandOf = (draft: string, commands: readonly ShownCommand[]): ShownCommand | undefined =>
  commands.find(({ command }) => draft.startsWith(`${command} `) || draft.startsWith(`${command}\n`));

/** The draft with the hint in the place of what it completes. */
export const complete = (draft: string, hint: Hint): string =>
  hint.kind === "command" ? `${hint.text} ` : `${draft.replace(/--[\w-]*$/, "")}${hint.text} `;

/** One flag with the value behind it, one pair of brackets, or one word. */
const PARTS = /\[[^\]]*\]|<[^>]*>|--[\w-]+(?:[ =](?!--|\[)\S+)?|\S+/g;

export function partsOf({ usageHint, command }: ShownCommand, draft: string): readonly HintPart[] {
  const words = draft.slice(command.length);
  const typed = flagsIn(words);
  const last = /(--[\w-]+)(?:\s+\S*)?$/.exec(words)?.[1];
  return (usageHint.match(PARTS) ?? []).map((text) => {
    const flag = /--[\w-]+/.exec(text)?.[0];
    if (flag === undefined) return { text, typed: isFreeTextTyped(words) ? "yes" : "no" };
    if (flag === last) return { text, typed: "now" };
    return { text, typed: typed.includes(flag) ? "yes" : "no" };
  });
}

const isFreeTextTyped = (words: string): boolean => /^\s+(?!--)\S/.test(words);

const flagsIn = (words: string): readonly string[] => words.match(/--[\w-]+/g) ?? [];

function flagsOf({ usageHint }: ShownCommand): readonly Extract<Hint, { kind: "flag" }>[] {
  return (usageHint.match(PARTS) ?? []).flatMap((part) => {
    const [, text, sample = ""] = /(--[\w-]+)[ =]?([^\]]*)/.exec(part) ?? [];
    return text === undefined ? [] : [{ kind: "flag", text, sample }];
  });
}
