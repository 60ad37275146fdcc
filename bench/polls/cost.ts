// What a schedule costs: polls a task, and the mean delay between an end and the poll that sees it. Computed, not drawn.

import { endedBy, secondsBy } from "./truth.ts";
import type { Truth } from "./truth.ts";

export interface Cost {
  readonly polls: number;
  /** Seconds. */
  readonly delay: number;
}

/** The age of the next poll, in seconds, after one at this age. */
export type Schedule = (seconds: number) => number;

export function costOf(schedule: Schedule, truth: Truth): Cost {
  let [age, polls, delay] = [0, 0, 0];
  for (let left = 1; left > 1e-6; left = 1 - endedBy(truth, age)) {
    const next = schedule(age);
    polls += left;
    delay += missed(truth, age, next);
    age = next;
  }
  return { polls, delay };
}

/** Seconds from the ends between two polls to the second of them, a task. */
const missed = (truth: Truth, from: number, to: number): number =>
  to * (endedBy(truth, to) - endedBy(truth, from)) - (secondsBy(truth, to) - secondsBy(truth, from));

const POINTS = 1_500;

/** The schedule with the least `polls · price + delay` that there is, by dynamic programming over the true durations. */
function optimum(truth: Truth, price: number): Cost {
  const end = Math.max(...truth.map(({ median, sigma }) => median * Math.exp(sigma * 4.2)));
  const at = (index: number): number => (index * end) / POINTS;
  const best = new Float64Array(POINTS + 1);
  const next = new Int32Array(POINTS + 1);
  const ended = Float64Array.from({ length: POINTS + 1 }, (_, index) => endedBy(truth, at(index)));
  const summed = Float64Array.from({ length: POINTS + 1 }, (_, index) => secondsBy(truth, at(index)));
  for (let from = POINTS - 1; from >= 0; from -= 1) {
    best[from] = Infinity;
    for (let to = from + 1; to <= POINTS; to += 1) {
      const late = at(to) * ((ended[to] ?? 0) - (ended[from] ?? 0)) - ((summed[to] ?? 0) - (summed[from] ?? 0));
      const cost = price * (1 - (ended[from] ?? 0)) + late + (best[to] ?? 0);
      if (cost >= (best[from] ?? 0)) continue;
      best[from] = cost;
      next[from] = to;
    }
  }
  return costOf((age) => (age >= end ? age * 2 : at(next[Math.round((age * POINTS) / end)] ?? POINTS)), truth);
}

const PRICES = [0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12];

/** The least delay that any schedule has with so many polls. */
export function bestDelay(truth: Truth): (polls: number) => number {
  const frontier = PRICES.map((price) => optimum(truth, price)).toSorted((a, b) => a.polls - b.polls);
  return (polls) => {
    const above = frontier.findIndex((point) => point.polls >= polls);
    const last = frontier.at(-1);
    // Polls that are as close as that halve the delay by being twice as many.
    if (above === -1) return last === undefined ? Number.NaN : (last.delay * last.polls) / polls;
    const [a, b] = [frontier[Math.max(above, 1) - 1], frontier[Math.max(above, 1)]];
    if (a === undefined || b === undefined) return Number.NaN;
    const share = Math.log(polls / a.polls) / Math.log(b.polls / a.polls);
    return a.delay * (b.delay / a.delay) ** share;
  };
}

/** The delay of the fixed interval that costs so many polls. */
export function fixedDelay(truth: Truth, polls: number): number {
  const gap = solve((seconds) => costOf((age) => age + seconds, truth).polls <= polls);
  return costOf((age) => age + gap, truth).delay;
}

/** The least number, within those that make sense here, from which on this holds. */
export function solve(holds: (value: number) => boolean): number {
  let [low, high] = [0.02, 300];
  for (let round = 0; round < 40; round += 1) {
    const middle = Math.sqrt(low * high);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
