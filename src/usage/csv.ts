// The runs as a table for a spreadsheet: RFC 4180, in UTF-8 with a mark that tells Excel so.

import { formatDecimal } from "../domain/money.ts";
import type { Run } from "../domain/ledger.ts";

export interface Csv {
  /** Runs that came before those already added, the oldest first. */
  readonly prepend: (runs: readonly Run[]) => void;
  readonly bytes: () => Buffer;
}

interface Naming {
  readonly timeZone: string;
  /** Of members and channels; empty where it is not known. */
  readonly nameOf: (id: string) => string;
}

/** IDs are written as mentions: of a bare one a spreadsheet rounds the last digits off. */
const HEAD = [
  "time",
  "utc_offset",
  "member",
  "member_id",
  "channel",
  "channel_id",
  "model",
  "outcome",
  "spent_usd",
  "held_usd",
  "run",
];

const BYTE_ORDER_MARK = "\uFEFF";
const LINE_END = "\r\n";

export function createCsv({ timeZone, nameOf }: Naming): Csv {
  const time = clockOf(timeZone);
  const line = (run: Run): string => {
    const { local, offset } = time(run.at);
    const who = [nameOf(run.userId), `<@${run.userId}>`, nameOf(run.channelId), `<#${run.channelId}>`];
    const what = [run.model, run.outcome ?? "running"];
    const amounts = [formatDecimal(run.spent), formatDecimal(run.held)];
    return [local, offset, ...[...who, ...what].map(text), ...amounts, run.generationId].join(",") + LINE_END;
  };
  const parts: string[] = [];
  return {
    prepend: (runs) => parts.push(runs.map(line).join("")),
    bytes: () => Buffer.from([BYTE_ORDER_MARK + HEAD.join(",") + LINE_END, ...parts.toReversed()].join("")),
  };
}

/**
 * What a spreadsheet would run as a formula becomes a text, by the apostrophe that such programs understand.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function text(cell: string): string {
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** No zone changes its clock within one. */
const QUARTER_MS = 15 * 60_000;

/** The guild's local time as spreadsheets read it, 2026-11-21 14:03:22; the calendar is asked once a quarter of an hour. */
function clockOf(timeZone: string): (at: number) => { readonly local: string; readonly offset: string } {
  const known = new Map<number, { readonly ms: number; readonly offset: string }>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const kept = known.get(quarter);
    const { ms, offset } = kept ?? offsetAt(at, timeZone);
    if (kept === undefined) known.set(quarter, { ms, offset });
    return { local: new Date(at + ms).toISOString().slice(0, 19).replace("T", " "), offset };
  };
}

function offsetAt(at: number, timeZone: string): { readonly ms: number; readonly offset: string } {
  const { offset, offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return { ms: offsetNanoseconds / 1e6, offset: `UTC${offset}` };
}
