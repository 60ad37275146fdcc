import { sql } from "kysely";
import type { Kysely } from "kysely";
import { micros } from "../../domain/money/money.ts";
import { ledgerSum } from "./open-window.ts";
import { inTransaction } from "./in-transaction.ts";
import type { Discrepancy } from "../store.ts";
import type { Tables } from "../tables.ts";

/** Compares every window with the sum of its ledger entries. If they differ, the ledger is right. */
export async function audit(db: Kysely<Tables>, repair: boolean): Promise<readonly Discrepancy[]> {
  const found = await discrepancies(db);
  if (repair) for (const { window } of found) await writeLedgerSum(db, window);
  return found;
}

/** Sums may be text: PostgreSQL returns the sum of bigints so, since it may exceed one. */
interface Compared {
  readonly key: string;
  readonly held: number;
  readonly spent: number;
  readonly ledger_held: number | string;
  readonly ledger_spent: number | string;
}

/** One statement, so that it sees one moment: running generations change window and ledger together. */
async function discrepancies(db: Kysely<Tables>): Promise<readonly Discrepancy[]> {
  const { rows } = await sql<Compared>`
    select key, budget_window.held, budget_window.spent,
      coalesce(sum(ledger.held), 0) as ledger_held, coalesce(sum(ledger.spent), 0) as ledger_spent
    from budget_window
      left join generation_window on window_key = key
      left join ledger on ledger.generation_id = generation_window.generation_id
    group by key, budget_window.held, budget_window.spent
    having budget_window.held <> coalesce(sum(ledger.held), 0) or budget_window.spent <> coalesce(sum(ledger.spent), 0)
    order by key`.execute(db);
  return rows.map((row) => ({
    window: row.key,
    kept: { held: micros(row.held), spent: micros(row.spent) },
    ledger: { held: micros(Number(row.ledger_held)), spent: micros(Number(row.ledger_spent)) },
  }));
}

/** Writes the row before reading the ledger, so that holds and settlements in this window wait. */
async function writeLedgerSum(db: Kysely<Tables>, window: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const row = tx.updateTable("budget_window").where("key", "=", window);
    await row.set((eb) => ({ held: eb.ref("held") })).execute();
    await row.set(await ledgerSum(tx, window)).execute();
  });
}

/** True for one caller only: the statement finds the window below `percent` once. */
export async function markAlerted(db: Kysely<Tables>, window: string, percent: number): Promise<boolean> {
  const done = await db
    .updateTable("budget_window")
    .set({ alerted: percent })
    .where("key", "=", window)
    .where("alerted", "<", percent)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
