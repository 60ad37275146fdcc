/** The first wait, doubled with each further one: most faults that pass are over in a second. */
const FIRST_MS = 1_000;
/** So that an outage of hours is noticed to be over within a minute. */
const LONGEST_MS = 60_000;
/** A fifth either way, so that what failed together does not come back together. */
const JITTER = 0.2;

interface Waits {
  readonly firstMs?: number;
  readonly longestMs?: number;
}

/**
 * Milliseconds before it is tried again; never less than the other side asked for.
 * @param repeats How often it has been tried again since it last worked: 0 after the first failure
 */
export function backoffMs(
  repeats: number,
  retryAfterMs: number | null,
  { firstMs = FIRST_MS, longestMs = LONGEST_MS }: Waits = {},
): number {
  const grown = Math.min(firstMs * 2 ** repeats, longestMs);
  return Math.max(retryAfterMs ?? 0, grown * (1 - JITTER + 2 * JITTER * Math.random()));
}
