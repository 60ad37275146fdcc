import type { Values } from "../../board/acts.ts";
import { valuesOf } from "./draft.ts";
import type { CommandDraft, Draft, Field } from "./draft.ts";
import type { Here } from "./here.ts";
import type { CommandLine, CommandOption } from "./options.ts";
import { isClosed, suggestCommands, suggestOptions, suggestValues } from "./suggestions.ts";
import type { Around, Suggestion } from "./suggestions.ts";
import { useChoices } from "./use-choices.ts";
import type { Answered } from "./use-choices.ts";

export interface Offered {
  readonly suggestions: readonly Suggestion[];
  readonly answered: Answered;
  /** What is being filled in. */
  readonly option: CommandOption | undefined;
  /** Which suggestion is at hand; -1: none. */
  readonly at: number;
}

interface Asking extends Around {
  readonly lines: readonly CommandLine[];
  readonly draft: Draft;
  readonly onComplete: (path: string, values: Values, focused: string) => Promise<unknown>;
}

interface Place {
  readonly line: CommandLine | undefined;
  readonly here: Here;
}

export function useOffered(asking: Asking, { line, here }: Place): Offered {
  const { draft, lines, onComplete } = asking;
  const option = line?.options.find(({ name }) => name === here.active);
  const field = draft.kind === "command" ? fieldOf(draft, here.active) : undefined;
  const isAsked = draft.kind === "command" && line !== undefined && option?.completes === true && field !== undefined;
  const ask = isAsked ? async () => await onComplete(draft.path, typedIn(draft, line, here.active), here.active) : null;
  const answered = useChoices(ask, `${line?.path} ${here.active} ${field?.text}`);
  const offer = (suggestions: readonly Suggestion[], opensWithFirst: boolean): Offered => ({
    suggestions,
    answered,
    option,
    at: here.at ?? (opensWithFirst ? 0 : -1),
  });
  if (draft.kind === "text") {
    return offer(/^\/[^\n]*$/.test(draft.text) ? suggestCommands(lines, draft.text) : [], true);
  }
  if (!line) return offer([], false);
  if (!option || !field) return offer(suggestOptions(line, draft, here.more), here.more !== "");
  const choices = answered.kind === "choices" ? answered.choices : [];
  return offer(
    suggestValues(option, field, { ...asking, answered: choices }),
    isClosed(option) && field.picked === null,
  );
}

export const fieldOf = (draft: CommandDraft, name: string): Field | undefined =>
  draft.fields.find((field) => field.name === name);

/** What is typed into an option is asked about as text, whatever was picked for it before. */
const typedIn = (draft: CommandDraft, line: CommandLine, name: string): Values => ({
  ...valuesOf({ ...draft, fields: draft.fields.filter(({ file }) => file === null) }, line),
  [name]: fieldOf(draft, name)?.text ?? "",
});
