/** A key-value store that survives a restart: the part of Keyv's interface that we use. */
export interface KeyValueStore {
  get<T>(key: string): Promise<T | undefined>;
  /** `ttlMs`: lifetime in milliseconds; left out, the value never expires. */
  set(key: string, value: unknown, ttlMs?: number): Promise<unknown>;
  delete(key: string): Promise<unknown>;
}

/** A key-value store in which several processes may change the same key. */
export interface SharedKeyValueStore extends KeyValueStore {
  /** Reads, changes and writes in one step. Of two callers at once, the second gets what the first wrote. */
  change<T>(key: string, next: (known: T | undefined) => T, ttlMs?: number): Promise<unknown>;
}
