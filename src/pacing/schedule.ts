import type { Curve } from "./curve.ts";

/** Polls per unit of `sqrtHazard`: 2 costs about five polls for a picture and eighteen for a clip. */
const INTENSITY = 2;
/** Closer polls than this cost requests and gain nothing that a person could see. */
export const SHORTEST_GAP_MS = 500;
/** No end stays unseen for longer, however unlikely it had become. */
export const LONGEST_GAP_MS = 5 * 60_000;

/** Delay of the first poll: quick tasks, and those that fail at once, have ended by then. */
const FIRST_POLL_MS = 1_000;
/** While the curve is a guess, a wait adds at most this share to the task's age: guesses are wrong by any factor. */
const LARGEST_SHARE = 0.75;

/** Longest wait in milliseconds while no such task has been seen to end. */
export const guessingGapMs = (ageMs: number): number => FIRST_POLL_MS + ageMs * LARGEST_SHARE;

/** From this age on, in milliseconds, or from so many times what its like takes, a task is polled ever more rarely. */
const RARE_FROM_MS = 10 * 60_000;
const RARE_FROM_TIMES = 3;
/** Share of a task's age that a rare pause lasts. */
const RARE_SHARE = 1 / 20;
const RAREST_MS = 6 * 60 * 60_000;

/**
 * The shortest pause between two polls of a task that goes on for longer than expected: thirty days cost some 350 polls.
 * @param usualMs What nine in ten of its like take at most
 */
export const rareGapMs = (ageMs: number, usualMs: number): number =>
  ageMs < Math.max(RARE_FROM_MS, RARE_FROM_TIMES * usualMs) ? 0 : Math.min(RAREST_MS, ageMs * RARE_SHARE);

/** How much a task needs a poll after waiting from one age to another: 1 means that a poll is due. */
export const needOf = (curve: Curve, fromMs: number, toMs: number): number =>
  INTENSITY * (curve.sqrtHazard(toMs) - curve.sqrtHazard(fromMs));

/** Milliseconds until the next poll of a task of this age. */
export function gapBeforePoll(curve: Curve, ageMs: number): number {
  const gapMs = curve.ageAtMs(curve.sqrtHazard(ageMs) + 1 / INTENSITY) - ageMs;
  return Math.min(LONGEST_GAP_MS, Math.max(SHORTEST_GAP_MS, gapMs));
}
