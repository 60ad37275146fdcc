// Where somebody is in the composer between two keys.

import type { CommandDraft, Draft } from "./draft.ts";

/** The place behind the last field, where further options are asked for. */
export const MORE = "";

export interface Here {
  /** The command that this is about; another one resets. */
  readonly path: string | null;
  /** The field with the focus, or `MORE`. */
  readonly active: string;
  /** What is typed at `MORE`. */
  readonly more: string;
  /** Of the list; null: nothing was chosen with the arrows. */
  readonly at: number | null;
  /** Fields are only blamed once somebody has tried to send them. */
  readonly tried: boolean;
  readonly problem: string | null;
}

export const pathOf = (draft: Draft): string | null => (draft.kind === "command" ? draft.path : null);

/** A command begins in its first empty field, also one that was put there from elsewhere. */
export function hereIn(kept: Here, draft: Draft): Here {
  const path = pathOf(draft);
  if (kept.path === path) return kept;
  const active = draft.kind === "command" ? firstEmpty(draft) : MORE;
  return { path, active, more: "", at: null, tried: false, problem: null };
}

const firstEmpty = ({ fields }: CommandDraft): string =>
  fields.find(({ text, file }) => text === "" && file === null)?.name ?? MORE;
