import sharp from "sharp";
import type { Sharp } from "sharp";
import type { Shrink } from "../domain/media.ts";
import type { MediaFile } from "../domain/media.ts";

/** JPEG and WebP qualities to try: from invisible loss down to where blocks begin to show. */
const QUALITIES = [92, 85, 78, 70] as const;
const LOWEST_QUALITY = 70;
/** Below this a link to the full picture is better. */
const SHORTEST_SIDE_PX = 320;
/** Aims below the limit, so that one round of scaling is nearly always enough. */
const MARGIN = 0.9;
/** 8000 x 8000 px, the largest picture any model takes. Bounds the memory that a forged header can ask for. */
const MOST_PIXELS = 64_000_000;

/**
 * Re-encodes a picture until it fits `maxBytes`: first at lower quality, then also with fewer pixels. As JPEG, which
 * everything opens, or as WebP if it is transparent. libvips works on threads of its own.
 */
export const shrink: Shrink = async (file, maxBytes) => {
  if (file.bytes === null || file.kind === "video") return null;
  if (file.bytes.byteLength <= maxBytes) return file;
  try {
    const encoder = await openEncoder(file.bytes);
    const bytes = encoder === null ? null : await fit(encoder, maxBytes);
    if (encoder === null || bytes === null) return null;
    const name = file.name.replace(/\.\w+$/, `.${encoder.extension}`);
    return { ...file, name, contentType: encoder.contentType, bytes };
  } catch {
    return null; // no decoder reads it; the link still leads to it
  }
};

interface Encoder extends Pick<MediaFile, "contentType"> {
  readonly extension: string;
  readonly width: number;
  readonly height: number;
  readonly encode: (quality: number, width: number) => Promise<Uint8Array>;
}

async function openEncoder(bytes: Uint8Array): Promise<Encoder | null> {
  const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, autoOrient: true });
  const { autoOrient: size, hasAlpha, pages = 1 } = await image.metadata();
  if (pages > 1) return null; // it moves
  const isTransparent = hasAlpha && !(await image.stats()).isOpaque;
  const scaled = (width: number): Sharp => image.clone().resize({ width, withoutEnlargement: true });
  return isTransparent
    ? {
        ...size,
        contentType: "image/webp",
        extension: "webp",
        encode: (quality, width) => scaled(width).webp({ quality }).toBuffer(),
      }
    : {
        ...size,
        contentType: "image/jpeg",
        extension: "jpg",
        encode: (quality, width) => scaled(width).removeAlpha().jpeg({ quality }).toBuffer(),
      };
}

async function fit({ width, height, encode }: Encoder, maxBytes: number): Promise<Uint8Array | null> {
  let bytes: Uint8Array = new Uint8Array();
  for (const quality of QUALITIES) {
    bytes = await encode(quality, width);
    if (bytes.byteLength <= maxBytes) return bytes;
  }
  for (let scale = 1; ;) {
    // Bytes grow roughly with the area.
    scale *= MARGIN * Math.sqrt(maxBytes / bytes.byteLength);
    if (Math.min(width, height) * scale < SHORTEST_SIDE_PX) return null;
    bytes = await encode(LOWEST_QUALITY, Math.round(width * scale));
    if (bytes.byteLength <= maxBytes) return bytes;
  }
}
