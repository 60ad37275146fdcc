/** Added to each window: the API counts by its own clock, and requests take different times to arrive. */
const MARGIN_MS = 30;

/** When requests may go out. Pure: all times are milliseconds on the caller's clock. */
export interface Spacing {
  /** When the next request may go out. */
  freeAt(): number;
  /** Records a request that goes out now and could have gone out at `dueAt`. */
  note(dueAt: number, now: number): void;
}

/**
 * Spaces requests evenly, because the API's own limit is unknown and limits are made against bursts. The next request
 * makes up for a late timer, but no second ever has more requests than the rate allows.
 */
export function createSpacing(perSecond: () => number): Spacing {
  let nextAt = 0;
  /** When the window of each of the latest requests ends, latest last: only then may another take its place. */
  const windows: number[] = [];
  return {
    freeAt: () => Math.max(nextAt, windows.at(-Math.ceil(perSecond())) ?? -Infinity),
    note(dueAt, now) {
      const rate = perSecond();
      const most = Math.ceil(rate);
      nextAt = Math.max(dueAt + 1_000 / rate, now);
      windows.push(now + (most / rate) * 1_000 + MARGIN_MS);
      windows.splice(0, windows.length - most);
    },
  };
}
