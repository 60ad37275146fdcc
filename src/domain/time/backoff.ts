/** The first wait, doubled with each further one: most faults that pass are over in a second. */
const FIRST_MS = 1_000;
/** The end of a long outage is then noticed within a minute. */
const LONGEST_MS = 60_000;
/** A fifth either way, so that attempts that failed together do not repeat together. */
const JITTER = 0.2;

interface Waits {
  readonly firstMs?: number;
  readonly longestMs?: number;
}

/**
 * Milliseconds to wait before the next attempt; never less than the other side asked for.
 * @param repeats Repeats since the last success: 0 after the first failure
 */
export function backoffMs(
  repeats: number,
  retryAfterMs: number | null,
  { firstMs = FIRST_MS, longestMs = LONGEST_MS }: Waits = {},
): number {
  const grown = Math.min(firstMs * 2 ** repeats, longestMs);
  return Math.max(retryAfterMs ?? 0, grown * (1 - JITTER + 2 * JITTER * Math.random()));
}
