// Discord's timestamps. https://docs.discord.com/developers/reference#message-formatting-timestamp-styles

import { h } from "preact";
import type { ComponentChild } from "preact";
import type { Clock } from "../../payload/clock.ts";

const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

/** `style` is one of tTdDfFsSR. */
function formatTimestamp(seconds: number, style: string, clock: Clock): string {
  if (style === "R") return formatRelative(seconds * 1_000, clock);
  const options = STYLES[style] ?? STYLES["f"];
  return new Intl.DateTimeFormat(clock.locale, { ...options, timeZone: clock.timeZone }).format(seconds * 1_000);
}

const STEPS = [
  { unit: "second", seconds: 1, below: 60 },
  { unit: "minute", seconds: 60, below: 60 },
  { unit: "hour", seconds: 3_600, below: 24 },
  { unit: "day", seconds: 86_400, below: 30 },
  { unit: "month", seconds: 2_629_746, below: 12 },
  { unit: "year", seconds: 31_556_952, below: Number.POSITIVE_INFINITY },
] as const;

function formatRelative(at: number, { now, locale }: Clock): string {
  const seconds = (at - now) / 1_000;
  const steps = STEPS.map((step) => ({ ...step, amount: Math.round(seconds / step.seconds) }));
  const { unit, amount } = steps.find((step) => Math.abs(step.amount) < step.below) ?? { unit: "year", amount: 0 };
  // Only the word for zero is wanted of "auto": it would also say "yesterday", which the client does not.
  return new Intl.RelativeTimeFormat(locale, { numeric: amount === 0 ? "auto" : "always" }).format(amount, unit);
}

/** Beside a name: the time for today, the date before. */
export function formatSentAt(at: number, clock: Clock): string {
  const day = (ms: number): string => formatTimestamp(ms / 1_000, "d", clock);
  return formatTimestamp(at / 1_000, day(at) === day(clock.now) ? "t" : "s", clock);
}

export const drawTimestamp = (seconds: number, style: string, clock: Clock): ComponentChild =>
  h(
    "time",
    {
      class: "timestamp",
      dateTime: new Date(seconds * 1_000).toISOString(),
      title: formatTimestamp(seconds, "F", clock),
    },
    formatTimestamp(seconds, style, clock),
  );
