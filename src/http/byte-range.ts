/** A part of a file, both ends inclusive. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads a `Range` header. Null: send the whole file, which is always allowed, also for several ranges or an unreadable
 * header. "none": the range is outside the file. https://www.rfc-editor.org/rfc/rfc9110#section-14
 */
export function readByteRange(header: string | undefined, bytes: number): ByteRange | "none" | null {
  const [, from = "", to = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (from === "" && to === "") return null;
  // `-500` is the last 500 bytes.
  const first = from === "" ? Math.max(0, bytes - Number(to)) : Number(from);
  const last = from === "" || to === "" ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (from !== "" && to !== "" && Number(to) < Number(from)) return null;
  return first > last ? "none" : { first, last };
}
