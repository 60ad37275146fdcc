// What a person might attach to a command: made here, so that no file of anybody's has to travel with the project.
import { type Canvas, createCanvas } from "@napi-rs/canvas";
import { motifFor } from "../art/motif.ts";
import { paletteFor } from "../art/palette.ts";
import { partRandom } from "../art/canvas.ts";
import { encodeFilm } from "./film.ts";
import { encodePng } from "./png.ts";

const PICTURE = { width: 768, height: 1024, prompt: "portrait of a woman at sunset", seed: 7 };
const CLIP = { width: 480, height: 270, prompt: "golden evening at sea", seed: 3, seconds: 2 };

/** A portrait: a PNG of 768 × 1024 pixels. */
export function samplePicture(): Uint8Array {
  const canvas = createCanvas(PICTURE.width, PICTURE.height);
  paint(canvas, PICTURE, 0);
  const { width, height } = canvas;
  return encodePng({ width, height, rgba: canvas.data() });
}

/** Two seconds at sea: a silent MP4 of 480 × 270 pixels. */
export async function sampleClip(): Promise<Uint8Array> {
  const canvas = createCanvas(CLIP.width, CLIP.height);
  const film = {
    size: CLIP,
    frame(time: number) {
      paint(canvas, CLIP, time);
      return canvas;
    },
  };
  return await encodeFilm({ film, seconds: CLIP.seconds, sound: undefined });
}

function paint(canvas: Canvas, { prompt, seed }: typeof PICTURE, time: number): void {
  const { width, height } = canvas;
  const random = partRandom(seed);
  const palette = paletteFor(prompt, seed);
  motifFor(prompt, seed)({ ctx: canvas.getContext("2d"), width, height, palette, prompt, time, random });
}

const SAMPLES_A_SECOND = 16_000;
/** Three vowels, as the frequencies of their first two formants in hertz. */
const VOWELS = [
  [730, 1090],
  [300, 870],
  [270, 2290],
] as const;

/** A voice of a kind, humming three vowels: a WAV of 3 seconds, 16 kHz, 16 bits, one channel. */
export function sampleVoice(): Uint8Array {
  const seconds = VOWELS.length;
  const samples = Buffer.alloc(seconds * SAMPLES_A_SECOND * 2);
  for (let i = 0; i < seconds * SAMPLES_A_SECOND; i++)
    samples.writeInt16LE(Math.round(voiceAt(i / SAMPLES_A_SECOND) * 32_000), i * 2);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(SAMPLES_A_SECOND, 24);
  header.writeUInt32LE(SAMPLES_A_SECOND * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

/** Harmonics of 150 Hz, louder near the formants of the vowel of the second. */
function voiceAt(time: number): number {
  const [first, second] = VOWELS[Math.floor(time) % VOWELS.length] ?? VOWELS[0];
  const envelope = Math.sin((time % 1) * Math.PI) ** 0.6;
  let sum = 0;
  for (let harmonic = 1; harmonic <= 20; harmonic++) {
    const hertz = harmonic * 150;
    const loudness = Math.exp(-(((hertz - first) / 180) ** 2)) + 0.5 * Math.exp(-(((hertz - second) / 240) ** 2));
    sum += Math.sin(hertz * time * Math.PI * 2) * loudness;
  }
  return Math.max(-1, Math.min(1, sum * envelope * 0.3));
}
