// How far a run seems to have come. The API reports no progress: all there is, is how long such runs took.

/** Milliseconds since the epoch. */
export interface Course {
  /** When it was asked for. */
  readonly startedAt: number;
  /** When half of such runs have ended, and when nine in ten have. */
  readonly likelyAt: number;
  readonly lateAt: number;
}

/** Fine enough to be seen moving, and few enough that every step is worth an edit. */
export const CELLS = 10;
/** Full by when half have ended; one more once nine in ten have. What has not ended never looks as if it had. */
const LIKELY_CELLS = 8;

/** How many cells of a bar are full: a card that shows another number is to be redrawn. */
export function fullCells({ startedAt, likelyAt, lateAt }: Course, now: number): number {
  if (now >= lateAt) return LIKELY_CELLS + 1;
  if (now >= likelyAt) return LIKELY_CELLS;
  return Math.max(0, Math.floor(((now - startedAt) / (likelyAt - startedAt)) * LIKELY_CELLS));
}
