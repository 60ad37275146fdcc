/** How whoever looks reads moments. */
export interface Clock {
  /** Milliseconds since the epoch. Drawn again with a later one, relative times have moved on. */
  readonly now: number;
  /** BCP 47. */
  readonly locale: string;
  /** IANA. */
  readonly timeZone: string;
}

/** The furthest moment that a date can hold, in milliseconds either side of the epoch. */
const FURTHEST_MS = 8.64e15;

export const isMoment = (seconds: number): boolean =>
  Number.isFinite(seconds) && Math.abs(seconds) * 1_000 <= FURTHEST_MS;
