import type { Kysely } from "kysely";
import type { Generation } from "../../domain/generation.ts";
import { micros, ZERO } from "../../domain/money/money.ts";
import type { StateCount } from "../store.ts";
import type { Tables } from "../tables.ts";

/** From `settled` on the hold is closed, however it ended. */
const HOLDING: readonly string[] = ["held", "submitting", "running"];

/** Counts the runs that go on: of this member, and in the whole guild. */
export async function running(
  db: Kysely<Tables>,
  { platform, guildId, userId }: Pick<Generation, "platform" | "guildId" | "userId">,
): Promise<{ readonly member: number; readonly guild: number }> {
  const row = await db
    .selectFrom("generation")
    .select(({ fn }) => [fn.countAll().as("guild"), fn.countAll().filterWhere("user_id", "=", userId).as("member")])
    .where("state", "in", HOLDING)
    // Worded like the index's own condition.
    .where("state", "not in", ["delivered", "undeliverable"])
    .where("platform", "=", platform)
    .where("guild_id", "=", guildId)
    .executeTakeFirstOrThrow();
  return { member: Number(row.member), guild: Number(row.guild) };
}

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
