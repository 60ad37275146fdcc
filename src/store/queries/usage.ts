// Spending, summed from the ledger. As in budget windows, a generation counts when it was held, whatever happened later.

import type { FunctionModule, Kysely } from "kysely";
import type { Run, UsageOf, UsageQuery, UsageSum } from "../../domain/money/ledger.ts";
import { micros } from "../../domain/money/money.ts";
import type { Store } from "../store.ts";
import type { Tables } from "../tables.ts";

const COLUMNS = { member: "user_id", model: "model", channel: "channel_id" } as const satisfies Record<UsageOf, string>;

export const usageQueries = (db: Kysely<Tables>): Pick<Store, "usage" | "runs" | "firstRunAt"> => ({
  usage: async (query, of) => await usage(db, query, of),
  runs: async (query) => await runs(db, query),
  firstRunAt: async (platform, guildId) => {
    const theirs = db.selectFrom("ledger").where("platform", "=", platform).where("guild_id", "=", guildId);
    const held = theirs.where("kind", "=", "hold").select("held_at");
    return (await held.orderBy("held_at").limit(1).executeTakeFirst())?.held_at ?? null;
  },
});

async function usage(db: Kysely<Tables>, query: UsageQuery, of: UsageOf): Promise<readonly UsageSum[]> {
  const column = COLUMNS[of];
  const rows = await entries(db, query)
    .groupBy(column)
    .select(column)
    .select(({ fn }) => [...sums(fn), fn.countAll().filterWhere("kind", "=", "hold").as("runs")])
    .execute();
  return rows.map((row) => ({
    key: row[column],
    runs: Number(row.runs),
    ...amountsOf(row),
  }));
}

async function runs(db: Kysely<Tables>, query: UsageQuery): Promise<readonly Run[]> {
  const whose = ["held_at", "generation_id", "user_id", "channel_id", "model"] as const;
  const rows = await entries(db, query)
    .groupBy(whose)
    .select(whose)
    // A hold closes once (M2), so there is one such note; before it the run may have been taken for lost.
    .select(({ fn }) => [
      ...sums(fn),
      fn.max("note").filterWhere("kind", "in", ["settle", "release"]).as("outcome"),
      fn.max("note").filterWhere("kind", "=", "unconfirmed").as("doubt"),
    ])
    .orderBy("held_at")
    .orderBy("generation_id")
    .execute();
  return rows.map((row) => ({
    generationId: row.generation_id ?? "",
    at: row.held_at,
    userId: row.user_id,
    channelId: row.channel_id,
    model: row.model,
    // What stands behind it in brackets is for the ledger alone.
    outcome: (row.outcome ?? row.doubt)?.replace(/ \(.*$/, "") ?? null,
    ...amountsOf(row),
  }));
}

/** Entries about generations, without changes of the rules. */
function entries(db: Kysely<Tables>, { platform, guildId, userId, from, to }: UsageQuery) {
  const theirs = db
    .selectFrom("ledger")
    .where("platform", "=", platform)
    .where("guild_id", "=", guildId)
    .where("held_at", ">=", from)
    .where("held_at", "<", to)
    .where("generation_id", "is not", null);
  return userId === null ? theirs : theirs.where("user_id", "=", userId);
}

const sums = (fn: FunctionModule<Tables, "ledger">) =>
  [fn.sum("spent").as("spent"), fn.sum("held").as("held")] as const;

/** Converts sums, which a database returns as text if they may exceed a float. */
const amountsOf = ({ spent, held }: { readonly spent: unknown; readonly held: unknown }) => ({
  spent: micros(Number(spent)),
  held: micros(Number(held)),
});
