import { randomBytes } from "node:crypto";
import sharp from "sharp";

/** Noise, which no encoder makes small. */
export async function noisyPicture(width: number, height: number, channels: 3 | 4 = 3): Promise<Buffer> {
  const raw = { width, height, channels } as const;
  return await sharp(randomBytes(width * height * channels), { raw })
    .png()
    .toBuffer();
}

export async function plainPicture(format: "png" | "jpeg" | "webp" | "gif"): Promise<Buffer> {
  const create = { width: 32, height: 16, channels: 3, background: "teal" } as const;
  return await sharp({ create }).toFormat(format).toBuffer();
}

/** The first box of an ISO media file: all that tells a clip. */
export function clipOf(brand: string): Buffer {
  const box = Buffer.alloc(24);
  box.writeUInt32BE(24, 0);
  box.write("ftyp", 4, "latin1");
  box.write(brand, 8, "latin1");
  return Buffer.concat([box, Buffer.alloc(1_000)]);
}
