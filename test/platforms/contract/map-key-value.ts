import type { Clock } from "../../../src/domain/time/clock.ts";
import type { SharedKeyValueStore } from "../../../src/domain/key-value.ts";

/** Key and value data that outlives a platform, as the database does; through JSON, as there. */
export class MapKeyValue implements SharedKeyValueStore {
  readonly #entries = new Map<string, { readonly json: string; readonly endsAt: number }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async get<T>(key: string): Promise<T | undefined> {
    const entry = this.#entries.get(key);
    return entry === undefined || entry.endsAt <= this.#clock.now() ? undefined : (JSON.parse(entry.json) as T);
  }

  async set(key: string, value: unknown, ttlMs = Number.POSITIVE_INFINITY): Promise<void> {
    this.#entries.set(key, { json: JSON.stringify(value), endsAt: this.#clock.now() + ttlMs });
  }

  async change<T>(key: string, next: (known: T | undefined) => T, ttlMs?: number): Promise<void> {
    await this.set(key, next(await this.get<T>(key)), ttlMs);
  }

  async delete(key: string): Promise<void> {
    this.#entries.delete(key);
  }
}
