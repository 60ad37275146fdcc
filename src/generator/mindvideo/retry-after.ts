/** What is longer is more likely a broken header than an order: after an hour the API is asked again. */
const LONGEST_MS = 60 * 60_000;

/**
 * How long the API wants to be left alone, in milliseconds from `now`; null when it does not say. Seconds or a date:
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function readRetryAfter(header: string | readonly string[] | undefined, now: number): number | null {
  const value = (typeof header === "string" ? header : header?.[0])?.trim();
  if (value === undefined) return null;
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(Math.ceil(ms), 0), LONGEST_MS);
}
