import type { Kysely } from "kysely";
import { micros, ZERO } from "../../domain/money/money.ts";
import type { StateCount } from "../store.ts";
import type { Tables } from "../tables.ts";

/** From `settled` on the hold is closed, however it ended. */
const HOLDING: readonly string[] = ["held", "submitting", "running"];

export async function stateCounts(db: Kysely<Tables>): Promise<readonly StateCount[]> {
  const rows = await db
    .selectFrom("generation")
    .select(({ fn }) => ["state", fn.countAll().as("count"), fn.sum("hold").as("held")])
    // Worded like the index's own condition, so that finished rows are not scanned.
    .where("state", "not in", ["delivered", "undeliverable"])
    .groupBy("state")
    .execute();
  return rows.map(({ state, count, held }) => ({
    state,
    count: Number(count),
    held: HOLDING.includes(state) ? micros(Number(held)) : ZERO,
  }));
}
