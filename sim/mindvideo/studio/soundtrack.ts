import { between, randomFrom } from "../art/random.ts";

const SAMPLES_A_SECOND = 48_000;
/** Just ratios of a major and a minor chord with its octave. */
const CHORDS: readonly (readonly number[])[] = [
  [1, 1.25, 1.5, 2],
  [1, 1.2, 1.5, 2],
];

/** A quiet chord that swells and fades, other for every seed: 48 kHz, one channel. */
export function soundtrack(seed: number, seconds: number): Float32Array {
  const random = randomFrom(seed);
  const root = 110 * 2 ** (Math.floor(random() * 12) / 12);
  const voices = (CHORDS[seed % CHORDS.length] ?? [1]).map((ratio) => ({
    step: (root * ratio * Math.PI * 2) / SAMPLES_A_SECOND,
    sway: between(random, 0.2, 0.6),
  }));
  const samples = new Float32Array(Math.round(seconds * SAMPLES_A_SECOND));
  for (let i = 0; i < samples.length; i++) {
    const swell = Math.sin((i / samples.length) * Math.PI);
    const at = i / SAMPLES_A_SECOND;
    const chord = voices.reduce((sum, { step, sway }) => sum + Math.sin(i * step) * (1 + Math.sin(at * sway * 6.3)), 0);
    samples[i] = chord * swell * 0.03;
  }
  return samples;
}
