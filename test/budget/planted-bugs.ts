// Stores as somebody might have written them, each with one mistake that a review can miss. Most keep the windows and the
// ledger in step, so that only what the design says of money tells them from the real one.

import { sql } from "kysely";
import type { Kysely } from "kysely";
import { NO_RULES } from "../../src/domain/money/budget.ts";
import type { Outcome } from "../../src/domain/generation.ts";
import { micros, ZERO } from "../../src/domain/money/money.ts";
import { change } from "../../src/store/queries/budget-window.ts";
import { createStore } from "../../src/store/queries/create-store.ts";
import { sqliteDialect } from "../../src/store/sqlite/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import type { Tables } from "../../src/store/tables.ts";
import type { Entry } from "./property-model.ts";

type Bug = (db: Kysely<Tables>, store: Store) => Partial<Store>;

const planted =
  (bug: Bug) =>
  (db: Kysely<Tables>): Store => {
    const store = createStore(db, { now: Date.now, dialect: sqliteDialect });
    return { ...store, ...bug(db, store) };
  };

/** Changes the windows of a generation and enters it into the ledger, as the real one does. */
async function move(db: Kysely<Tables>, id: string, { kind, held, spent }: Entry): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await change(tx, id, { held: micros(held), spent: micros(spent) });
    await sql`insert into ledger
      (at, kind, generation_id, platform, guild_id, channel_id, user_id, model, held_at, held, spent, note)
      select created_at, ${kind}, id, platform, guild_id, channel_id, user_id, model, created_at, ${held}, ${spent}, ''
      from generation where id = ${id}`.execute(tx);
  });
}

/** M2: whoever settles is not asked whether somebody else has. */
const settlesTwice: Bug = (db, store) => ({
  settle: async (id, outcome, at) => {
    if (await store.settle(id, outcome, at)) return true;
    const hold = (await store.get(id))?.hold ?? 0;
    await move(db, id, { kind: "settle", held: 0 - hold, spent: outcome.cost });
    return false;
  },
});

/** M1: looks first and writes later; the cap is not in the condition of the write. */
const checksOutsideTheTransaction: Bug = (_, store) => ({
  accept: async (generation, plan) => {
    const claims = plan(await store.rules(generation.platform, generation.guildId));
    const states = await store.windows(claims);
    for (const [index, claim] of claims.entries()) {
      const state = states[index];
      const isFull = state !== undefined && state.held + state.spent + generation.hold > claim.cap;
      if (isFull && (await store.get(generation.id)) === null) return { kind: "full", claim, state };
    }
    const cap = micros(Number.MAX_SAFE_INTEGER);
    return await store.accept(generation, (rules) => plan(rules).map((claim) => ({ ...claim, cap })));
  },
});

/** The outcome is one transaction, the money the next: right as long as nobody dies in between. */
const settlesInTwoTransactions: Bug = (db, store) => ({
  settle: async (id, outcome, at) => {
    const before = await store.get(id);
    const settled = { state: "settled", outcome_json: JSON.stringify(outcome), settled_at: at };
    const open = db.updateTable("generation").set(settled).where("id", "=", id);
    const done = await open.where("state", "in", ["held", "submitting", "running"]).executeTakeFirst();
    if (before === null || done.numUpdatedRows !== 1n) return false;
    for (const entry of closing(outcome, before.hold)) await move(db, id, entry);
    return true;
  },
});

function closing({ kind, cost }: Outcome, hold: number): readonly Entry[] {
  if (kind === "lost") return [{ kind: "unconfirmed", held: 0, spent: 0 }];
  if (cost === ZERO) return [{ kind: "release", held: -hold, spent: 0 }];
  const settle = { kind: "settle", held: -hold, spent: Math.min(cost, hold) };
  return cost <= hold ? [settle] : [settle, { kind: "correction", held: 0, spent: cost - hold }];
}

/** A settlement that reaches all windows but one. */
const forgetsAWindow: Bug = (db, store) => ({
  settle: async (id, outcome, at) => {
    const closed = await store.settle(id, outcome, at);
    if (closed && outcome.cost > 0) {
      await sql`update budget_window set spent = spent - ${outcome.cost} where key =
        (select max(window_key) from generation_window where generation_id = ${id})`.execute(db);
    }
    return closed;
  },
});

/** M3: dollars as floats, in the ledger and the windows alike. */
const countsInFloats: Bug = (db, store) => ({
  settle: async (id, outcome, at) => {
    const closed = await store.settle(id, outcome, at);
    const noise = outcome.cost * 1.1 - outcome.cost - outcome.cost / 10;
    if (!closed || noise === 0) return closed;
    await sql`update ledger set spent = spent + ${noise} where generation_id = ${id} and kind = 'settle'`.execute(db);
    await sql`update budget_window set spent = spent + ${noise} where key in
      (select window_key from generation_window where generation_id = ${id})`.execute(db);
    return closed;
  },
});

/** Nobody knows what it cost, so it is taken to have cost nothing. */
const releasesTheLost: Bug = (_, store) => ({
  settle: async (id, outcome, at) => {
    const free = { kind: "failed", cost: ZERO, code: "lost", reason: null } as const;
    return await store.settle(id, outcome.kind === "lost" ? free : outcome, at);
  },
});

/** An estimate above what was set aside is told, and not set aside. */
const ignoresAHigherEstimate: Bug = (_, store) => ({
  recordSubmitted: async (id, submitted) => {
    const before = (await store.get(id))?.hold ?? ZERO;
    const hold = submitted.hold === null ? null : micros(Math.min(submitted.hold, before));
    await store.recordSubmitted(id, { ...submitted, hold });
  },
});

/** P2: the same interaction again holds again. */
const holdsForADuplicate: Bug = (db, store) => ({
  accept: async (generation, plan) => {
    const acceptance = await store.accept(generation, plan);
    if (acceptance.kind === "duplicate") {
      await move(db, generation.id, { kind: "hold", held: generation.hold, spent: 0 });
    }
    return acceptance;
  },
});

/** A cap that was away for a while goes on where it was, without the runs of that while. */
const goesOnWithAnOldWindow: Bug = (_, store) => ({
  accept: async (generation, plan) =>
    await store.accept(generation, (rules) => plan({ ...rules, edition: NO_RULES.edition })),
  rules: async (platform, guildId) => ({ ...(await store.rules(platform, guildId)), edition: NO_RULES.edition }),
});

/** A hold that found no room in one window stays in those before it. */
const keepsHalfAHold: Bug = (db, store) => ({
  accept: async (generation, plan) => {
    const acceptance = await store.accept(generation, plan);
    if (acceptance.kind === "full") {
      await sql`update budget_window set held = held + ${generation.hold} where key < ${acceptance.claim.window}`.execute(
        db,
      );
    }
    return acceptance;
  },
});

export const PLANTED = Object.entries({
  settlesTwice,
  checksOutsideTheTransaction,
  settlesInTwoTransactions,
  forgetsAWindow,
  countsInFloats,
  releasesTheLost,
  ignoresAHigherEstimate,
  holdsForADuplicate,
  goesOnWithAnOldWindow,
  keepsHalfAHold,
}).map(([name, bug]) => [name, planted(bug)] as const);
