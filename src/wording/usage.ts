// What /usage says to the one who asked.

import { formatDollars, minus, sum } from "../domain/money/money.ts";
import type { Micros } from "../domain/money/money.ts";
import type { Spending, NamedSpan, UsageReport, UsageSeries, UsagePage } from "../domain/money/usage.ts";
import type { Block, Page } from "./page.ts";
import { channel, dotted, person, say, strong } from "./text.ts";
import type { Span, Text } from "./text.ts";
import { sayBar, sayDates } from "./dates.ts";

export function sayUsage({ report, picture, table }: UsagePage): Page {
  const title = sayTitle(report);
  const days = report.from < report.to ? sayDates(report, report.timeZone) : null;
  if (report.runs === 0) return { title, tone: "quiet", blocks: [{ kind: "lines", lines: [sayNothing(days)] }] };
  const alt = `Stacked bars: ${formatDollars(report.spent)} spent, ${days ?? ""}`;
  return {
    title,
    tone: "plain",
    blocks: [
      ...(picture === null ? [] : [{ kind: "picture", file: { ...picture, alt } } as const]),
      { kind: "lines", lines: [saySum(report), ...sayCap(report)] },
      sayRows(report),
      { kind: "small", lines: [sayCounting(report), ...sayFiles({ report, picture, table })] },
      ...(table === null ? [] : [{ kind: "download", file: { ...table, alt: "Every run, as a table" } } as const]),
    ],
  };
}

/** Your spending this month. */
export function sayTitle({ whose, stretch }: UsageReport): string {
  const when = sayWhen(stretch);
  switch (whose.kind) {
    case "guild":
      return `Spending${when}`;
    case "own":
      return `Your spending${when}`;
    case "member":
      return `Spending of ${whose.name ?? "one member"}${when}`;
  }
}

function sayWhen(stretch: NamedSpan): string {
  switch (stretch.kind) {
    case "dates":
      return "";
    case "total":
      return " so far";
    case "this":
    case "last":
      if (stretch.period === "day") return stretch.kind === "this" ? " today" : " yesterday";
      return ` ${stretch.kind} ${stretch.period}`;
  }
}

/** What a cap is on, after its amount: $20.00 a month. */
export function sayEvery(stretch: NamedSpan): string {
  return stretch.kind === "this" ? `a ${stretch.period}` : "in total";
}

export const sayRuns = (runs: number): string => (runs === 1 ? "1 run" : `${count(runs)} runs`);

/** 120,000 */
const count = (runs: number): string => runs.toLocaleString("en-GB");

/** Whole percent; never all of it, nor nothing, when that is not so. */
export function sayShare(part: Micros, whole: Micros): string {
  const percent = whole === 0 ? 100 : (part / whole) * 100;
  if (percent > 0 && percent < 1) return "under 1%";
  if (percent > 99 && percent < 100) return "99%";
  return `${Math.round(percent)}%`;
}

/** What has a colour and a line of its own, and what is summed up: eight in all, at most. */
const MOST = 8;

export function foremost<T>(series: readonly T[]): { readonly shown: readonly T[]; readonly rest: readonly T[] } {
  const most = series.length > MOST ? MOST - 1 : MOST;
  return { shown: series.slice(0, most), rest: series.slice(most) };
}

const money = (amount: Micros): Span => strong(formatDollars(amount));

const sayNothing = (days: string | null): Text =>
  days === null ? say`No runs in that time.` : say`No runs in that time: ${days}.`;

function saySum({ whose, spent, held, runs }: UsageReport): Text {
  const who = whose.kind === "member" ? say` by ${person(whose.userId)}` : [];
  const reserved = held > 0 ? say`, and ${money(held)} is set aside for unfinished runs` : [];
  return say`${money(spent)} for ${sayRuns(runs)}${who}${reserved}.`;
}

function sayCap({ cap, dayCap, spent, held, stretch }: UsageReport): readonly Text[] {
  const daily = dayCap === null ? [] : [say`The limit is ${money(dayCap)} a day.`];
  if (cap === null) return daily;
  const left = minus(minus(cap, spent), held);
  const rest = left > 0 ? say`${money(left)} is left` : ["nothing is left"];
  const share = say`That is ${sayShare(spent, cap)} of the limit of ${money(cap)} ${sayEvery(stretch)}: ${rest}.`;
  return [share, ...daily];
}

/** Names and figures in columns; people and channels as mentions, which a column cannot hold. */
function sayRows(report: UsageReport): Block {
  const { by, series, stretch } = report;
  switch (by) {
    case "day":
      return dayTable(report);
    case "model": {
      const { shown, rest } = foremost(series);
      const rows = shown.map(({ key, name, spent, runs }) => [name ?? key, formatDollars(spent), count(runs)]);
      return { kind: "table", head: ["Model", "Spent", "Runs"], rows: [...rows, ...restRow(rest, "others")] };
    }
    case "member":
    case "channel": {
      const { shown, rest } = foremost(series);
      const mention = by === "member" ? person : channel;
      const lines = shown.map((one) => sayLine(one, { report, who: [mention(one.key)], stretch }));
      const others =
        rest.length === 0 ? [] : [sayLine(total(rest), { report, who: [`${rest.length} others`], stretch })];
      return { kind: "list", lines: [...lines, ...others] };
    }
  }
}

/** The newest first: that is what one looks for. */
function dayTable(report: UsageReport): Block {
  const bars = report.bars.filter(({ runs }) => runs > 0).toReversed();
  const { shown, rest } = foremost(bars);
  const rows = shown.map((bar) => [sayBar(bar.from, report), formatDollars(bar.spent), count(bar.runs)]);
  return { kind: "table", head: ["When", "Spent", "Runs"], rows: [...rows, ...restRow(rest, "earlier")] };
}

function restRow(rest: readonly Spending[], what: string): readonly (readonly string[])[] {
  if (rest.length === 0) return [];
  const { spent, runs } = total(rest);
  return [[`${rest.length} ${what}`, formatDollars(spent), count(runs)]];
}

const total = (all: readonly Spending[]): Pick<UsageSeries, "spent" | "runs" | "cap"> => ({
  spent: sum(all.map(({ spent }) => spent)),
  runs: all.reduce((runs, one) => runs + one.runs, 0),
  cap: null,
});

interface Line {
  readonly report: UsageReport;
  readonly who: Text;
  readonly stretch: NamedSpan;
}

/** $3.20 of $5.00 a month · 64% · 12 runs · @mia */
function sayLine(
  { spent, runs, cap }: Pick<UsageSeries, "spent" | "runs" | "cap">,
  { report, who, stretch }: Line,
): Text {
  const of = cap === null ? [] : say` of ${formatDollars(cap)} ${sayEvery(stretch)}`;
  return dotted([say`${money(spent)}${of}`, [sayShare(spent, report.spent)], [sayRuns(runs)], who]);
}

const sayCounting = (report: UsageReport): Text =>
  say`${sayDates(report, report.timeZone)}. Runs count when they were started (${report.timeZone} time).`;

function sayFiles({ report, picture, table }: UsagePage): readonly Text[] {
  const late = picture === null && report.spent > 0 ? [say`The chart was not ready in time. Ask again for it.`] : [];
  const cut =
    table !== null && table.runs < report.runs
      ? [say`The file has only the newest ${sayRuns(table.runs)}: ask for a shorter time to have all of it.`]
      : [];
  return [...late, ...cut];
}
