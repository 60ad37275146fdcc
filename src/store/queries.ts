import type { Kysely } from "kysely";
import { ZERO } from "../domain/money.ts";
import { accept } from "./accept.ts";
import { windowStates } from "./budget-window.ts";
import { fromRow } from "./generation-row.ts";
import { openMemory } from "./key-value.ts";
import { entriesOf } from "./ledger.ts";
import { progressQueries } from "./progress.ts";
import { recordSubmitted, settle } from "./settle.ts";
import type { Store } from "./store.ts";
import type { Tables } from "./tables.ts";

const OVER = ["delivered", "undeliverable"] as const;

/** The one set of queries, for every database that Kysely speaks. */
export function createStore(db: Kysely<Tables>, now: () => number): Store {
  return {
    ...progressQueries(db),
    memory: openMemory(db, now),
    accept: async (generation, claims) => await accept(db, generation, claims),
    get: async (id) => {
      const row = await db.selectFrom("generation").selectAll().where("id", "=", id).executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },
    unfinished: async () =>
      await db
        .selectFrom("generation")
        .select(["id as generationId", "guild_id as guildId"])
        .where("state", "not in", OVER)
        .orderBy("created_at")
        .execute(),
    recordSubmitted: async (id, submitted) => await recordSubmitted(db, id, submitted),
    settle: async (generationId, outcome, at) => await settle(db, { generationId, outcome, at }),
    cancel: async (generationId, at) =>
      await settle(db, { generationId, outcome: { kind: "cancelled", cost: ZERO }, at, from: ["held"] }),
    windows: async (keys) => await windowStates(db, keys),
    ledger: async (generationId) => await entriesOf(db, generationId),
    [Symbol.asyncDispose]: async () => await db.destroy(),
  };
}
