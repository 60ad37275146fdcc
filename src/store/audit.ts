import type { Kysely } from "kysely";
import { micros } from "../domain/money.ts";
import { ledgerSum } from "./counted.ts";
import type { Discrepancy } from "./store.ts";
import type { Tables } from "./tables.ts";

/** Holds every window against the sum of the ledger's entries; the ledger is right. */
export async function audit(db: Kysely<Tables>, repair: boolean): Promise<readonly Discrepancy[]> {
  return await db.transaction().execute(async (tx) => {
    const found: Discrepancy[] = [];
    for (const row of await tx.selectFrom("budget_window").selectAll().orderBy("key").execute()) {
      const ledger = await ledgerSum(tx, row.key);
      if (ledger.held === row.held && ledger.spent === row.spent) continue;
      found.push({ window: row.key, kept: { held: micros(row.held), spent: micros(row.spent) }, ledger });
      if (repair) await tx.updateTable("budget_window").set(ledger).where("key", "=", row.key).execute();
    }
    return found;
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
