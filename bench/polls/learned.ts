// Our schedule as the product makes it, after so many tasks that it watched itself: it knows of each end only the two
// polls it lies between.

import type { Curve } from "../../src/pacing/curve.ts";
import { gapBeforePoll, guessingGapMs } from "../../src/pacing/schedule.ts";
import { History } from "../../src/pacing/history.ts";
import type { Expectation } from "../../src/pacing/history.ts";
import type { Schedule } from "./cost.ts";
import { draw } from "./truth.ts";
import type { Truth } from "./truth.ts";

/** What the model's document says before anything is known. */
const GUESS = { medianMs: 60_000, sigma: 0.6 };

/** The same curve at another number of polls, without the bounds of ours: for comparing at equal delay. */
export const scheduleAt =
  (curve: Curve, intensity: number): Schedule =>
  (seconds) =>
    Math.max(seconds + 0.05, curve.ageAtMs(curve.sqrtHazard(seconds * 1_000) + 1 / intensity) / 1_000);

export class Learner {
  readonly #history = new History();
  readonly #random: () => number;
  #watched = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  get curve(): Curve {
    return this.#expected.polls;
  }

  get schedule(): Schedule {
    const { polls, isGuess } = this.#expected;
    return (seconds) => {
      const ageMs = seconds * 1_000;
      const mostMs = isGuess ? guessingGapMs(ageMs) : Infinity;
      return seconds + Math.min(mostMs, gapBeforePoll(polls, ageMs)) / 1_000;
    };
  }

  get #expected(): Expectation {
    return this.#history.expect({}, GUESS);
  }

  watch(truth: Truth, tasks: number): void {
    for (let task = 0; task < tasks; task += 1) {
      const { schedule } = this;
      const ends = draw(truth, this.#random);
      let [from, to] = [0, schedule(0)];
      while (to < ends) [from, to] = [to, schedule(to)];
      const whole = { fromMs: from * 1_000, toMs: to * 1_000 };
      this.#history.put([{ id: String((this.#watched += 1)), made: true, whole, work: null, traits: {} }]);
    }
  }
}
