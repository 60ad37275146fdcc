// How long the tasks of a benchmark really take, known exactly, so that polls and delays can be computed instead of drawn.

/** Log-normal parts; seconds. */
interface Part {
  readonly median: number;
  readonly sigma: number;
  readonly share: number;
}

export type Truth = readonly Part[];

export const PICTURE: Truth = [{ median: 8, sigma: 0.45, share: 1 }];
export const CLIP: Truth = [{ median: 105, sigma: 0.4, share: 1 }];
export const MIXED: Truth = [
  { median: 8, sigma: 0.45, share: 0.5 },
  { median: 105, sigma: 0.4, share: 0.5 },
];

export const slower = (truth: Truth, factor: number): Truth =>
  truth.map((part) => ({ ...part, median: part.median * factor }));

/** The share that has ended by then. */
export const endedBy = (truth: Truth, seconds: number): number =>
  truth.reduce((sum, { median, sigma, share }) => sum + share * below(Math.log(seconds / median) / sigma), 0);

/** The sum of the durations of those that have ended by then, a task. */
export const secondsBy = (truth: Truth, seconds: number): number =>
  truth.reduce((sum, { median, sigma, share }) => {
    const part = median * Math.exp(sigma ** 2 / 2) * below(Math.log(seconds / median) / sigma - sigma);
    return sum + share * part;
  }, 0);

/** Of a normal distribution: Abramowitz and Stegun 26.2.17. */
function below(z: number): number {
  if (z === -Infinity) return 0;
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z < 0 ? tail : 1 - tail;
}

/** The same numbers at every run. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function draw(truth: Truth, random: () => number): number {
  let left = random();
  const part = truth.find(({ share }) => (left -= share) < 0) ?? truth[0];
  if (part === undefined) return 0;
  const z = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return part.median * Math.exp(part.sigma * z);
}
