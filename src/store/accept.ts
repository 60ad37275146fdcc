import type { Kysely, Transaction } from "kysely";
import type { GuildRules } from "../domain/budget.ts";
import type { Generation } from "../domain/generation.ts";
import { ZERO } from "../domain/money.ts";
import { hold, inLockOrder } from "./budget-window.ts";
import { openWindow } from "./counted.ts";
import { fromRow, toRow } from "./generation-row.ts";
import { readRules } from "./guild-rules.ts";
import { enter } from "./ledger.ts";
import type { Acceptance, Claim, WindowState } from "./store.ts";
import type { Tables } from "./tables.ts";

/** Thrown inside the transaction to undo it; never leaves this file. */
class NoRoom<C extends Claim> extends Error {
  readonly claim: C;
  readonly state: WindowState;

  constructor(claim: C, state: WindowState) {
    super(claim.window);
    this.claim = claim;
    this.state = state;
  }
}

type Plan<C extends Claim> = (rules: GuildRules) => readonly C[];

/** The row, the holds and the ledger's entry in one transaction, or nothing (M1, P1, P2). */
export async function accept<C extends Claim>(
  db: Kysely<Tables>,
  generation: Generation,
  plan: Plan<C>,
): Promise<Acceptance<C>> {
  try {
    return await db.transaction().execute(async (tx): Promise<Acceptance<C>> => {
      const { id: generationId, hold: amount } = generation;
      const inserted = await tx
        .insertInto("generation")
        .values(toRow(generation))
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirst();
      if (inserted.numInsertedOrUpdatedRows !== 1n)
        return { kind: "duplicate", generation: await known(tx, generationId) };
      const claims = plan(await readRules(tx, generation));
      for (const claim of inLockOrder(claims, ({ window }) => window)) {
        const state = await openWindow(tx, claim);
        if (!(await hold(tx, claim, { generationId, amount }))) throw new NoRoom(claim, state);
      }
      await enter(tx, {
        ...ownerOf(generation),
        at: generation.createdAt,
        kind: "hold",
        held: amount,
        spent: ZERO,
        note: "",
      });
      return { kind: "accepted" };
    });
  } catch (error) {
    if (error instanceof NoRoom) return { kind: "full", claim: error.claim as C, state: error.state };
    throw error;
  }
}

async function known(tx: Transaction<Tables>, id: string): Promise<Generation> {
  return fromRow(await tx.selectFrom("generation").selectAll().where("id", "=", id).executeTakeFirstOrThrow());
}

/** What every entry about a generation carries. */
const ownerOf = ({ id, platform, guildId, channelId, userId, model, createdAt }: Generation) => ({
  generationId: id,
  platform,
  guildId,
  channelId,
  userId,
  model,
  heldAt: createdAt,
});
