import type { Kysely } from "kysely";
import { ZERO } from "../../domain/money/money.ts";
import { accept } from "./accept.ts";
import { audit, markAlerted } from "./audit.ts";
import { inLockOrder } from "./budget-window.ts";
import { openWindow } from "./open-window.ts";
import type { Dialect } from "../dialect.ts";
import { fromRow } from "./generation-row.ts";
import { inTransaction } from "./in-transaction.ts";
import { openKeyValue } from "./key-value.ts";
import { changeRules, readRules } from "./guild-rules.ts";
import { entriesOf, latestEntries } from "./ledger.ts";
import { transitionQueries } from "./transitions.ts";
import { pastRunQueries } from "./past-runs.ts";
import { recordSubmitted, settle } from "./settle.ts";
import type { Enqueue, Store, WindowState } from "../store.ts";
import type { Tables } from "../tables.ts";
import { running, stateCounts } from "./state-counts.ts";
import { usageQueries } from "./usage.ts";

const OVER = ["delivered", "undeliverable"] as const;

interface Ground {
  readonly now: () => number;
  readonly dialect: Dialect;
  readonly enqueue?: Enqueue | undefined;
}

/** The one set of queries, for every database that Kysely speaks. */
export function createStore(db: Kysely<Tables>, { now, dialect, enqueue }: Ground): Store {
  return {
    ...transitionQueries(db),
    ...usageQueries(db),
    ...pastRunQueries(db),
    keyValue: openKeyValue(db, { now, dialect }),
    accept: async (generation, plan) => await accept({ db, dialect, enqueue }, generation, plan),
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
    running: async (of) => await running(db, of),
    stateCounts: async () => await stateCounts(db),
    recordSubmitted: async (id, submitted) => await recordSubmitted(db, id, submitted),
    settle: async (generationId, outcome, at) => await settle(db, { generationId, outcome, at }),
    cancel: async (generationId, at) =>
      await settle(db, { generationId, outcome: { kind: "cancelled", cost: ZERO }, at, from: ["held"] }),
    windows: async (claims) =>
      await inTransaction(db, async (tx) => {
        const states = new Map<string, WindowState>();
        for (const claim of inLockOrder(claims, ({ window }) => window))
          states.set(claim.window, await openWindow(tx, claim, dialect));
        return claims.flatMap(({ window }) => states.get(window) ?? []);
      }),
    markAlerted: async (window, percent) => await markAlerted(db, window, percent),
    audit: async (repair) => await audit(db, repair),
    rules: async (platform, guildId) => await readRules(db, { platform, guildId }),
    changeRules: async (change) => await changeRules(db, change, dialect),
    ledger: async (generationId) => await entriesOf(db, generationId),
    guildLedger: async (platform, guildId, limit) => await latestEntries(db, { platform, guildId, limit }),
    [Symbol.asyncDispose]: async () => await db.destroy(),
  };
}
