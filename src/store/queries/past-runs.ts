import type { Kysely } from "kysely";
import type { Generation, Outcome } from "../../domain/generation.ts";
import type { ReplyRef } from "../../domain/messages/reply.ts";
import { fromRow } from "./generation-row.ts";
import type { RecentQuery, Store } from "../store.ts";
import type { Tables } from "../tables.ts";

/** Queries that list past runs and bring them back. */
export const pastRunQueries = (db: Kysely<Tables>): Pick<Store, "recent" | "bringBack" | "reopenLost" | "taskOf"> => ({
  recent: async (query) => await recent(db, query),
  bringBack: async (id, reply) => await bringBack(db, id, reply),
  reopenLost: async (id, again) => await reopenLost(db, id, again),
  taskOf: async (id) => {
    const row = await db.selectFrom("generation").select("task_id").where("id", "=", id).executeTakeFirst();
    return row?.task_id ?? null;
  },
});

/** Pages continue after a run, not at an offset, so that new runs shift nothing. */
async function recent(
  db: Kysely<Tables>,
  { platform, guildId, userId, before, limit }: RecentQuery,
): Promise<readonly Generation[]> {
  let query = db
    .selectFrom("generation")
    .selectAll()
    .where("platform", "=", platform)
    .where("guild_id", "=", guildId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit);
  if (userId !== null) query = query.where("user_id", "=", userId);
  if (before !== null) {
    query = query.where((where) =>
      where.or([
        where("created_at", "<", before.createdAt),
        where.and([where("created_at", "=", before.createdAt), where("id", "<", before.id)]),
      ]),
    );
  }
  return (await query.execute()).map(fromRow);
}

/** Of two callers at once, the second finds it being delivered and changes nothing. */
async function bringBack(db: Kysely<Tables>, id: string, reply: ReplyRef): Promise<boolean> {
  const settled = { state: "settled", reply_json: JSON.stringify(reply), message_id: reply.messageId };
  const { numUpdatedRows } = await db
    .updateTable("generation")
    .set({ ...settled, undeliverable_code: null })
    .where("id", "=", id)
    .where("state", "in", ["delivered", "undeliverable"])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Whether an outcome still holds money that nobody has accounted for. */
export function isUnresolved(outcomeJson: string): boolean {
  const outcome = JSON.parse(outcomeJson) as Outcome;
  return outcome.kind === "lost" && outcome.resolved !== true;
}

async function reopenLost(
  db: Kysely<Tables>,
  id: string,
  { reply, at }: { readonly reply: ReplyRef; readonly at: number },
): Promise<boolean> {
  const row = await db.selectFrom("generation").select("outcome_json").where("id", "=", id).executeTakeFirst();
  const outcomeJson = row?.outcome_json ?? null;
  if (outcomeJson === null || !isUnresolved(outcomeJson)) return false;
  const again = { state: "running", phase: "processing", phase_since: at, outcome_json: null, settled_at: null };
  const { numUpdatedRows } = await db
    .updateTable("generation")
    .set({ ...again, undeliverable_code: null, reply_json: JSON.stringify(reply), message_id: reply.messageId })
    .where("id", "=", id)
    .where("outcome_json", "=", outcomeJson)
    .where("state", "in", ["delivered", "undeliverable"])
    .where("task_id", "is not", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
