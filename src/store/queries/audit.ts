import { sql } from "kysely";
import type { Kysely } from "kysely";
import { micros } from "../../domain/money/money.ts";
import { ledgerSum } from "./open-window.ts";
import { inTransaction } from "./in-transaction.ts";
import type { Discrepancy } from "../store.ts";
import type { Tables } from "../tables.ts";

/** Holds every window against the sum of the ledger's entries; the ledger is right. */
export async function audit(db: Kysely<Tables>, repair: boolean): Promise<readonly Discrepancy[]> {
  const found = await discrepancies(db);
  if (repair) for (const { window } of found) await writeLedgerSum(db, window);
  return found;
}

/** PostgreSQL gives the sum of bigints as text: it may be larger than one. */
interface Compared {
  readonly key: string;
  readonly held: number;
  readonly spent: number;
  readonly ledger_held: number | string;
  readonly ledger_spent: number | string;
}

/** One statement, so that it sees one moment: runs go on meanwhile and change a window and the ledger together. */
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

/** The row is written before it is read: whoever holds or settles in it at this moment has to wait. */
async function writeLedgerSum(db: Kysely<Tables>, window: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const row = tx.updateTable("budget_window").where("key", "=", window);
    await row.set((eb) => ({ held: eb.ref("held") })).execute();
    await row.set(await ledgerSum(tx, window)).execute();
  });
}

/** The statement decides who tells: only one caller finds the window below `percent`. */
export async function markAlerted(db: Kysely<Tables>, window: string, percent: number): Promise<boolean> {
  const done = await db
    .updateTable("budget_window")
    .set({ alerted: percent })
    .where("key", "=", window)
    .where("alerted", "<", percent)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
