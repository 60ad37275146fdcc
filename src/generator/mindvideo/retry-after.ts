/** A longer wait may be a broken header, and one request in five minutes finds out. */
const LONGEST_MS = 5 * 60_000;

/**
 * Milliseconds to wait from `now`, at most five minutes; null without a readable header. It holds seconds or a date:
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function readRetryAfter(header: string | readonly string[] | undefined, now: number): number | null {
  const value = (typeof header === "string" ? header : header?.[0])?.trim();
  if (value === undefined) return null;
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(Math.ceil(ms), 0), LONGEST_MS);
}
