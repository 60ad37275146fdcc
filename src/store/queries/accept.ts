import { CompiledQuery } from "kysely";
import type { Kysely, Transaction } from "kysely";
import type { GuildRules } from "../../domain/money/budget.ts";
import type { Generation } from "../../domain/generation.ts";
import { ZERO } from "../../domain/money/money.ts";
import { hold, inLockOrder } from "./budget-window.ts";
import { openWindow } from "./open-window.ts";
import { fromRow, toRow } from "./generation-row.ts";
import type { Dialect } from "../dialect.ts";
import { readRules, rulesLock } from "./guild-rules.ts";
import { inTransaction } from "./in-transaction.ts";
import { enter } from "./ledger.ts";
import type { Acceptance, Claim, Enqueue, RawTransaction, WindowState } from "../store.ts";
import type { Tables } from "../tables.ts";

/** Thrown inside the transaction to undo it; never leaves this file. */
class BudgetFull<C extends Claim> extends Error {
  readonly claim: C;
  readonly state: WindowState;

  constructor(claim: C, state: WindowState) {
    super(claim.window);
    this.claim = claim;
    this.state = state;
  }
}

type Plan<C extends Claim> = (rules: GuildRules) => readonly C[];

interface Ground {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  readonly enqueue: Enqueue | undefined;
}

/** Writes the row, the holds, the ledger's entry and the job in one transaction, or nothing (M1, P1, P2). */
export async function accept<C extends Claim>(
  { db, dialect, enqueue }: Ground,
  generation: Generation,
  plan: Plan<C>,
): Promise<Acceptance<C>> {
  try {
    return await inTransaction(db, async (tx): Promise<Acceptance<C>> => {
      const { id: generationId, hold: amount } = generation;
      const inserted = await tx
        .insertInto("generation")
        .values(toRow(generation))
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirst();
      if (inserted.numInsertedOrUpdatedRows !== 1n)
        return { kind: "duplicate", generation: await known(tx, generationId) };
      await dialect.lock(tx, rulesLock(generation), "shared");
      const claims = inLockOrder(plan(await readRules(tx, generation)), ({ window }) => window);
      // Open all before holding in any: opening waits for runs that are being settled, and these may need a window that
      // is locked here by a hold.
      for (const claim of claims) await openWindow(tx, claim, dialect);
      for (const claim of claims) {
        if (!(await hold(tx, claim, { generationId, amount })))
          throw new BudgetFull(claim, await openWindow(tx, claim, dialect));
      }
      await enter(tx, {
        ...ownerOf(generation),
        at: generation.createdAt,
        kind: "hold",
        held: amount,
        spent: ZERO,
        note: "",
      });
      await enqueue?.(rawly(tx), { generationId, guildId: generation.guildId });
      return { kind: "accepted" };
    });
  } catch (error) {
    if (error instanceof BudgetFull) return { kind: "full", claim: error.claim as C, state: error.state };
    throw error;
  }
}

const rawly = (tx: Transaction<Tables>): RawTransaction => ({
  executeSql: async (text, values = []) => {
    const { rows } = await tx.executeQuery(CompiledQuery.raw(text, [...values]));
    return { rows };
  },
});

async function known(tx: Transaction<Tables>, id: string): Promise<Generation> {
  return fromRow(await tx.selectFrom("generation").selectAll().where("id", "=", id).executeTakeFirstOrThrow());
}

/** The columns that every ledger entry about a generation has. */
const ownerOf = ({ id, platform, guildId, channelId, userId, model, createdAt }: Generation) => ({
  generationId: id,
  platform,
  guildId,
  channelId,
  userId,
  model,
  heldAt: createdAt,
});
