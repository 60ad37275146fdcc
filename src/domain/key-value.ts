/** Key and value data that survives a restart: Keyv in production, and all that its users need of it. */
export interface KeyValueStore {
  get<T>(key: string): Promise<T | undefined>;
  /** `ttlMs`: how long it is kept; for ever when it is left out. */
  set(key: string, value: unknown, ttlMs?: number): Promise<unknown>;
  delete(key: string): Promise<unknown>;
}

/** What several processes learn together. */
export interface SharedKeyValueStore extends KeyValueStore {
  /** Reads, changes and writes in one: of two that change it at once, the second is given what the first has written. */
  change<T>(key: string, next: (known: T | undefined) => T, ttlMs?: number): Promise<unknown>;
}
