import type { UsageReport, UsageSheet } from "../domain/usage.ts";
import type { Calendar } from "./bars.ts";
import { createCsv } from "./csv.ts";
import { newestRuns } from "./gather.ts";
import type { Ledger, LedgerOf } from "./gather.ts";
import { zip } from "./zip.ts";

/** What members and channels are called; an ID that it does not hold has no name. */
export type NamesOf = (ids: Iterable<string>) => Promise<ReadonlyMap<string, string>>;

interface Given {
  readonly ledger: Ledger;
  readonly whose: LedgerOf;
  readonly calendar: Calendar;
  readonly report: UsageReport;
  readonly namesOf: NamesOf;
}

/** More take longer than a person may be kept waiting, and few spreadsheets like them. */
const MOST_RUNS = 100_000;
/** Any spreadsheet opens a file as it is; a larger one has to travel first. */
const LARGEST_UNPACKED_BYTES = 1_000_000;

/** The runs of a report, one a line. Null: it was given up on the way. */
export async function tableOf(
  { ledger, whose, calendar, report, namesOf }: Given,
  signal: AbortSignal,
): Promise<UsageSheet["table"]> {
  const names = new Map<string, string>();
  const nameOf = (id: string): string => names.get(id) ?? "";
  const csv = createCsv({ timeZone: report.timeZone, nameOf });
  let count = 0;
  for await (const runs of newestRuns(ledger, { whose, most: MOST_RUNS }, calendar)) {
    if (signal.aborted) return null;
    const ids = new Set(runs.flatMap(({ userId, channelId }) => [userId, channelId]));
    for (const [id, name] of await namesOf(ids)) names.set(id, name);
    csv.prepend(runs);
    count += runs.length;
  }
  const bytes = csv.bytes();
  const about = { runs: count, isWhole: count >= report.runs };
  const name = `${fileName(report)}.csv`;
  return bytes.byteLength <= LARGEST_UNPACKED_BYTES
    ? { ...about, name, contentType: "text/csv", bytes }
    : { ...about, name: `${name}.zip`, contentType: "application/zip", bytes: await zip(name, bytes) };
}

/** usage-2026-11-01-2026-11-30 */
export function fileName({ from, to, timeZone }: UsageReport): string {
  const dateOf = (at: number): string =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  return `usage-${dateOf(from)}-${dateOf(to - 1)}`;
}
