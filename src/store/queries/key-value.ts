import { Keyv, KeyvBridgeAdapter } from "keyv";
import type { Kysely } from "kysely";
import type { SharedKeyValueStore } from "../../domain/key-value.ts";
import type { Dialect } from "../dialect.ts";
import { inTransaction } from "./in-transaction.ts";
import type { Tables } from "../tables.ts";

/** Drafts hold prompts: they must not stay for ever. */
const FORGET_EVERY_MS = 3_600_000;

interface Ground {
  readonly now: () => number;
  readonly dialect: Dialect;
}

/** Opens the key-value store. About once an hour, a write also deletes what has expired. */
export function openKeyValue(db: Kysely<Tables>, { now, dialect }: Ground): SharedKeyValueStore {
  const kept = keyvOn(db, now);
  let forgottenAt = now();
  const forgetSometimes = async (): Promise<void> => {
    if (now() - forgottenAt < FORGET_EVERY_MS) return;
    forgottenAt = now();
    await forgetExpired(db, now());
  };
  return {
    get: async <T>(key: string) => await kept.get<T>(key),
    async set(key, value, ttlMs) {
      await forgetSometimes();
      await kept.set(key, value, ttlMs);
    },
    delete: async (key) => await kept.delete(key),
    change: async <T>(key: string, next: (known: T | undefined) => T, ttlMs?: number) => {
      await inTransaction(db, async (tx) => {
        await dialect.lock(tx, `memory:${key}`, "alone");
        const inside = keyvOn(tx, now);
        await inside.set(key, next(await inside.get<T>(key)), ttlMs);
      });
    },
  };
}

/**
 * Keyv on our own database, so that its data is in the same file or PostgreSQL, and in the same backup, as the rows.
 * Keyv serialises the values; lifetimes are milliseconds.
 */
function keyvOn(db: Kysely<Tables>, now: () => number): Keyv {
  const store = new KeyvBridgeAdapter({
    async get(key) {
      const row = await db
        .selectFrom("key_value")
        .select("value_json")
        .where("key", "=", key)
        .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", now())]))
        .executeTakeFirst();
      return row?.value_json;
    },
    async set(key, value: unknown, ttlMs) {
      const row = { value_json: String(value), expires_at: ttlMs === undefined ? null : now() + ttlMs };
      await db
        .insertInto("key_value")
        .values({ key, ...row })
        .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
        .execute();
    },
    async delete(key) {
      const done = await db.deleteFrom("key_value").where("key", "=", key).executeTakeFirst();
      return done.numDeletedRows > 0n;
    },
    async clear() {
      await db.deleteFrom("key_value").execute();
    },
  });
  // Without an error listener Keyv throws, which is what callers expect.
  return new Keyv({ store });
}

/** Deletes expired values. Reads never return them anyway. */
export async function forgetExpired(db: Kysely<Tables>, now: number): Promise<void> {
  await db.deleteFrom("key_value").where("expires_at", "<=", now).execute();
}
