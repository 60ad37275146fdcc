// How long tasks of a kind take, as a curve: the share that has ended by each age, and how densely to poll at each age.
// With h(t) the rate at which tasks end at age t, polling at a rate proportional to √h(t) gives the least mean delay for a
// number of polls (Keller, "Optimum Checking Schedules", Management Science 21(3), 1974). So the curve sums up √h, and a
// poll is due whenever that sum has grown by a given step.

/** A share of all tasks that end around one age, normally distributed over the logarithm of the age. */
export interface Kernel {
  /** Natural logarithm of milliseconds. */
  readonly at: number;
  /** Standard deviation of that logarithm. */
  readonly width: number;
  readonly weight: number;
}

/** The distribution of ends over a task's age. */
export interface Curve {
  /** The age in milliseconds by which this share of the tasks has ended. */
  quantileMs(share: number): number;
  /** ∫√h from the beginning to this age, in √seconds. */
  sqrtHazard(ageMs: number): number;
  /** The age at which `sqrtHazard` is reached. */
  ageAtMs(sqrtHazard: number): number;
}

/** From a tenth of a second to four days, in steps of 5 %: a dozen points across the narrowest kernel. */
const FIRST = Math.log(100);
const STEP = 0.05;
const POINTS = 300;
/** A kernel this many deviations from its middle adds nothing. */
const REACH = 5;

/** A small share of tasks ends at any age, ever more rarely: some meet what no task before has met. */
const ODD_SHARE = 0.003;
const ODD_WIDTH = 2.5;

/** @param kernels Weights need not add up to 1 */
export function drawCurve(kernels: readonly Kernel[]): Curve {
  const density = densityOf(kernels);
  const ended = cumulate((index) => density[index] ?? 0);
  const total = ended.at(-1) ?? 1;
  const sqrtHazard = cumulate((index) => {
    const left = Math.max(total - (ended[index] ?? 0), Number.EPSILON);
    // The hazard a unit of log age is this ratio; a second is so many of those units.
    return Math.sqrt((density[index] ?? 0) / left) * Math.sqrt(seconds(index));
  });
  return {
    quantileMs: (share) => ageAt(ended, share * total),
    sqrtHazard: (ageMs) => valueAt(sqrtHazard, ageMs),
    ageAtMs: (wanted) => ageAt(sqrtHazard, wanted),
  };
}

const seconds = (index: number): number => Math.exp(FIRST + index * STEP) / 1_000;

function densityOf(kernels: readonly Kernel[]): Float64Array {
  const density = new Float64Array(POINTS);
  const total = kernels.reduce((sum, { weight }) => sum + weight, 0);
  const middle = kernels.reduce((sum, { at, weight }) => sum + (at * weight) / total, 0);
  for (const kernel of kernels) add(density, { ...kernel, weight: ((1 - ODD_SHARE) * kernel.weight) / total });
  add(density, { at: middle, width: ODD_WIDTH, weight: ODD_SHARE });
  return density;
}

function add(density: Float64Array, { at, width, weight }: Kernel): void {
  const first = Math.max(0, Math.ceil((at - REACH * width - FIRST) / STEP));
  const last = Math.min(POINTS - 1, Math.floor((at + REACH * width - FIRST) / STEP));
  const height = weight / (width * Math.sqrt(2 * Math.PI));
  for (let index = first; index <= last; index += 1) {
    const z = (FIRST + index * STEP - at) / width;
    density[index] = (density[index] ?? 0) + height * Math.exp((-z * z) / 2);
  }
}

/** The sum up to each point, by trapezoids. */
function cumulate(heightAt: (index: number) => number): Float64Array {
  const sums = new Float64Array(POINTS);
  for (let index = 1; index < POINTS; index += 1) {
    const area = ((heightAt(index - 1) + heightAt(index)) / 2) * STEP;
    sums[index] = (sums[index - 1] ?? 0) + area;
  }
  return sums;
}

function valueAt(sums: Float64Array, ageMs: number): number {
  const place = (Math.log(Math.max(ageMs, 1)) - FIRST) / STEP;
  if (place <= 0) return 0;
  const index = Math.min(Math.floor(place), POINTS - 2);
  const from = sums[index] ?? 0;
  return from + (Math.min(place, POINTS - 1) - index) * ((sums[index + 1] ?? from) - from);
}

function ageAt(sums: Float64Array, value: number): number {
  let low = 0;
  let high = POINTS - 1;
  if ((sums[high] ?? 0) <= value) return Math.exp(FIRST + high * STEP);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) <= value) low = middle;
    else high = middle;
  }
  const from = sums[low] ?? 0;
  return Math.exp(FIRST + (low + (value - from) / Math.max((sums[high] ?? 0) - from, Number.EPSILON)) * STEP);
}
