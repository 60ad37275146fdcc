// Estimated progress of a run. The API reports none: the estimate is from how long such runs took.

/** Milliseconds since the epoch. */
export interface Course {
  /** When it was asked for. */
  readonly startedAt: number;
  /** When half of such runs have ended, and when nine in ten have. */
  readonly likelyAt: number;
  readonly lateAt: number;
}

/** Length of the bar: fine enough to be seen moving, with few enough steps to spend an edit on each. */
export const CELLS = 10;
/** Full cells once half of such runs have ended; one more once nine in ten have. Never all before the end. */
const LIKELY_CELLS = 8;

/** Number of full cells in the bar. If a card shows another number, redraw it. */
export function fullCells({ startedAt, likelyAt, lateAt }: Course, now: number): number {
  if (now >= lateAt) return LIKELY_CELLS + 1;
  if (now >= likelyAt) return LIKELY_CELLS;
  return Math.max(0, Math.floor(((now - startedAt) / (likelyAt - startedAt)) * LIKELY_CELLS));
}
