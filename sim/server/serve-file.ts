import type { ServedFile } from "./room-host.ts";

/** A file as a browser may have it: in parts, so that a clip can be wound; and never as a page of this origin. */
export function serveFile({ bytes, contentType, name }: ServedFile, rangeHeader: string | null): Response {
  const shown = /^(?:image\/(?!svg)|video\/|audio\/)/.test(contentType);
  const headers = {
    "content-type": contentType === "" ? "application/octet-stream" : contentType,
    "content-disposition": `${shown ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(name)}`,
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "accept-ranges": "bytes",
    // What an address holds never changes: an edit of a message brings a file of another address.
    "cache-control": "private, max-age=3600, immutable",
  };
  const range = rangeIn(rangeHeader, bytes.length);
  if (range === null) return new Response(new Uint8Array(bytes), { headers });
  const { from, to } = range;
  return new Response(new Uint8Array(bytes.subarray(from, to + 1)), {
    status: 206,
    headers: { ...headers, "content-range": `bytes ${from}-${to}/${bytes.length}` },
  });
}

/** Null: all of it. https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2 */
function rangeIn(header: string | null, size: number): { readonly from: number; readonly to: number } | null {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return null;
  const from = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return from <= to ? { from, to } : null;
}
