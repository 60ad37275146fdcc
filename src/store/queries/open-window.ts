// A new window starts with what its subject has held and spent since the window's start, so a cap set in the middle of a
// month counts the whole month. From then on every generation that claims it is added.

import { sql } from "kysely";
import type { Selectable, Transaction } from "kysely";
import { micros, ZERO } from "../../domain/money/money.ts";
import type { Dialect } from "../dialect.ts";
import type { Claim, WindowScope, WindowState } from "../store.ts";
import type { Tables } from "../tables.ts";

type Tx = Transaction<Tables>;

/** Returns the window's row, creating it from history if there is none. */
export async function openWindow(tx: Tx, { window, since, subject }: Claim, dialect: Dialect): Promise<WindowState> {
  const row = tx.selectFrom("budget_window").selectAll().where("key", "=", window);
  const known = await row.executeTakeFirst();
  if (known !== undefined) return stateOf(known);
  // The empty row comes first: if two open it at once, the second waits here and then finds it filled.
  const opened = await tx
    .insertInto("budget_window")
    .values({ key: window, held: ZERO, spent: ZERO, alerted: 0 })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .executeTakeFirst();
  if (opened.numInsertedOrUpdatedRows !== 1n) return stateOf(await row.executeTakeFirstOrThrow());
  // Locked, so that each run is settled either before the sum below, or later and then in this window too.
  const theirs = generationsOf(tx, subject, since).modifyEnd(dialect.keepingRows);
  await tx
    .insertInto("generation_window")
    .columns(["generation_id", "window_key"])
    .expression(
      tx
        .selectFrom(theirs.as("counting"))
        .select((eb) => ["counting.id", eb.val(window).as("window_key")])
        .where(ALL),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const sums = await ledgerSum(tx, window);
  await tx.updateTable("budget_window").set(sums).where("key", "=", window).execute();
  return { window, ...sums };
}

/** A condition is needed: SQLite would take what follows the table's name for a join's. */
const ALL = sql<boolean>`true`;

const stateOf = ({ key, held, spent }: Selectable<Tables["budget_window"]>): WindowState => ({
  window: key,
  held: micros(held),
  spent: micros(spent),
});

function generationsOf(tx: Tx, subject: WindowScope, since: number) {
  let query = tx.selectFrom("generation").select("id").where("created_at", ">=", since);
  if (subject.kind !== "everything") {
    query = query.where("platform", "=", subject.platform).where("guild_id", "=", subject.guildId);
  }
  if (subject.kind === "member") query = query.where("user_id", "=", subject.id);
  if (subject.kind === "channel")
    query = query.where((eb) => eb.or([eb("channel_id", "=", subject.id), eb("parent_channel_id", "=", subject.id)]));
  if (subject.kind === "role") query = query.where("role_ids_json", "like", `%${JSON.stringify(subject.id)}%`);
  return query;
}

/** The ledger's sum for a window. */
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
