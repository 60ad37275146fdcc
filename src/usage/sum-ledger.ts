import { setImmediate } from "node:timers/promises";
import type { Run, UsageOf, UsageQuery, UsageSum } from "../domain/money/ledger.ts";
import { micros } from "../domain/money/money.ts";
import type { Store } from "../store/store.ts";
import type { Calendar } from "./bars.ts";

/** A ledger sum within one bar. */
export interface BarSum extends UsageSum {
  readonly bar: number;
}

interface LedgerQuery {
  readonly ledger: Pick<Store, "usage" | "runs">;
  readonly whose: Pick<UsageQuery, "platform" | "guildId" | "userId">;
  readonly of: UsageOf;
  /** Whether to read the next slice run by run. */
  readonly wants: () => boolean;
  /** Receives the runs: newest slice first, oldest run first within a slice. */
  readonly take: (runs: readonly Run[]) => Promise<void>;
}

/**
 * Goes through the ledger once, slice by slice, and lets other work run in between: SQLite answers on the process's main
 * thread. Slices that are not wanted run by run are summed up by the database, which is quicker.
 */
export async function sumLedger(
  { ledger, whose, of, wants, take }: LedgerQuery,
  { slices }: Calendar,
): Promise<readonly BarSum[]> {
  const sums: BarSum[] = [];
  for (const { span, bar } of slices.toReversed()) {
    await setImmediate();
    const query = { ...whose, ...span };
    if (wants()) {
      const runs = await ledger.runs(query);
      for (const sum of sumUp(runs, of)) sums.push({ ...sum, bar });
      if (runs.length > 0) await take(runs);
    } else {
      for (const sum of await ledger.usage(query, of)) sums.push({ ...sum, bar });
    }
  }
  return sums;
}

const KEYS = { member: "userId", model: "model", channel: "channelId" } as const satisfies Record<UsageOf, keyof Run>;

function sumUp(runs: readonly Run[], of: UsageOf): readonly UsageSum[] {
  const sums = new Map<string, { spent: number; held: number; runs: number }>();
  for (const run of runs) {
    const key = run[KEYS[of]];
    const sum = sums.get(key) ?? { spent: 0, held: 0, runs: 0 };
    sum.spent += run.spent;
    sum.held += run.held;
    sum.runs += 1;
    sums.set(key, sum);
  }
  return Array.from(sums, ([key, sum]) => ({
    key,
    spent: micros(sum.spent),
    held: micros(sum.held),
    runs: sum.runs,
  }));
}
