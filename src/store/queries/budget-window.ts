// Budget windows, each with what is held and what was spent in it.
//
//   M1. held + spent never exceeds the cap at the moment of holding: `hold` checks and writes in one statement.
//   M3. All amounts are whole micro-dollars.

import type { Transaction } from "kysely";
import { ZERO } from "../../domain/money/money.ts";
import type { Micros } from "../../domain/money/money.ts";
import type { Claim } from "../store.ts";
import type { Tables } from "../tables.ts";

/** Holds `amount` in one open window. False if it does not fit. */
export async function hold(
  tx: Transaction<Tables>,
  { window, cap }: Claim,
  { generationId, amount }: { readonly generationId: string; readonly amount: Micros },
): Promise<boolean> {
  const done = await tx
    .updateTable("budget_window")
    .set((eb) => ({ held: eb("held", "+", amount) }))
    .where("key", "=", window)
    .where((eb) => eb(eb("held", "+", eb.ref("spent")), "<=", cap - amount))
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n) return false;
  // A window opened for this very hold has the generation already.
  await tx
    .insertInto("generation_window")
    .values({ generation_id: generationId, window_key: window })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return true;
}

/** Changes what is held and spent in each window of a generation; both amounts may be negative. */
export async function change(
  tx: Transaction<Tables>,
  generationId: string,
  { held, spent }: { readonly held: Micros; readonly spent: Micros },
): Promise<void> {
  if (held === ZERO && spent === ZERO) return;
  const counting = tx.selectFrom("generation_window").select("window_key").where("generation_id", "=", generationId);
  for (const { window_key } of inLockOrder(await counting.execute(), (row) => row.window_key)) {
    await tx
      .updateTable("budget_window")
      .set((eb) => ({ held: eb("held", "+", held), spent: eb("spent", "+", spent) }))
      .where("key", "=", window_key)
      .execute();
  }
}

/** One order for all transactions, so that no two wait for each other's windows. */
export const inLockOrder = <T>(items: readonly T[], windowOf: (item: T) => string): readonly T[] =>
  items.toSorted((a, b) => (windowOf(a) < windowOf(b) ? -1 : 1));
