/** The API counts by its own clock, and requests are not all as long on their way: so much further apart. */
const MARGIN_MS = 30;

/** When requests may go out. Pure: moments are milliseconds of whoever asks. */
export interface Spacing {
  /** From when on the next may. */
  freeAt(): number;
  /** One goes out now, which could have gone at `dueAt`. */
  note(dueAt: number, now: number): void;
}

/**
 * Evenly: the API's own limit is unknown, and a burst is what limits are made against. A timer that came late is made up
 * for by the next request, but however late they come, no second has more requests than the rate allows.
 */
export function createSpacing(perSecond: () => number): Spacing {
  let nextAt = 0;
  /** A second after each of the latest went out: not before then as many more may have. The last one last. */
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
