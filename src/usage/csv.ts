// The runs as CSV (RFC 4180), in UTF-8 with a byte order mark, without which Excel would guess another encoding.

import type { Run } from "../domain/money/ledger.ts";
import { formatDecimal } from "../domain/money/money.ts";

export interface Csv {
  /** Adds earlier runs, oldest first, in front of those already added. */
  readonly prepend: (runs: readonly Run[]) => void;
  readonly bytes: () => Buffer;
}

interface Naming {
  readonly timeZone: string;
  /** Name of a member or channel; empty if unknown. Called once for each. */
  readonly nameOf: (id: string) => string;
}

/** IDs are written as mentions: spreadsheets would round off the last digits of bare ones. */
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
  const member = once((id: string) => `${text(nameOf(id))},${text(`<@${id}>`)}`);
  const channel = once((id: string) => `${text(nameOf(id))},${text(`<#${id}>`)}`);
  const word = once(text);
  const line = ({ at, userId, channelId, model, outcome, spent, held, generationId }: Run): string =>
    `${time(at)},${member(userId)},${channel(channelId)},${word(model)},${word(outcome ?? "running")},` +
    `${formatDecimal(spent)},${formatDecimal(held)},${generationId}${LINE_END}`;
  const head = Buffer.from(BYTE_ORDER_MARK + HEAD.join(",") + LINE_END);
  const parts: Buffer[] = [];
  return {
    prepend: (runs) => parts.push(Buffer.from(runs.map(line).join(""))),
    bytes: () => Buffer.concat([head, ...parts.toReversed()]),
  };
}

/**
 * Puts an apostrophe before text that a spreadsheet would run as a formula.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function text(cell: string): string {
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Caches by key: a hundred thousand runs belong to a few hundred people. */
function once<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    made.set(key, fresh);
    return fresh;
  };
}

/** UTC offsets are multiples of a quarter of an hour, and change only at the start of one. */
const QUARTER_MS = 15 * 60_000;
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

/** Formats the guild's local time and UTC offset for spreadsheets: 2026-11-21 14:03:22,UTC+08:00 */
function clockOf(timeZone: string): (at: number) => string {
  const startOf = once((quarter: number) => {
    const start = Temporal.Instant.fromEpochMilliseconds(quarter * QUARTER_MS).toZonedDateTimeISO(timeZone);
    const hour = `${start.toPlainDate().toString()} ${TWO_DIGITS[start.hour]}`;
    return { hour, minute: start.minute, offset: `UTC${start.offset}` };
  });
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const { hour, minute, offset } = startOf(quarter);
    const seconds = Math.floor((at - quarter * QUARTER_MS) / 1000);
    return `${hour}:${TWO_DIGITS[minute + Math.floor(seconds / 60)]}:${TWO_DIGITS[seconds % 60]},${offset}`;
  };
}
