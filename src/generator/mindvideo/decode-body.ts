import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from "node:zlib";

type Decode = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Buffer;

/** https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1, and those that proxies add. */
const DECODERS: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ["gzip", gunzipSync],
  ["x-gzip", gunzipSync],
  ["deflate", inflateSync],
  ["br", brotliDecompressSync],
  ["zstd", zstdDecompressSync],
]);

/**
 * The text of a body, which a proxy may have compressed although nobody asked. Null: it is not what its header says, or
 * longer than `maxBytes`.
 */
export function decodeBody(
  bytes: Uint8Array,
  encoding: string | readonly string[] | undefined,
  maxBytes: number,
): string | null {
  const decode = DECODERS.get(String(encoding ?? "").toLowerCase());
  try {
    return (decode?.(bytes, { maxOutputLength: maxBytes }) ?? Buffer.from(bytes)).toString();
  } catch {
    return null;
  }
}
