// When to look next. With h(t) the rate at which tasks of this kind end at age t, looking at a rate proportional to
// √h(t) gives the least mean delay for a number of looks: look densest around the usual duration, and ever less at a task
// that is long past it.

/** A log-normal guess of how long tasks of a kind take. */
export interface Duration {
  readonly medianMs: number;
  /** Standard deviation of the logarithm: 0.45 means that two in three end within a factor of 1.6 of the median. */
  readonly sigma: number;
}

/** Looks a √second: 2 costs about seven looks for a picture and twenty-three for a clip. */
const INTENSITY = 2;
/** Closer looks than this cost requests and gain nothing that a person could see. */
const SHORTEST_MS = 500;
/** What a quick task, and a task that fails at once, takes. */
const FIRST_LOOK_MS = 1_000;
/** Nothing is left unseen for longer, however unlikely its end. */
const LONGEST_MS = 30_000;
/** A guess can be wrong by any factor: no wait adds more than this share to what a task has taken so far. */
const LARGEST_SHARE = 0.75;
/** Steps in which the rate is added up: fine against the shortest gap. */
const STEP_MS = 100;

/** Milliseconds until the next look at a task of this age. */
export function gapBeforeLook(ageMs: number, duration: Duration): number {
  const longestMs = Math.min(LONGEST_MS, FIRST_LOOK_MS + ageMs * LARGEST_SHARE);
  let looks = 0;
  for (let gap = STEP_MS; gap < longestMs; gap += STEP_MS) {
    looks += INTENSITY * Math.sqrt(hazardPerSecond(ageMs + gap, duration)) * (STEP_MS / 1_000);
    if (looks >= 1 && gap >= SHORTEST_MS) return gap;
  }
  return longestMs;
}

/** The age that a share of such tasks has ended by. `z`: 0 for half of them, 1.2816 for nine in ten. */
export const quantileMs = ({ medianMs, sigma }: Duration, z: number): number => medianMs * Math.exp(sigma * z);

export const NINE_IN_TEN = 1.2816;

function hazardPerSecond(ageMs: number, { medianMs, sigma }: Duration): number {
  const z = Math.log(ageMs / medianMs) / sigma;
  const density = Math.exp((-z * z) / 2) / (Math.sqrt(2 * Math.PI) * sigma * (ageMs / 1_000));
  return density / survival(z);
}

/**
 * The share of a normal distribution above `z`: Abramowitz and Stegun 26.2.17 and, far out where that loses all its
 * digits, the asymptotic form.
 */
function survival(z: number): number {
  const bell = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z > 5) return Math.max(bell / z, Number.MIN_VALUE);
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail = bell * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z >= 0 ? tail : 1 - tail;
}
