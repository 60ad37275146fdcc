import type { Kysely, Transaction } from "kysely";
import { micros } from "../domain/money.ts";
import type { LedgerEntry } from "./store.ts";
import type { Tables } from "./tables.ts";

/** Adds an entry. There is no function that changes or deletes one. */
export async function enter(tx: Transaction<Tables>, entry: Omit<LedgerEntry, "id">): Promise<void> {
  await tx
    .insertInto("ledger")
    .values({
      at: entry.at,
      kind: entry.kind,
      generation_id: entry.generationId,
      guild_id: entry.guildId,
      user_id: entry.userId,
      held: entry.held,
      spent: entry.spent,
    })
    .execute();
}

export async function entriesOf(db: Kysely<Tables>, generationId: string): Promise<readonly LedgerEntry[]> {
  const rows = await db
    .selectFrom("ledger")
    .selectAll()
    .where("generation_id", "=", generationId)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    kind: row.kind,
    generationId: row.generation_id,
    guildId: row.guild_id,
    userId: row.user_id,
    held: micros(row.held),
    spent: micros(row.spent),
  }));
}
