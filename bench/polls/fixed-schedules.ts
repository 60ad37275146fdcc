// When others poll, as their sources say.

import type { Schedule } from "./cost.ts";

const every =
  (gap: number): Schedule =>
  (age) =>
    age + gap;

/** Gaps from 4.5 to 7.5 s, in an order that repeats. */
const jittered: Schedule = (age) => age + 4.5 + 3 * ((age * 0.618) % 1);

export const FIXED: readonly (readonly [name: string, schedule: Schedule])[] = [
  ["every 0.5 s (fal, replicate)", every(0.5)],
  ["every 1 s", every(1)],
  ["every 5 s (OpenAI, AI SDK)", every(5)],
  ["6 ± 1.5 s (Runway)", jittered],
];

/** 1, 2, 4 … 15 s: each wait twice the last, up to a longest. */
export const exponential: Schedule = (age) => (age < 15 ? age * 2 + 1 : age + 15);
