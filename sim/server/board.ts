// What every open page shows. Whoever watches a simulator puts an entry here when it changes, and no other: nothing is ever
// gone through as a whole, except for a page that has just connected.

import type { Change, Collection, Collections } from "../page/board/collections.ts";

/** Changes that come together are sent together. A person does not see so short a time. */
const GATHER_MS = 15;

type Listener = (changes: readonly Change[]) => void;

export class Board {
  readonly #entries = new Map<Collection, Map<string, Change>>();
  readonly #listeners = new Set<Listener>();
  /** By collection and key: the latest wins. */
  readonly #fresh = new Map<string, Change>();
  #timer: NodeJS.Timeout | undefined;

  put<In extends Collection>(collection: In, key: string, entry: Collections[In]): void {
    const change = { in: collection, key, entry };
    this.#in(collection).set(key, change);
    this.#tell(change);
  }

  drop(collection: Collection, key: string): void {
    if (this.#in(collection).delete(key)) this.#tell({ in: collection, key, entry: null });
  }

  get<In extends Collection>(collection: In, key: string): Collections[In] | undefined {
    return (this.#in(collection).get(key)?.entry ?? undefined) as Collections[In] | undefined;
  }

  /** All there is, each collection in the order in which its entries came. */
  all(): readonly Change[] {
    return [...this.#entries.values()].flatMap((entries) => [...entries.values()]);
  }

  /** Tells what changes from now on. Returns what stops it. */
  listen(listener: Listener): () => void {
    this.#flush();
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #in(collection: Collection): Map<string, Change> {
    const entries = this.#entries.get(collection) ?? new Map<string, Change>();
    this.#entries.set(collection, entries);
    return entries;
  }

  #tell(change: Change): void {
    if (this.#listeners.size === 0) return;
    this.#fresh.set(`${change.in}/${change.key}`, change);
    this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#fresh.size === 0) return;
    const changes = [...this.#fresh.values()];
    this.#fresh.clear();
    for (const listener of this.#listeners) listener(changes);
  }
}
