/** Key and value data that survives a restart: Keyv in production, and all that its users need of it. */
export interface Memory {
  get<T>(key: string): Promise<T | undefined>;
  /** `ttlMs`: how long it is kept; for ever when it is left out. */
  set(key: string, value: unknown, ttlMs?: number): Promise<unknown>;
  delete(key: string): Promise<unknown>;
}
