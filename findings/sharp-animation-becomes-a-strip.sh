#!/usr/bin/env bash
# sharp: an animation that is turned into JPEG or AVIF becomes one tall picture of all its frames.
#
# Expected: reading with `animated: true`, so that a GIF or WebP keeps moving, and writing a format that cannot move gives the
# first frame, or an error.
# Seen: no error and no warning: the frames are stacked into one still, frames × height tall. JPEG, PNG and AVIF all do so, AVIF
# although the format itself can hold sequences. Reading without `animated` gives the first frame.
# Why it matters: a bot makes a result smaller until it fits an upload limit, and JPEG or AVIF is its last resort. An animated
# WebP of 40 frames then arrives as a film strip 40 pictures tall, is within the limit, and everything reports success.
# Versions: sharp 0.35.5. Seen on 2026-12-01.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit sharp@0.35.5 >/dev/null
cat > see.mjs <<'JS'
import sharp from "sharp";

const [width, height, frames] = [16, 12, 3];
// Frames that differ: equal ones would be stored as one.
const pixels = Buffer.alloc(width * height * frames * 3).map((_, at) => at % 251);
const raw = { width, height: height * frames, channels: 3, pageHeight: height };
const animation = await sharp(pixels, { raw }).webp({ delay: [100, 100, 100], loop: 0 }).toBuffer();
const sizeOf = async (bytes) => {
  const { width: w, height: h, pages = 1 } = await sharp(bytes).metadata();
  return `${w}×${h}, ${pages} page(s)`;
};
console.log(`the animation: ${width}×${height}, ${frames} frames`);
const seen = [];
for (const format of ["jpeg", "png", "avif"]) {
  const moving = await sizeOf(await sharp(animation, { animated: true })[format]().toBuffer());
  const still = await sizeOf(await sharp(animation)[format]().toBuffer());
  console.log(`${format}: read as an animation ${moving}; read as a still ${still}`);
  seen.push(moving === "16×36, 1 page(s)" && still === "16×12, 1 page(s)");
}
process.exitCode = seen.every(Boolean) ? 0 : 1;
JS
node see.mjs && echo "as described" || { echo "CHANGED: not what this file describes any more"; exit 1; }
