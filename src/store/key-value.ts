import { Keyv, KeyvBridgeAdapter } from "keyv";
import type { Kysely } from "kysely";
import type { Memory } from "../domain/memory.ts";
import type { Tables } from "./tables.ts";

/**
 * Keyv on our own database: what it keeps is in the same file, the same backup and the same PostgreSQL as the rows.
 * Values arrive serialised by Keyv, lifetimes in milliseconds.
 */
export function openMemory(db: Kysely<Tables>, now: () => number): Memory {
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
  // Without a listener for them its errors are thrown, which is what callers expect of a database.
  return new Keyv({ store });
}

/** Reading leaves out what has expired; this gives its room back. Drafts hold prompts: they must not stay for ever. */
export async function forgetExpired(db: Kysely<Tables>, now: number): Promise<void> {
  await db.deleteFrom("key_value").where("expires_at", "<=", now).execute();
}
