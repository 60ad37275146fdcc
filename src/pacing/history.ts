// The past tasks of one model, and what they let us expect. Pure: it reads no clock and does no I/O.

import type { Ended } from "./kernel-density.ts";
import type { Curve } from "./curve.ts";
import { estimate } from "./estimate.ts";
import type { Prior } from "./estimate.ts";
import { stratumOf, informativeOptions } from "./strata.ts";
import type { Traits } from "./strata.ts";

/** How long one task is expected to take. */
export interface Expectation {
  /** Ends of every kind, counted from the submission: when to poll. */
  readonly polls: Curve;
  /** Ends of every kind, counted from when the task was seen to leave the API's queue. */
  readonly work: Curve;
  /** Successful ends, counted from the submission: the estimate that people see. */
  readonly made: Curve;
  /** Hardly anything like it has been seen to end: the document's word, or that of other kinds. */
  readonly isGuess: boolean;
}

/** How a task ended. Failures take times of their own, so `made` tells them from successes. */
export interface Ending {
  readonly id: string;
  readonly made: boolean;
  /** Age since it was submitted. */
  readonly whole: Ended;
  /** Age since it was seen to leave the API's queue; null if that was never seen. */
  readonly work: Ended | null;
}

export interface KeptEnding extends Ending {
  readonly traits: Traits;
}

/** With a half-life of forty tasks, older ones hardly count. */
const MOST_KEPT = 200;
/** Most tasks of one kind that are counted: the work grows with their square. */
const MOST_COUNTED = 80;
/** With fewer tasks of a kind, its expectation counts as a guess. */
const FEWEST_KNOWN = 10;
/** Share of new tasks that makes a new computation worth it. */
const INFORMATIVE_SHARE = 0.05;

export class History {
  /** The latest first. */
  #kept: readonly KeptEnding[] = [];
  /** The options that matter, and each kind's expectation, as last computed. */
  #names: readonly string[] = [];
  readonly #expectations = new Map<string, Expectation>();
  #unread = 0;

  get kept(): readonly KeptEnding[] {
    return this.#kept;
  }

  /** Adds those that are not known yet, in front. */
  put(further: readonly KeptEnding[]): void {
    const known = new Set(this.#kept.map(({ id }) => id));
    const fresh = further.filter(({ id }) => !known.has(id));
    this.#kept = [...fresh, ...this.#kept].slice(0, MOST_KEPT);
    this.#unread += fresh.length;
    if (this.#unread === 0 || this.#unread < this.#kept.length * INFORMATIVE_SHARE) return;
    this.#unread = 0;
    const made = this.#kept.filter((one) => one.made);
    this.#names = informativeOptions(made.map(({ traits, whole }) => ({ traits, at: middleOf(whole) })));
    this.#expectations.clear();
  }

  expect(traits: Traits, prior: Prior): Expectation {
    const kind = stratumOf(traits, this.#names);
    const known = this.#expectations.get(kind);
    if (known !== undefined) return known;
    const own = this.#kept.filter((one) => stratumOf(one.traits, this.#names) === kind);
    const curve = (of: (one: KeptEnding) => Ended | null): Curve =>
      estimate({ prior, own: endsOf(own, of), model: endsOf(this.#kept, of) });
    const fresh = {
      polls: curve(({ whole }) => whole),
      work: curve(({ work }) => work),
      made: curve(({ made, whole }) => (made ? whole : null)),
      isGuess: own.length < FEWEST_KNOWN,
    };
    this.#expectations.set(kind, fresh);
    return fresh;
  }
}

const middleOf = ({ fromMs, toMs }: Ended): number => (Math.log(Math.max(fromMs, 1)) + Math.log(Math.max(toMs, 1))) / 2;

const endsOf = (kept: readonly KeptEnding[], of: (one: KeptEnding) => Ended | null): readonly Ended[] =>
  kept.flatMap((one) => of(one) ?? []).slice(0, MOST_COUNTED);
