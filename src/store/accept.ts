import type { Kysely } from "kysely";
import type { Generation } from "../domain/generation.ts";
import { ZERO } from "../domain/money.ts";
import { hold, windowStates } from "./budget-window.ts";
import { fromRow, toRow } from "./generation-row.ts";
import { enter } from "./ledger.ts";
import type { Acceptance, Claim } from "./store.ts";
import type { Tables } from "./tables.ts";

/** Thrown inside the transaction to undo it; never leaves this file. */
class NoRoom extends Error {
  readonly claim: Claim;

  constructor(claim: Claim) {
    super(claim.window);
    this.claim = claim;
  }
}

/** The row, the holds and the ledger's entry in one transaction, or nothing (M1, P1, P2). */
export async function accept(
  db: Kysely<Tables>,
  generation: Generation,
  claims: readonly Claim[],
): Promise<Acceptance> {
  try {
    return await db.transaction().execute(async (tx): Promise<Acceptance> => {
      const row = toRow(generation, claims);
      const inserted = await tx
        .insertInto("generation")
        .values(row)
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirst();
      if (inserted.numInsertedOrUpdatedRows !== 1n) {
        const known = await tx.selectFrom("generation").selectAll().where("id", "=", row.id).executeTakeFirstOrThrow();
        return { kind: "duplicate", generation: fromRow(known) };
      }
      // One order for everybody, so that two transactions never wait for each other's windows.
      for (const claim of claims.toSorted((a, b) => (a.window < b.window ? -1 : 1))) {
        if (!(await hold(tx, claim, generation.hold))) throw new NoRoom(claim);
      }
      const { id: generationId, guildId, userId, createdAt: at } = generation;
      await enter(tx, { at, kind: "hold", generationId, guildId, userId, held: generation.hold, spent: ZERO });
      return { kind: "accepted" };
    });
  } catch (error) {
    if (!(error instanceof NoRoom)) throw error;
    const [state] = await windowStates(db, [error.claim.window]);
    return {
      kind: "full",
      claim: error.claim,
      state: state ?? { window: error.claim.window, held: ZERO, spent: ZERO },
    };
  }
}
