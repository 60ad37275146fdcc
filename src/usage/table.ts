import type { Run } from "../domain/money/ledger.ts";
import type { UsageFile, UsageReport } from "../domain/money/usage.ts";
import { createCsv } from "./csv.ts";
import { zip } from "./zip.ts";

/** What members and channels are called; an ID that it does not hold has no name. */
export type NamesOf = (ids: Iterable<string>) => Promise<ReadonlyMap<string, string>>;

export interface Table {
  /** How many runs it has. */
  readonly runs: number;
  /** Runs that came before those already added, the oldest first. */
  readonly prepend: (runs: readonly Run[]) => Promise<void>;
  readonly file: (name: string) => Promise<UsageFile>;
}

/** Any spreadsheet opens a file as it is; a larger one has to travel first. */
const LARGEST_UNPACKED_BYTES = 1_000_000;

/** Runs, one a line. */
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

/** usage-2026-11-01-2026-11-30 */
export function fileName({ from, to, timeZone }: UsageReport): string {
  const dateOf = (at: number): string =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  return `usage-${dateOf(from)}-${dateOf(to - 1)}`;
}
