// Dates in texts, in the reader's own time. https://docs.slack.dev/messaging/formatting-message-text#date-formatting

import { lookUp } from "../../payload/fields.ts";
import type { Clock } from "../../payload/clock.ts";

const DAY_MS = 86_400_000;

/** The format with its tokens filled in. Null: one of them is not known. */
export function formatDate(format: string, seconds: number, clock: Clock): string | null {
  let unknown = false;
  const shown = format.replaceAll(/\{(\w+)\}/g, (_, token: string, place: number) => {
    const filled = lookUp(TOKENS, token)?.(seconds * 1_000, clock);
    unknown ||= filled === undefined;
    // "Today" begins a sentence.
    return place === 0 && token.endsWith("_pretty") ? capital(filled ?? "") : (filled ?? "");
  });
  return unknown ? null : shown;
}

type Token = (ms: number, clock: Clock) => string;

/** `pretty` ones say "today" where it is, as words inside of a sentence. */
const pretty =
  (otherwise: Token): Token =>
  (ms, clock) =>
    dayWord(ms, clock) ?? otherwise(ms, clock);

const LONG = { weekday: "long", month: "long", day: "numeric", year: "numeric" } as const;
const dateShort = intl({ month: "short", day: "numeric", year: "numeric" });
const dateLong = intl(LONG);

/** Those of the bot's messages and of the client. */
const TOKENS: Readonly<Record<string, Token>> = {
  date_short_pretty: pretty(dateShort),
  date_long: dateLong,
  day_divider_pretty: pretty((ms, clock) => dayDivider(ms, clock)),
  time: intl({ timeStyle: "short" }),
  time_secs: intl({ timeStyle: "medium" }),
};

/** Slack counts the days of a month in English: "February 18th". */
function intl(options: Intl.DateTimeFormatOptions): Token {
  return (ms, { locale, timeZone }) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    const counts = locale.startsWith("en") && options.day === "numeric" && options.month === "long";
    const parts = format.formatToParts(ms);
    return parts.map(({ type, value }) => (counts && type === "day" ? ordinal(Number(value)) : value)).join("");
  };
}

const ENDINGS = { one: "st", two: "nd", few: "rd", other: "th", many: "th", zero: "th" } as const;
const ordinal = (day: number): string =>
  `${day}${ENDINGS[new Intl.PluralRules("en", { type: "ordinal" }).select(day)]}`;

/** YYYY-MM-DD, where the reader is. */
const dayOf = (ms: number, timeZone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(ms);

/** "yesterday", "today" or "tomorrow"; null for other days. */
function dayWord(ms: number, { now, locale, timeZone }: Clock): string | null {
  const distance = [-1, 0, 1].find((days) => dayOf(now + days * DAY_MS, timeZone) === dayOf(ms, timeZone));
  if (distance === undefined) return null;
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(distance, "day");
}

function dayDivider(ms: number, clock: Clock): string {
  const { weekday, month, day } = LONG;
  const sameYear = dayOf(ms, clock.timeZone).slice(0, -6) === dayOf(clock.now, clock.timeZone).slice(0, -6);
  return sameYear ? intl({ weekday, month, day })(ms, clock) : dateLong(ms, clock);
}

const capital = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** Above the first message of a day. */
export const formatDay = (ms: number, clock: Clock): string =>
  formatDate("{day_divider_pretty}", ms / 1_000, clock) ?? "";

/** Beside a name, below a line that names the day. */
export const formatTime = (ms: number, clock: Clock): string => formatDate("{time}", ms / 1_000, clock) ?? "";

/** Where no line names the day. */
export const formatMoment = (ms: number, clock: Clock): string =>
  formatDate("{date_short_pretty} at {time}", ms / 1_000, clock) ?? "";

export const isSameDay = (one: number, other: number, { timeZone }: Clock): boolean =>
  dayOf(one, timeZone) === dayOf(other, timeZone);
