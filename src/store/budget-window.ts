// The windows of the budgets: what is promised (held) and what was spent in each.
//
//   M1. held + spent never exceeds the cap at the moment of holding: `hold` checks and writes in one statement.
//   M3. All amounts are whole micro-dollars.

import { sql } from "kysely";
import type { Transaction } from "kysely";
import { micros, ZERO } from "../domain/money.ts";
import type { Micros } from "../domain/money.ts";
import type { Claim, WindowState } from "./store.ts";
import type { Tables } from "./tables.ts";

/** More than any sum of money here: the cap of a window that is counted and never refused. */
const UNCAPPED = micros(Number.MAX_SAFE_INTEGER);

/** Promises `amount` out of one window. False: it would not fit. */
export async function hold(tx: Transaction<Tables>, claim: Claim, amount: Micros): Promise<boolean> {
  const cap = claim.cap ?? UNCAPPED;
  if (amount > cap) return false;
  const done = await tx
    .insertInto("budget_window")
    .values({ key: claim.window, held: amount, spent: 0 })
    .onConflict((conflict) =>
      conflict
        .column("key")
        .doUpdateSet({ held: sql`budget_window.held + ${amount}` })
        .where(sql<boolean>`budget_window.held + budget_window.spent <= ${cap - amount}`),
    )
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** Changes what is held and spent in each window of a generation; both amounts may be negative. */
export async function change(
  tx: Transaction<Tables>,
  windows: readonly string[],
  { held, spent }: { readonly held: Micros; readonly spent: Micros },
): Promise<void> {
  if (windows.length === 0 || (held === ZERO && spent === ZERO)) return;
  await tx
    .updateTable("budget_window")
    .set((eb) => ({ held: eb("held", "+", held), spent: eb("spent", "+", spent) }))
    .where("key", "in", windows)
    .execute();
}

export async function windowStates(
  tx: Pick<Transaction<Tables>, "selectFrom">,
  keys: readonly string[],
): Promise<readonly WindowState[]> {
  const rows = await tx.selectFrom("budget_window").selectAll().where("key", "in", keys).execute();
  const found = new Map(rows.map((row) => [row.key, row]));
  return keys.map((window) => {
    const row = found.get(window);
    return { window, held: micros(row?.held ?? 0), spent: micros(row?.spent ?? 0) };
  });
}
