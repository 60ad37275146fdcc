import type { Curve } from "./curve.ts";

/** Polls a √second: 2 costs about five polls for a picture and eighteen for a clip. */
const INTENSITY = 2;
/** Closer polls than this cost requests and gain nothing that a person could see. */
export const SHORTEST_GAP_MS = 500;
/** No end is left unseen for longer, however unlikely it had become. */
export const LONGEST_GAP_MS = 5 * 60_000;

/** What a quick task, and a task that fails at once, takes. */
const FIRST_POLL_MS = 1_000;
/** A guess can be wrong by any factor: no wait on its word adds more than this share to what a task has taken so far. */
const LARGEST_SHARE = 0.75;

/** The longest wait while nobody has seen such tasks end. */
export const guessingGapMs = (ageMs: number): number => FIRST_POLL_MS + ageMs * LARGEST_SHARE;

/** How far a task has come, from one age to another, on its way to the next poll: 1 is a poll's worth. */
export const needOf = (curve: Curve, fromMs: number, toMs: number): number =>
  INTENSITY * (curve.sqrtHazard(toMs) - curve.sqrtHazard(fromMs));

/** Milliseconds until the next poll of a task of this age. */
export function gapBeforePoll(curve: Curve, ageMs: number): number {
  const gapMs = curve.ageAtMs(curve.sqrtHazard(ageMs) + 1 / INTENSITY) - ageMs;
  return Math.min(LONGEST_GAP_MS, Math.max(SHORTEST_GAP_MS, gapMs));
}
