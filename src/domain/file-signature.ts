/** The file types that the bot tells apart by their first bytes. */
export type FileType = "png" | "jpeg" | "gif" | "webp" | "bmp" | "tiff" | "heif" | "mp4" | "mov" | "webm";

type Part = readonly [at: number, what: string | RegExp];

/** How files begin, in Latin-1: https://en.wikipedia.org/wiki/List_of_file_signatures */
const SIGNATURES: readonly (readonly [type: FileType, ...parts: readonly Part[]])[] = [
  ["png", [0, "\x89PNG\r\n\x1a\n"]],
  ["jpeg", [0, "\xff\xd8\xff"]],
  ["gif", [0, /^GIF8[79]a/]],
  ["webp", [0, "RIFF"], [8, "WEBP"]],
  ["bmp", [0, "BM"]],
  ["tiff", [0, "II*\0"]],
  ["tiff", [0, "MM\0*"]],
  // Matroska has the same four bytes: only the doctype makes it WebM.
  ["webm", [0, "\x1a\x45\xdf\xa3"], [4, /webm/]],
  // Pictures, AVIF among them, in the same container as clips: the brand tells. https://mp4ra.org/registered-types/brands
  ["heif", [4, "ftyp"], [8, /^(?:avi[fs]|hei[cfsx]|hev[cx]|mi[af]1|msf1)/]],
  ["mov", [4, "ftypqt  "]],
  ["mp4", [4, "ftyp"]],
];

/** The longest header needed: WebM's, whose doctype follows a few other fields. */
const HEAD_BYTES = 64;

/** Type by the first bytes, whatever name or server say; null if unknown. 32 bytes are enough for all but WebM. */
export function fileTypeOf(bytes: Uint8Array): FileType | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES)).toString("latin1");
  const isThere = ([at, what]: Part): boolean =>
    typeof what === "string" ? head.startsWith(what, at) : what.test(head.slice(at));
  return SIGNATURES.find(([, ...parts]) => parts.every(isThere))?.[0] ?? null;
}
