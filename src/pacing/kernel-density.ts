// Ends that were seen, as kernels over the logarithm of the age, one each: a kind that is really two, short ones and long
// ones, keeps both its humps (kernel density estimation; Silverman, "Density Estimation", 1986, 3.4 and 6.4).

import type { Kernel } from "./curve.ts";

/** A task that ended at some age between two polls; the same age twice where the API dated it. Milliseconds. */
export interface Ended {
  readonly fromMs: number;
  readonly toMs: number;
}

/** So many tasks later, one counts for half: a model that has become slower is learned again within a hundred. */
const HALF_LIFE_TASKS = 40;
/** No two tasks take just as long. */
const NARROWEST = 0.07;
/** The spread that the document names counts for as much as this many tasks. */
const SPREAD_TASKS = 3;
/** Shares of the width that is best for a single hump. */
const FACTORS = [1, 0.5, 0.25];

interface Point {
  readonly at: number;
  readonly weight: number;
  /** Variance of where between the two polls it was. */
  readonly unsure: number;
}

/** @param tasks The latest first. @param sigma What spread to expect while there are few. */
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

/** How much narrower than for a single hump the kernels foretell each other best, each left out in turn. */
function bestFactor(points: readonly Point[], rule: number): number {
  const fits = FACTORS.map((factor) => fitOf(points, Math.max(NARROWEST, rule * factor)));
  return FACTORS[fits.indexOf(Math.max(...fits))] ?? 1;
}

/** One that nothing near foretells counts for little, not for everything. */
const UNFORETOLD = 1e-3;

function fitOf(points: readonly Point[], width: number): number {
  return sumOf(points, (left) => {
    const density = sumOf(points, ({ at }) => Math.exp(-((left.at - at) ** 2) / (2 * width ** 2)));
    return Math.log((density - left.weight) / width + UNFORETOLD);
  });
}
