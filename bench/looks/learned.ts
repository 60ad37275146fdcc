// Our schedule as the product makes it, after so many tasks that it watched itself: it knows of each end only the two
// looks it lies between.

import type { Ended } from "../../src/pacing/bells.ts";
import type { Curve } from "../../src/pacing/curve.ts";
import { estimate } from "../../src/pacing/estimate.ts";
import { gapBeforeLook } from "../../src/pacing/schedule.ts";
import type { Schedule } from "./cost.ts";
import { draw } from "./truth.ts";
import type { Truth } from "./truth.ts";

/** What the model's document says before anything is known. */
const GUESS = { medianMs: 60_000, sigma: 0.6 };
/** As the product counts them. */
const COUNTED = 80;

export const scheduleOf =
  (curve: Curve): Schedule =>
  (seconds) =>
    seconds + gapBeforeLook(curve, seconds * 1_000) / 1_000;

/** The same curve at another number of looks, without the bounds of ours: for comparing at equal delay. */
export const scheduleAt =
  (curve: Curve, intensity: number): Schedule =>
  (seconds) =>
    Math.max(seconds + 0.05, curve.ageAtMs(curve.worth(seconds * 1_000) + 1 / intensity) / 1_000);

export class Learner {
  #own: readonly Ended[] = [];
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  get curve(): Curve {
    return estimate({ prior: GUESS, own: this.#own, model: this.#own });
  }

  watch(truth: Truth, tasks: number): void {
    for (let task = 0; task < tasks; task += 1) {
      const schedule = scheduleOf(this.curve);
      const ends = draw(truth, this.#random);
      let [from, to] = [0, schedule(0)];
      while (to < ends) [from, to] = [to, schedule(to)];
      this.#own = [{ fromMs: from * 1_000, toMs: to * 1_000 }, ...this.#own].slice(0, COUNTED);
    }
  }
}
