// A window begins with what its subject already holds and has spent since the window's start, and from then on with every
// generation that claims it. Thus a cap that is set in the middle of a month counts the whole month.

import type { Selectable, Transaction } from "kysely";
import { micros, ZERO } from "../domain/money.ts";
import type { Claim, Counted, WindowState } from "./store.ts";
import type { Tables } from "./tables.ts";

type Tx = Transaction<Tables>;

/** The window's row, made from history where there is none yet. */
export async function openWindow(tx: Tx, { window, since, counted }: Claim): Promise<WindowState> {
  const row = tx.selectFrom("budget_window").selectAll().where("key", "=", window);
  const known = await row.executeTakeFirst();
  if (known !== undefined) return stateOf(known);
  // The empty row comes first: of two that open it at once the second waits here, and finds it filled.
  const opened = await tx
    .insertInto("budget_window")
    .values({ key: window, held: ZERO, spent: ZERO, alerted: 0 })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .executeTakeFirst();
  if (opened.numInsertedOrUpdatedRows !== 1n) return stateOf(await row.executeTakeFirstOrThrow());
  const ids = await generationsOf(tx, counted, since);
  for (const part of inParts(ids)) {
    const rows = part.map((generation_id) => ({ generation_id, window_key: window }));
    await tx
      .insertInto("generation_window")
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const sums = await ledgerSum(tx, window);
  await tx.updateTable("budget_window").set(sums).where("key", "=", window).execute();
  return { window, ...sums };
}

const stateOf = ({ key, held, spent }: Selectable<Tables["budget_window"]>): WindowState => ({
  window: key,
  held: micros(held),
  spent: micros(spent),
});

/** Rows an insert may carry: far below the 32,766 parameters that SQLite takes. */
const PART = 5_000;

const inParts = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / PART) }, (_, index) => ids.slice(index * PART, (index + 1) * PART));

async function generationsOf(tx: Tx, counted: Counted, since: number): Promise<readonly string[]> {
  let query = tx.selectFrom("generation").select("id").where("created_at", ">=", since);
  if (counted.kind !== "everything") {
    query = query.where("platform", "=", counted.platform).where("guild_id", "=", counted.guildId);
  }
  if (counted.kind === "member") query = query.where("user_id", "=", counted.id);
  if (counted.kind === "channel") query = query.where("channel_id", "=", counted.id);
  if (counted.kind === "role") query = query.where("role_ids_json", "like", `%${JSON.stringify(counted.id)}%`);
  return (await query.execute()).map((row) => row.id);
}

/** What the ledger says of a window. */
export async function ledgerSum(
  tx: Pick<Tx, "selectFrom">,
  window: string,
): Promise<Pick<WindowState, "held" | "spent">> {
  const row = await tx
    .selectFrom("ledger")
    .innerJoin("generation_window", "generation_window.generation_id", "ledger.generation_id")
    .where("window_key", "=", window)
    .select((eb) => [eb.fn.sum("held").as("held"), eb.fn.sum("spent").as("spent")])
    .executeTakeFirst();
  return { held: micros(Number(row?.held ?? 0)), spent: micros(Number(row?.spent ?? 0)) };
}
