// How a hold shrinks and ends.
//
//   M2. A hold closes exactly once: the write that sets the outcome has the open states in its condition.

import type { Kysely, Transaction } from "kysely";
import type { Outcome } from "../domain/generation.ts";
import { micros, minus, ZERO } from "../domain/money.ts";
import type { Micros } from "../domain/money.ts";
import { change } from "./budget-window.ts";
import { enter } from "./ledger.ts";
import type { LedgerKind, Submitted } from "./store.ts";
import type { Tables } from "./tables.ts";

const OPEN = ["held", "submitting", "running"] as const;

interface Closing {
  readonly generationId: string;
  readonly outcome: Outcome;
  readonly at: number;
  /** The states it may be closed from. */
  readonly from: readonly (typeof OPEN)[number][];
}

export async function settle(
  db: Kysely<Tables>,
  closing: Omit<Closing, "from"> & Partial<Pick<Closing, "from">>,
): Promise<boolean> {
  const { generationId, outcome, at, from = OPEN } = closing;
  return await db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable("generation")
      .set({ state: "settled", outcome_json: JSON.stringify(outcome), settled_at: at })
      .where("id", "=", generationId)
      .where("state", "in", from)
      .returning(["hold", "windows_json", "guild_id", "user_id"])
      .executeTakeFirst();
    if (row === undefined) return false;
    const owner = { at, generationId, guildId: row.guild_id, userId: row.user_id };
    const hold = micros(row.hold);
    for (const entry of closingEntries(outcome, hold)) {
      await change(tx, JSON.parse(row.windows_json) as string[], entry);
      await enter(tx, { ...owner, ...entry });
    }
    return true;
  });
}

interface Movement {
  readonly kind: LedgerKind;
  readonly held: Micros;
  readonly spent: Micros;
}

function closingEntries(outcome: Outcome, hold: Micros): readonly Movement[] {
  if (outcome.kind === "lost") return [{ kind: "unconfirmed", held: ZERO, spent: ZERO }];
  const released = minus(ZERO, hold);
  if (outcome.cost === ZERO) return [{ kind: "release", held: released, spent: ZERO }];
  if (outcome.cost <= hold) return [{ kind: "settle", held: released, spent: outcome.cost }];
  // Charged above the hold: counted in full, and the part nobody had set aside for is told apart.
  return [
    { kind: "settle", held: released, spent: hold },
    { kind: "correction", held: ZERO, spent: minus(outcome.cost, hold) },
  ];
}

/** `submitting` to `running`; the hold shrinks to the API's estimate where that is lower. */
export async function recordSubmitted(
  db: Kysely<Tables>,
  generationId: string,
  { taskId, phase, estimate, at }: Submitted,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable("generation")
      .set({ state: "running", task_id: taskId, phase, phase_since: at })
      .where("id", "=", generationId)
      .where("state", "=", "submitting")
      .returning(["hold", "windows_json", "guild_id", "user_id"])
      .executeTakeFirst();
    if (row === undefined || estimate === null || estimate >= row.hold) return;
    await shrink(tx, { generationId, estimate, at, ...row });
  });
}

interface Shrinking {
  readonly generationId: string;
  readonly estimate: Micros;
  readonly at: number;
  readonly hold: number;
  readonly windows_json: string;
  readonly guild_id: string;
  readonly user_id: string;
}

async function shrink(tx: Transaction<Tables>, row: Shrinking): Promise<void> {
  const held = minus(row.estimate, micros(row.hold));
  await tx.updateTable("generation").set({ hold: row.estimate }).where("id", "=", row.generationId).execute();
  await change(tx, JSON.parse(row.windows_json) as string[], { held, spent: ZERO });
  const { generationId, at, guild_id: guildId, user_id: userId } = row;
  await enter(tx, { at, kind: "adjust", generationId, guildId, userId, held, spent: ZERO });
}
