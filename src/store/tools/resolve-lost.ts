// Runs whose end nobody knew, and whose hold stayed: closed by the operator, who has looked them up.

import type { Kysely } from "kysely";
import type { Outcome } from "../../domain/generation.ts";
import { micros } from "../../domain/money/money.ts";
import type { Micros } from "../../domain/money/money.ts";
import { change } from "../queries/budget-window.ts";
import { inTransaction } from "../queries/in-transaction.ts";
import { enter } from "../queries/ledger.ts";
import { isUnresolved } from "../queries/past-runs.ts";
import { closingEntries, ownerOf } from "../queries/settle.ts";
import type { Tables } from "../tables.ts";

const OVER = ["settled", "delivered", "undeliverable"] as const;

interface LostRun {
  readonly id: string;
  readonly model: string;
  readonly hold: Micros;
  /** As it stands in the row: what was read is what is changed. */
  readonly outcomeJson: string;
}

/** The unconfirmed run with this Idempotency-Key, with its platform before it or without; null: there is none. */
export async function findLost(db: Kysely<Tables>, key: string): Promise<LostRun | null> {
  const rows = await db
    .selectFrom("generation")
    .select(["id", "model", "hold", "outcome_json"])
    .where((eb) => eb.or([eb("id", "=", key), eb("id", "=", `discord:${key}`), eb("id", "=", `slack:${key}`)]))
    .where("state", "in", OVER)
    .execute();
  for (const { id, model, hold, outcome_json: outcomeJson } of rows)
    if (outcomeJson !== null && isUnresolved(outcomeJson)) return { id, model, hold: micros(hold), outcomeJson };
  return null;
}

/** Closes its hold at a cost that somebody looked up. False: it was closed or taken up meanwhile (M2). */
export async function resolveLost(
  db: Kysely<Tables>,
  { id, outcomeJson }: LostRun,
  { cost, at }: { readonly cost: Micros; readonly at: number },
): Promise<boolean> {
  return await inTransaction(db, async (tx) => {
    const outcome: Outcome = { ...(JSON.parse(outcomeJson) as Outcome & { kind: "lost" }), cost, resolved: true };
    const row = await tx
      .updateTable("generation")
      .set({ outcome_json: JSON.stringify(outcome) })
      .where("id", "=", id)
      .where("outcome_json", "=", outcomeJson)
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) return false;
    for (const entry of closingEntries({ kind: "closed", cost }, micros(row.hold))) {
      await change(tx, id, entry);
      await enter(tx, { ...ownerOf(row), ...entry, at, note: "looked up by the operator" });
    }
    return true;
  });
}
