// The rows against the model. What is summed here is summed from the ledger's entries by hand, not by the store.

import assert from "node:assert/strict";
import type { Disk } from "./property-disk.ts";
import { claimsOf, idOf } from "./property-jobs.ts";
import { countsFor, decidedBy, guildKey, usedOf } from "./property-model.ts";
import type { Arrival, Model } from "./property-model.ts";

export interface Witness {
  /** The ledger as it was last seen: entries are never changed or deleted. */
  readonly seen: readonly string[];
}

interface EntryRow {
  readonly id: string | null;
  readonly guild: string;
  readonly kind: string;
  readonly held: number;
  readonly spent: number;
  readonly whole: number;
}

interface WindowRow {
  readonly key: string;
  readonly held: number;
  readonly spent: number;
  readonly whole: number;
}

const LEDGER = `select generation_id as id, platform || ':' || guild_id as guild, kind, held, spent, held_at,
  typeof(held) = 'integer' and typeof(spent) = 'integer' as whole from ledger order by ledger.id`;
const WINDOWS = `select key, held, spent, typeof(held) = 'integer' and typeof(spent) = 'integer' as whole from budget_window`;

export async function expectRows(disk: Disk, model: Model, { seen }: Witness): Promise<Witness> {
  const ledger = disk.rows(LEDGER) as unknown as readonly EntryRow[];
  const now = ledger.map((entry) => JSON.stringify(entry));
  assert.deepEqual(now.slice(0, seen.length), seen, "an entry of the ledger was changed or deleted");
  const windows = disk.rows(WINDOWS) as unknown as readonly WindowRow[];
  for (const { whole, ...row } of [...ledger, ...windows])
    assert.equal(whole, 1, `M3: not whole: ${JSON.stringify(row)}`);
  expectRuns(disk, model, ledger);
  expectDecisions(disk, model, ledger);
  expectSums(disk, ledger, windows);
  assert.deepEqual(await disk.store.audit(false), []);
  return { seen: now };
}

const byId = (a: { readonly id: unknown }, b: { readonly id: unknown }): number =>
  String(a.id) < String(b.id) ? -1 : 1;

/** State, promise and entries of every run, and no other run. */
function expectRuns(disk: Disk, model: Model, ledger: readonly EntryRow[]): void {
  const kept = disk.rows("select id, state, hold, created_at from generation");
  const entries = Map.groupBy(ledger, ({ id }) => id);
  const actual = kept.map(({ id, state, hold, created_at }) => {
    const mine = entries.get(String(id)) ?? [];
    return { id, state, hold, at: created_at, entries: mine.map(({ kind, held, spent }) => ({ kind, held, spent })) };
  });
  const wanted = [...model.runs.values()].map((run) => ({
    id: idOf(run),
    state: run.state,
    hold: run.promise,
    at: run.heldAt,
    entries: run.entries,
  }));
  assert.deepEqual(actual.toSorted(byId), wanted.toSorted(byId));
}

function expectDecisions(disk: Disk, model: Model, ledger: readonly EntryRow[]): void {
  const caps = disk.rows(
    "select platform || ':' || guild_id as guild, scope, subject_id as subject, period, amount from guild_cap",
  );
  for (const [guild, decided] of model.decided) {
    const actual = caps
      .filter((row) => row["guild"] === guild)
      .map(({ scope, subject, period, amount }) => [scope, subject, period, amount].join());
    const wanted = decided.caps.map(({ scope, period, amount }) =>
      [scope.kind, "id" in scope ? scope.id : "", period, amount].join(),
    );
    assert.deepEqual(actual.toSorted(), wanted.toSorted());
    assert.equal(ledger.filter((entry) => entry.kind === "rules" && entry.guild === guild).length, decided.times);
  }
}

/** Every window is the sum of the entries of the runs that it counts. */
function expectSums(disk: Disk, ledger: readonly EntryRow[], windows: readonly WindowRow[]): void {
  const sums = new Map(windows.map(({ key }) => [key, { held: 0, spent: 0 }]));
  const counting = Map.groupBy(
    disk.rows("select generation_id as id, window_key as key from generation_window"),
    ({ id }) => id,
  );
  for (const { id, held, spent } of ledger) {
    for (const { key } of counting.get(id) ?? []) {
      const sum = sums.get(String(key));
      assert.ok(sum, `a run counts in ${String(key)}, which is no window`);
      sum.held += held;
      sum.spent += spent;
    }
  }
  for (const { key, held, spent } of windows) assert.deepEqual({ key, held, spent }, { key, ...sums.get(key) });
}

/** The windows that a run of `spender` would claim at this moment hold what the model says, those that are open. */
export async function expectWindows(disk: Disk, model: Model, spender: Arrival): Promise<void> {
  const rules = await disk.store.rules(spender.platform, spender.guildId);
  assert.equal(rules.timeZone, decidedBy(model, spender).timeZone, guildKey(spender));
  const windows = new Map((disk.rows(WINDOWS) as unknown as readonly WindowRow[]).map((row) => [row.key, row]));
  for (const { window, scope, period } of claimsOf(spender, rules, model)) {
    const row = windows.get(window);
    if (row === undefined) continue;
    assert.equal(row.held + row.spent, usedOf(model, countsFor(model, spender, { scope, period })), window);
  }
}
