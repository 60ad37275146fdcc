// A picture that does not fit would be refused by the platform after it was paid for; one that was shrunk more than
// needed, or lost its transparency, is not the one that was asked for.
import sharp from "sharp";
import { expect, test } from "vitest";
import { shrink } from "../../src/media/shrink.ts";
import type { MediaFile } from "../../src/domain/media.ts";
import { clipOf, noisyPicture } from "./pictures.ts";

const fileOf = (bytes: Uint8Array | null, kind: MediaFile["kind"] = "image"): MediaFile => ({
  kind,
  name: "red-fox-567890-1.png",
  contentType: "image/png",
  bytes,
  url: "https://cdn.example/1.png",
  linkExpiresAt: 0,
  alt: "a red fox",
});

/** What a decoder makes of it: all pixels are read, not only the header. */
async function decode(file: MediaFile | null) {
  if (file?.bytes == null) throw new Error("nothing was made");
  const { info } = await sharp(file.bytes).raw().toBuffer({ resolveWithObject: true });
  const { format } = await sharp(file.bytes).metadata();
  return { format, width: info.width, height: info.height, channels: info.channels, size: file.bytes.byteLength };
}

test("what fits is left as it is", async () => {
  const file = fileOf(await noisyPicture(64, 64));
  expect(await shrink(file, 1_000_000)).toBe(file);
});

test("keeps every pixel when less quality is enough", async () => {
  const png = await noisyPicture(1_024, 768);
  const maxBytes = Math.floor(png.byteLength / 3);
  const small = await shrink(fileOf(png), maxBytes);
  expect(await decode(small)).toMatchObject({ format: "jpeg", width: 1_024, height: 768 });
  expect(small?.bytes?.byteLength).toBeLessThanOrEqual(maxBytes);
  expect(small).toMatchObject({ name: "red-fox-567890-1.jpg", contentType: "image/jpeg", alt: "a red fox" });
});

test("gives up pixels only when quality cannot do it, and no more than it must", async () => {
  const png = await noisyPicture(1_600, 1_200);
  const maxBytes = 300_000;
  const { width, height, size } = await decode(await shrink(fileOf(png), maxBytes));
  expect(size).toBeLessThanOrEqual(maxBytes);
  expect(size).toBeGreaterThan(maxBytes / 3);
  expect(width).toBeLessThan(1_600);
  expect(width / height).toBeCloseTo(4 / 3, 1);
});

test("keeps transparency", async () => {
  const png = await noisyPicture(600, 600, 4);
  const maxBytes = Math.floor(png.byteLength / 2);
  const small = await shrink(fileOf(png), maxBytes);
  expect(await decode(small)).toMatchObject({ format: "webp", channels: 4, width: 600 });
  expect(small).toMatchObject({ name: "red-fox-567890-1.webp", contentType: "image/webp" });
});

test("a picture with an alpha channel that hides nothing becomes a JPEG", async () => {
  const png = await sharp(await noisyPicture(600, 600))
    .ensureAlpha(1)
    .png()
    .toBuffer();
  expect(await decode(await shrink(fileOf(png), png.byteLength / 3))).toMatchObject({ format: "jpeg", width: 600 });
});

test("turns the picture the way it was meant to be seen", async () => {
  const jpeg = await sharp(await noisyPicture(800, 400))
    .jpeg({ quality: 100 })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  expect(await decode(await shrink(fileOf(jpeg), jpeg.byteLength / 2))).toMatchObject({ width: 400, height: 800 });
});

test.each([
  ["a clip", async () => fileOf(clipOf("isom"), "video"), 10],
  ["a file that was never fetched", async () => fileOf(null), 10],
  ["bytes that are no picture", async () => fileOf(Buffer.alloc(1_000)), 10],
  ["a picture that would end as a stamp", async () => fileOf(await noisyPicture(800, 600)), 2_000],
])("%s stays a link", async (_, make, maxBytes) => {
  expect(await shrink(await make(), maxBytes)).toBeNull();
});

test("a picture that moves stays a link, although its first frame would fit", async () => {
  const frames = await Promise.all([noisyPicture(64, 64), noisyPicture(64, 64), noisyPicture(64, 64)]);
  const gif = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  expect(await shrink(fileOf(gif), gif.byteLength - 1)).toBeNull();
});
