import type { Kysely, Selectable, Transaction } from "kysely";
import type { PlatformName } from "../../domain/messages/invocation.ts";
import type { LedgerEntry } from "../../domain/money/ledger.ts";
import { micros } from "../../domain/money/money.ts";
import type { Tables } from "../tables.ts";

/** Adds an entry. No function changes or deletes one. */
export async function enter(tx: Transaction<Tables>, entry: Omit<LedgerEntry, "id">): Promise<void> {
  await tx
    .insertInto("ledger")
    .values({
      at: entry.at,
      kind: entry.kind,
      generation_id: entry.generationId,
      platform: entry.platform,
      guild_id: entry.guildId,
      channel_id: entry.channelId,
      user_id: entry.userId,
      model: entry.model,
      held_at: entry.heldAt,
      held: entry.held,
      spent: entry.spent,
      note: entry.note,
    })
    .execute();
}

export async function entriesOf(db: Kysely<Tables>, generationId: string): Promise<readonly LedgerEntry[]> {
  const mine = db.selectFrom("ledger").selectAll().where("generation_id", "=", generationId);
  return (await mine.orderBy("id").execute()).map(fromRow);
}

interface Latest {
  readonly platform: PlatformName;
  readonly guildId: string;
  readonly limit: number;
}

/** The latest first. */
export async function latestEntries(
  db: Kysely<Tables>,
  { platform, guildId, limit }: Latest,
): Promise<readonly LedgerEntry[]> {
  const theirs = db.selectFrom("ledger").selectAll().where("platform", "=", platform).where("guild_id", "=", guildId);
  return (await theirs.orderBy("id", "desc").limit(limit).execute()).map(fromRow);
}

const fromRow = (row: Selectable<Tables["ledger"]>): LedgerEntry => ({
  id: row.id,
  at: row.at,
  kind: row.kind,
  generationId: row.generation_id,
  platform: row.platform as PlatformName,
  guildId: row.guild_id,
  channelId: row.channel_id,
  userId: row.user_id,
  model: row.model,
  heldAt: row.held_at,
  held: micros(row.held),
  spent: micros(row.spent),
  note: row.note,
});
