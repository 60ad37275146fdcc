// The words inside of the chart of /usage.

import type { Chart, ChartBudget, ChartSeries } from "../domain/money/chart.ts";
import { formatDollars, minus, sum, ZERO } from "../domain/money/money.ts";
import type { UsageReport, UsageSeries } from "../domain/money/usage.ts";
import { sayDates, sayLabels } from "./dates.ts";
import { foremost, sayEvery, sayRuns, sayShare, sayTitle } from "./usage.ts";

/** The room for the labels below the bars, in the chart's own units. */
const AXIS_WIDTH = 530;

export function sayChart(report: UsageReport): Chart {
  const { spent, held, runs, timeZone, bars, dayCap } = report;
  const { shown, rest } = foremost(report.series.filter((series) => series.spent > 0));
  const reserved = held > 0 ? ` · ${formatDollars(held)} set aside` : "";
  return {
    title: `${sayTitle(report)} by ${report.by === "day" ? "model" : report.by}`,
    subtitle: `${sayDates(report, timeZone)} · ${timeZone}`,
    total: formatDollars(spent),
    note: `${sayRuns(runs)}${reserved}`,
    budget: budgetOf(report),
    labels: sayLabels(bars, report, AXIS_WIDTH),
    series: [...shown.map(seriesOf), ...restOf(rest, bars.length)],
    line: dayCap === null ? null : { at: dayCap, label: `${formatDollars(dayCap)} a day` },
  };
}

function budgetOf({ cap, spent, held, stretch }: UsageReport): ChartBudget | null {
  if (cap === null) return null;
  const left = minus(minus(cap, spent), held);
  return {
    ...(cap === 0 ? { spent: 1, held: 0 } : { spent: spent / cap, held: held / cap }),
    label: `${sayShare(spent, cap)} of ${formatDollars(cap)} ${sayEvery(stretch)}`,
    left: left >= ZERO ? `${formatDollars(left)} left` : `${formatDollars(minus(ZERO, left))} over`,
  };
}

const seriesOf = ({ key, name, spent, perBar }: UsageSeries): ChartSeries => ({
  name: name ?? key,
  fallback: key,
  amount: formatDollars(spent),
  values: perBar,
  isRest: false,
});

function restOf(rest: readonly UsageSeries[], bars: number): readonly ChartSeries[] {
  if (rest.length === 0) return [];
  const values = Array.from({ length: bars }, (_, bar) => sum(rest.map(({ perBar }) => perBar[bar] ?? ZERO)));
  const name = `${rest.length} others`;
  return [{ name, fallback: name, amount: formatDollars(sum(rest.map(({ spent }) => spent))), values, isRest: true }];
}
