import { setImmediate } from "node:timers/promises";
import type { Run, UsageOf, UsageQuery, UsageSum } from "../domain/ledger.ts";
import type { Store } from "../store/store.ts";
import type { Calendar } from "./bars.ts";

export type Ledger = Pick<Store, "usage" | "runs">;
/** Whose entries of it. */
export type LedgerOf = Pick<UsageQuery, "platform" | "guildId" | "userId">;

/** A sum of the ledger within one bar. */
export interface BarSum extends UsageSum {
  readonly bar: number;
}

/** Slice by slice, with room for others in between: an embedded database answers on the process's one thread. */
export async function gatherSums(
  ledger: Ledger,
  { whose, of }: { readonly whose: LedgerOf; readonly of: UsageOf },
  { slices }: Calendar,
): Promise<readonly BarSum[]> {
  const sums: BarSum[] = [];
  for (const { span, bar } of slices) {
    await setImmediate();
    for (const sum of await ledger.usage({ ...whose, ...span }, of)) sums.push({ ...sum, bar });
  }
  return sums;
}

/** The runs one slice at a time, the newest slice first, until `most` have come; within a slice the oldest first. */
export async function* newestRuns(
  ledger: Ledger,
  { whose, most }: { readonly whose: LedgerOf; readonly most: number },
  { slices }: Calendar,
): AsyncGenerator<readonly Run[]> {
  let left = most;
  for (const { span } of slices.toReversed()) {
    if (left <= 0) return;
    await setImmediate();
    const runs = await ledger.runs({ ...whose, ...span });
    yield runs;
    left -= runs.length;
  }
}
