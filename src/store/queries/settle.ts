// How a hold shrinks and ends.
//
//   M2. A hold closes exactly once: the write that sets the outcome has the open states in its condition.

import type { Kysely, Selectable } from "kysely";
import type { PlatformName } from "../../domain/messages/invocation.ts";
import type { Outcome } from "../../domain/generation.ts";
import type { LedgerKind } from "../../domain/money/ledger.ts";
import { micros, minus, ZERO } from "../../domain/money/money.ts";
import type { Micros } from "../../domain/money/money.ts";
import { change } from "./budget-window.ts";
import { inTransaction } from "./in-transaction.ts";
import { enter } from "./ledger.ts";
import type { Submitted } from "../store.ts";
import type { GenerationTable, Tables } from "../tables.ts";

const OPEN = ["held", "submitting", "running"] as const;

interface Closing {
  readonly generationId: string;
  readonly outcome: Outcome;
  readonly at: number;
  /** States from which the hold may be closed. */
  readonly from: readonly (typeof OPEN)[number][];
}

export async function settle(
  db: Kysely<Tables>,
  closing: Omit<Closing, "from"> & Partial<Pick<Closing, "from">>,
): Promise<boolean> {
  const { generationId, outcome, at, from = OPEN } = closing;
  return await inTransaction(db, async (tx) => {
    const row = await tx
      .updateTable("generation")
      .set({ state: "settled", outcome_json: JSON.stringify(outcome), settled_at: at })
      .where("id", "=", generationId)
      .where("state", "in", from)
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) return false;
    for (const entry of closingEntries(outcome, micros(row.hold))) {
      await change(tx, generationId, entry);
      await enter(tx, { ...ownerOf(row), ...entry, at, note: noteOf(outcome) });
    }
    return true;
  });
}

interface Movement {
  readonly kind: LedgerKind;
  readonly held: Micros;
  readonly spent: Micros;
}

/** How the ledger closes a hold. */
export function closingEntries(
  outcome: Pick<Outcome, "cost"> & { readonly kind: string },
  hold: Micros,
): readonly Movement[] {
  if (outcome.kind === "lost") return [{ kind: "unconfirmed", held: ZERO, spent: ZERO }];
  const released = minus(ZERO, hold);
  if (outcome.cost === ZERO) return [{ kind: "release", held: released, spent: ZERO }];
  if (outcome.cost <= hold) return [{ kind: "settle", held: released, spent: outcome.cost }];
  // Charged above the hold: counted in full, with the excess as an entry of its own.
  return [
    { kind: "settle", held: released, spent: hold },
    { kind: "correction", held: ZERO, spent: minus(outcome.cost, hold) },
  ];
}

/** Moves `submitting` to `running`, and the hold to what the API's estimate says, even past a cap. */
export async function recordSubmitted(
  db: Kysely<Tables>,
  generationId: string,
  { taskId, phase, hold, at }: Submitted,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const row = await tx
      .updateTable("generation")
      .set({ state: "running", task_id: taskId, phase, phase_since: at })
      .where("id", "=", generationId)
      .where("state", "=", "submitting")
      .returningAll()
      .executeTakeFirst();
    if (row === undefined || hold === null || hold === row.hold) return;
    const held = minus(hold, micros(row.hold));
    await tx.updateTable("generation").set({ hold }).where("id", "=", generationId).execute();
    await change(tx, generationId, { held, spent: ZERO });
    await enter(tx, { ...ownerOf(row), at, kind: "adjust", held, spent: ZERO, note: "estimate" });
  });
}

/** How a hold ended, for the log that admins read. */
function noteOf(outcome: Outcome): string {
  const ended = outcome.kind === "failed" ? outcome.code : outcome.kind;
  return "assumed" in outcome ? `${ended} (cost ${outcome.assumed})` : ended;
}

/** The columns that every entry about a generation has. */
export const ownerOf = (row: Selectable<GenerationTable>) => ({
  generationId: row.id,
  platform: row.platform as PlatformName,
  guildId: row.guild_id,
  channelId: row.channel_id,
  userId: row.user_id,
  model: row.model,
  heldAt: row.created_at,
});
