/** The first wait after an error, doubled with each further one. */
const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;
/** A fifth either way, so that what failed together does not come back together. */
const JITTER = 0.2;

/** Milliseconds before the next attempt after `attempt` failures in a row; never less than the other side asked for. */
export function backoffMs(attempt: number, retryAfterMs: number | null): number {
  const grown = Math.min(FIRST_MS * 2 ** attempt, LONGEST_MS);
  return Math.max(retryAfterMs ?? 0, grown * (1 - JITTER + 2 * JITTER * Math.random()));
}
