// Kernel density estimation over the logarithm of the age, with one kernel per task that ended. A kind that is really two,
// short and long tasks, keeps both its humps (Silverman, "Density Estimation", 1986, 3.4 and 6.4).

import type { Kernel } from "./curve.ts";

/** A task that ended at an age between two polls, in milliseconds; both are equal if the API dated its end. */
export interface Ended {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A task's weight halves after so many further ones: a model that has become slower is relearned within a hundred. */
const HALF_LIFE_TASKS = 40;
/** No two tasks take just as long. */
const NARROWEST = 0.07;
/** Weight of the document's spread, in tasks. */
const SPREAD_TASKS = 3;
/** Kernel widths to try, as shares of the best width for a single hump. */
const FACTORS = [1, 0.5, 0.25];

interface Point {
  readonly at: number;
  readonly weight: number;
  /** Variance from not knowing where between the two polls it ended. */
  readonly unsure: number;
}

/** @param tasks Latest first. @param sigma The spread to assume while there are few. */
export function kernelsOf(tasks: readonly Ended[], sigma: number): readonly Kernel[] {
  if (tasks.length === 0) return [];
  const points = tasks.map(pointOf);
  const weight = sumOf(points, () => 1);
  const count = weight ** 2 / sumOf(points, (point) => point.weight);
  const mean = sumOf(points, ({ at }) => at) / weight;
  const seen = sumOf(points, ({ at }) => (at - mean) ** 2) / weight;
  const noise = sumOf(points, ({ unsure }) => unsure) / weight;
  const variance = (Math.max(seen - noise, 0) * count + sigma ** 2 * SPREAD_TASKS) / (count + SPREAD_TASKS);
  const rule = 1.06 * Math.sqrt(variance) * count ** -0.2;
  const width = Math.max(NARROWEST, rule * bestFactor(points, rule));
  // Kernels are wider than what they stand for: drawn together by as much, all of them have the spread that was seen.
  const shrink = Math.min(1, Math.sqrt(Math.max(0, variance - width ** 2) / Math.max(seen, Number.EPSILON)));
  return points.map((point) => ({ at: mean + (point.at - mean) * shrink, width, weight: point.weight }));
}

function pointOf({ fromMs, toMs }: Ended, rank: number): Point {
  const from = Math.log(Math.max(fromMs, 1));
  const to = Math.log(Math.max(toMs, 1));
  return { at: (from + to) / 2, weight: 2 ** (-rank / HALF_LIFE_TASKS), unsure: (to - from) ** 2 / 12 };
}

const sumOf = (points: readonly Point[], of: (point: Point) => number): number =>
  points.reduce((sum, point) => sum + point.weight * of(point), 0);

/** The factor by which kernels predict each other best, leaving out each in turn. */
function bestFactor(points: readonly Point[], rule: number): number {
  const fits = FACTORS.map((factor) => fitOf(points, Math.max(NARROWEST, rule * factor)));
  return FACTORS[fits.indexOf(Math.max(...fits))] ?? 1;
}

/** Floor for a task that no near one predicts, so that it does not decide everything. */
const UNFORETOLD = 1e-3;

function fitOf(points: readonly Point[], width: number): number {
  return sumOf(points, (left) => {
    const density = sumOf(points, ({ at }) => Math.exp(-((left.at - at) ** 2) / (2 * width ** 2)));
    return Math.log((density - left.weight) / width + UNFORETOLD);
  });
}
