import sharp from "sharp";
import { fileTypeOf } from "../domain/file-signature.ts";
import type { FileType } from "../domain/file-signature.ts";

export interface MediaType {
  readonly kind: "image" | "video";
  readonly contentType: string;
  readonly extension: string;
}

const PNG: MediaType = { kind: "image", contentType: "image/png", extension: "png" };
const MP4: MediaType = { kind: "video", contentType: "video/mp4", extension: "mp4" };
/** What a reply carries and chat platforms show. */
const SHOWN: Partial<Record<FileType, MediaType>> = {
  png: PNG,
  jpeg: { kind: "image", contentType: "image/jpeg", extension: "jpg" },
  webp: { kind: "image", contentType: "image/webp", extension: "webp" },
  gif: { kind: "image", contentType: "image/gif", extension: "gif" },
  mp4: MP4,
  mov: { kind: "video", contentType: "video/quicktime", extension: "mov" },
  webm: { kind: "video", contentType: "video/webm", extension: "webm" },
};

/** Type by the bytes, whatever the server says; null for what no reply should carry. */
export async function sniffMedia(bytes: Uint8Array): Promise<MediaType | null> {
  const found = fileTypeOf(bytes);
  const type = found === null ? undefined : SHOWN[found];
  if (type?.kind !== "image") return type ?? null;
  // A signature alone proves little: a picture must also have a header that a decoder can read.
  return await sharp(bytes)
    .metadata()
    .then(
      () => type,
      () => null,
    );
}

/** The most likely type of a file whose bytes are unknown. */
export const assumedType = (kind: MediaType["kind"]): MediaType => (kind === "image" ? PNG : MP4);
