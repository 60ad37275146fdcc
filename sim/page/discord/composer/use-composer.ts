import { useState } from "preact/hooks";
import { problemOf } from "./draft.ts";
import { hereIn, MORE, pathOf } from "./here.ts";
import type { Here } from "./here.ts";
import { meaningOf } from "./keys.ts";
import type { CommandLine } from "./options.ts";
import { attach, obey, pick, remove, send, write } from "./moves.ts";
import type { ComposerState } from "./moves.ts";
import type { Around, Suggestion } from "./suggestions.ts";
import { fieldOf, useOffered } from "./use-offered.ts";
import type { Offered } from "./use-offered.ts";
import type { Values } from "../../board/acts.ts";

export interface ComposerOptions
  extends Around, Pick<ComposerState, "lines" | "draft" | "onDraft" | "onCommand" | "onSay"> {
  readonly onComplete: (path: string, values: Values, focused: string) => Promise<unknown>;
}

export interface Composing extends Offered, Pick<Here, "active" | "more" | "problem"> {
  readonly line: CommandLine | undefined;
  readonly problemIn: (name: string) => string | null;
  readonly focus: (name: string) => void;
  readonly write: (text: string) => void;
  readonly pick: (suggestion: Suggestion) => void;
  readonly attach: (files: readonly File[], name?: string) => void;
  readonly remove: (name: string) => void;
  readonly press: (event: KeyboardEvent) => void;
  readonly send: () => void;
  readonly complain: (problem: string) => void;
}

const NOWHERE: Here = { path: null, active: MORE, more: "", at: null, tried: false, problem: null };

export function useComposer(options: ComposerOptions): Composing {
  const { draft, lines } = options;
  const [kept, setKept] = useState<Here>(NOWHERE);
  const here = hereIn(kept, draft);
  const change = (next: Partial<Here>): void => setKept((before) => ({ ...hereIn(before, draft), ...next }));
  const line = lines.find(({ path }) => path === pathOf(draft));
  const offered = useOffered(options, { line, here });
  const state: ComposerState = { ...options, line, here, offered, change };
  return {
    ...offered,
    line,
    active: here.active,
    more: here.more,
    problem: here.problem,
    problemIn: (name) => {
      const option = line?.options.find((one) => one.name === name);
      return here.tried && option && draft.kind === "command" ? problemOf(option, fieldOf(draft, name)) : null;
    },
    focus: (name) => {
      if (name !== here.active) change({ active: name, at: null });
    },
    write: (text) => write(state, text),
    pick: (suggestion) => pick(state, suggestion),
    attach: (files, name) => attach(state, files, name),
    remove: (name) => remove(state, name),
    send: () => send(state),
    complain: (problem) => change({ problem }),
    press: (event) => press(state, event),
  };
}

function press(state: ComposerState, event: KeyboardEvent): void {
  const { draft, here, offered } = state;
  const isTyping = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
  const meaning = meaningOf(event, {
    hasList: offered.suggestions.length > 0,
    hasActive: offered.suggestions[offered.at] !== undefined,
    atStart: draft.kind === "command" && (!isTyping || event.target.value === ""),
  });
  const isLast = draft.kind === "text" || (here.active === MORE && here.more === "");
  // Behind the last field Tab leaves, as everywhere.
  if (meaning === null || (meaning === "next" && isLast)) return;
  // A button does what buttons do.
  if (!isTyping && (meaning === "send" || meaning === "pick")) return;
  event.preventDefault();
  event.stopPropagation();
  obey(state, meaning);
}
