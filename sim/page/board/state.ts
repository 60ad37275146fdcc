import { ONLY } from "./collections.ts";
import type { Change, Collection, Collections } from "./collections.ts";

/** The board as a page has it. A collection that has not changed stays the same object. */
export type State = { readonly [In in Collection]: ReadonlyMap<string, Collections[In]> };

const NONE: ReadonlyMap<string, never> = new Map<string, never>();

export const EMPTY: State = {
  "discord.place": NONE,
  "discord.messages": NONE,
  "discord.forms": NONE,
  "discord.acts": NONE,
  "slack.place": NONE,
  "slack.messages": NONE,
  "slack.views": NONE,
  "slack.acts": NONE,
  samples: NONE,
  "engine.bot": NONE,
  "engine.switches": NONE,
  "engine.tasks": NONE,
  "engine.requests": NONE,
};

export function withChanges(state: State, changes: readonly Change[]): State {
  const copies = new Map<Collection, Map<string, unknown>>();
  for (const { in: collection, key, entry } of changes) {
    const entries = copies.get(collection) ?? new Map<string, unknown>(state[collection]);
    copies.set(collection, entries);
    if (entry === null) entries.delete(key);
    else entries.set(key, entry);
  }
  return { ...state, ...Object.fromEntries(copies) };
}

/** The entry of a collection that has one. */
export const onlyIn = <In extends Collection>(state: State, collection: In): Collections[In] | undefined =>
  state[collection].get(ONLY);
