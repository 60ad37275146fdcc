/** A repeatable source of numbers in [0, 1): the same seed paints the same picture, frame after frame. */
export type Random = () => number;

/** mulberry32: 32 bits of state are plenty for the place of a cloud. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a over UTF-16 units. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

export function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

/** A line of peaks, sharp above and wide below, about 0 ± 1. */
export function peaks(random: Random): (x: number) => number {
  const waves = [2.1, 4.6, 10.7, 27, 61].map((frequency, octave) => ({
    frequency: frequency * between(random, 0.8, 1.25),
    phase: random() * Math.PI * 2,
    height: 0.46 ** octave,
  }));
  return (x) =>
    waves.reduce(
      (sum, { frequency, phase, height }) => sum + (1 - 2 * Math.abs(Math.sin(x * frequency + phase))) * height,
      0,
    ) / 1.5;
}

/** A smooth line of hills: three waves of unrelated length, about 0 ± 1. */
export function ridge(random: Random): (x: number) => number {
  const waves = [1.6, 3.7, 8.3, 19].map((frequency, octave) => ({
    frequency: frequency * between(random, 0.8, 1.25),
    phase: random() * Math.PI * 2,
    height: 0.55 ** octave,
  }));
  return (x) =>
    waves.reduce((sum, { frequency, phase, height }) => sum + Math.sin(x * frequency + phase) * height, 0) / 1.6;
}
