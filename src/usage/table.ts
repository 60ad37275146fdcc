import type { Run } from "../domain/money/ledger.ts";
import type { UsageFile, UsageReport } from "../domain/money/usage.ts";
import { createCsv } from "./csv.ts";
import { zip } from "./zip.ts";

/** Looks up the names of members and channels; the map lacks IDs whose name is unknown. */
export type NamesOf = (ids: Iterable<string>) => Promise<ReadonlyMap<string, string>>;

export interface Table {
  /** Number of runs in it. */
  readonly runs: number;
  /** Adds earlier runs, oldest first, in front of those already added. */
  readonly prepend: (runs: readonly Run[]) => Promise<void>;
  readonly file: (name: string) => Promise<UsageFile>;
}

/** Spreadsheets open a plain file directly; a larger one is packed, to arrive in time. */
const LARGEST_UNPACKED_BYTES = 1_000_000;

/** A table with one run per line. */
export function createTable(timeZone: string, namesOf: NamesOf): Table {
  const names = new Map<string, string>();
  const csv = createCsv({ timeZone, nameOf: (id) => names.get(id) ?? "" });
  let count = 0;
  return {
    get runs() {
      return count;
    },
    async prepend(runs) {
      const ids = new Set<string>();
      for (const { userId, channelId } of runs) ids.add(userId).add(channelId);
      for (const [id, name] of await namesOf(ids)) names.set(id, name);
      csv.prepend(runs);
      count += runs.length;
    },
    async file(name) {
      const bytes = csv.bytes();
      if (bytes.byteLength <= LARGEST_UNPACKED_BYTES) return { name: `${name}.csv`, contentType: "text/csv", bytes };
      const packed = await zip(`${name}.csv`, bytes);
      return { name: `${name}.csv.zip`, contentType: "application/zip", bytes: packed };
    },
  };
}

/** File name without its extension: usage-2026-11-01-2026-11-30 */
export function fileName({ from, to, timeZone }: UsageReport): string {
  const dateOf = (at: number): string =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  return `usage-${dateOf(from)}-${dateOf(to - 1)}`;
}
