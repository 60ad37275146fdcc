import sharp from "sharp";

export interface MediaType {
  readonly kind: "image" | "video";
  readonly contentType: string;
  readonly extension: string;
}

const PNG = { kind: "image", contentType: "image/png", extension: "png" } as const;
const JPEG = { kind: "image", contentType: "image/jpeg", extension: "jpg" } as const;
const WEBP = { kind: "image", contentType: "image/webp", extension: "webp" } as const;
const GIF = { kind: "image", contentType: "image/gif", extension: "gif" } as const;
const MP4 = { kind: "video", contentType: "video/mp4", extension: "mp4" } as const;
const MOV = { kind: "video", contentType: "video/quicktime", extension: "mov" } as const;
const WEBM = { kind: "video", contentType: "video/webm", extension: "webm" } as const;

/** Pictures in the same container as clips; chat platforms do not show them. */
const STILL_BRANDS = /^(?:avi[fs]|hei[cfsx]|hev[cx]|mi[af]1|msf1)$/;

/** By what the bytes are, whatever the server calls them; null for what no reply should carry. */
export async function sniffMedia(bytes: Uint8Array): Promise<MediaType | null> {
  const type = readSignature(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64)));
  if (type?.kind !== "image") return type;
  // A signature is eight bytes that anything can begin with: a picture also has a header that a decoder can read.
  return await sharp(bytes)
    .metadata()
    .then(
      () => type,
      () => null,
    );
}

/** What it most likely is, as long as nobody has seen its bytes. */
export const assumedType = (kind: MediaType["kind"]): MediaType => (kind === "image" ? PNG : MP4);

function readSignature(head: Buffer): MediaType | null {
  const text = head.toString("latin1");
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return PNG;
  if (text.startsWith("\xff\xd8\xff")) return JPEG;
  if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) return WEBP;
  if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) return GIF;
  // Matroska has the same four bytes: only the doctype makes it WebM.
  if (text.startsWith("\x1a\x45\xdf\xa3")) return text.includes("webm") ? WEBM : null;
  if (!text.startsWith("ftyp", 4)) return null;
  const brand = text.slice(8, 12);
  if (STILL_BRANDS.test(brand)) return null;
  return brand === "qt  " ? MOV : MP4;
}
