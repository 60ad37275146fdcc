// What a person can do in the composer. Each takes the composer as it stands.

import type { Values } from "../../board/acts.ts";
import { NOTHING, problemOf, slotFor, startCommand, valuesOf, withField, withoutField } from "./draft.ts";
import type { CommandDraft, Draft } from "./draft.ts";
import { MORE } from "./here.ts";
import type { Here } from "./here.ts";
import type { Meaning } from "./keys.ts";
import type { CommandLine } from "./options.ts";
import type { Suggestion } from "./suggestions.ts";
import { fieldOf } from "./use-offered.ts";
import type { Offered } from "./use-offered.ts";

export interface ComposerState {
  readonly lines: readonly CommandLine[];
  readonly draft: Draft;
  readonly line: CommandLine | undefined;
  readonly here: Here;
  readonly offered: Offered;
  readonly onDraft: (draft: Draft) => void;
  readonly onCommand: (path: string, values: Values) => Promise<void>;
  readonly onSay: (text: string) => Promise<void>;
  readonly change: (next: Partial<Here>) => void;
}

/** The field is empty at once; what could not be sent comes back. */
export function send({ draft, line, onDraft, onCommand, onSay, change }: ComposerState): void {
  const follow = (sending: Promise<void>): void => {
    onDraft(NOTHING);
    sending.catch((cause: Error) => {
      onDraft(draft);
      change({ problem: cause.message });
    });
  };
  if (draft.kind === "text") {
    if (draft.text.trim() !== "") follow(onSay(draft.text));
    return;
  }
  if (!line) return change({ problem: `/${draft.path} is not there any more.` });
  const wrong = line.options.find((option) => problemOf(option, fieldOf(draft, option.name)) !== null);
  if (wrong === undefined) return follow(onCommand(draft.path, valuesOf(draft, line)));
  if (!fieldOf(draft, wrong.name)) onDraft(withField(draft, wrong.name));
  change({ tried: true, active: wrong.name, at: null });
}

export function pick(state: ComposerState, { gives, value, label }: Suggestion): void {
  const { draft, lines, here, onDraft } = state;
  if (gives === "command") {
    const begun = lines.find(({ path }) => path === value);
    if (begun) onDraft(startCommand(begun));
    return;
  }
  if (draft.kind !== "command") return;
  if (gives === "option") go(state, withField(draft, String(value)), String(value));
  else goOn(state, withField(draft, here.active, { picked: value, text: label }));
}

/** `name` undefined: each into the first free option that takes it. */
export function attach(state: ComposerState, files: readonly File[], name?: string): void {
  const { draft, line, change } = state;
  if (draft.kind === "text" || !line) return change({ problem: "Begin a command first: files go into its options." });
  let next = draft;
  const left: string[] = [];
  for (const file of files) {
    const slot = name ?? slotFor(next, line, file)?.name;
    if (slot === undefined) left.push(file.name);
    else next = withField(next, slot, { file, text: "" });
  }
  if (next !== draft) goOn(state, next);
  if (left.length > 0) change({ problem: `No free option of /${draft.path} takes ${left.join(", ")}.` });
}

/** What is required stays, empty. */
export function remove(state: ComposerState, name: string): void {
  const { draft, line } = state;
  if (draft.kind !== "command") return;
  const isRequired = line?.options.find((option) => option.name === name)?.required ?? false;
  if (isRequired) go(state, withField(draft, name, { text: "", picked: null, file: null }), name);
  else go(state, withoutField(draft, name), MORE);
}

export function write({ draft, lines, here, onDraft, change }: ComposerState, text: string): void {
  if (draft.kind === "command" && here.active === MORE) return change({ more: text, at: null, problem: null });
  change({ at: null, problem: null });
  if (draft.kind === "command") return onDraft(withField(draft, here.active, { text, picked: null }));
  const typed = lines.find(({ path }) => text === `/${path} `);
  onDraft(typed ? startCommand(typed) : { kind: "text", text });
}

export function obey(state: ComposerState, meaning: NonNullable<Meaning>): void {
  const { draft, here, offered, onDraft, change } = state;
  const { suggestions, at } = offered;
  const active = suggestions[at];
  switch (meaning) {
    case "send":
      return send(state);
    case "pick":
      return active && pick(state, active);
    case "down":
      return change({ at: (at + 1) % suggestions.length });
    case "up":
      return change({ at: (Math.max(at, 0) - 1 + suggestions.length) % suggestions.length });
    case "leave":
      return onDraft(NOTHING);
    case "back":
      return back(state);
    case "next":
      return draft.kind === "command" ? change({ active: after(draft, here.active), at: null }) : undefined;
  }
}

/** Backspace in an empty place: the field goes, or the one before it is entered, or the command becomes text again. */
function back(state: ComposerState): void {
  const { draft, here, onDraft, change } = state;
  if (draft.kind !== "command") return;
  const last = draft.fields.at(-1);
  if (here.active !== MORE) remove(state, here.active);
  else if (last === undefined) onDraft({ kind: "text", text: `/${draft.path}` });
  else change({ active: last.name, at: null });
}

function go({ onDraft, change }: ComposerState, next: CommandDraft, active: string): void {
  onDraft(next);
  change({ active, more: "", at: null, problem: null });
}

/** To what is required and still empty, or behind the last field. */
function goOn(state: ComposerState, next: CommandDraft): void {
  const required = state.line?.options.filter((option) => option.required) ?? [];
  const empty = required.find((option) => problemOf(option, fieldOf(next, option.name)) !== null);
  go(state, next, empty?.name ?? MORE);
}

function after({ fields }: CommandDraft, active: string): string {
  const index = fields.findIndex(({ name }) => name === active);
  return fields[index + 1]?.name ?? MORE;
}
