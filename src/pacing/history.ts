// What is known of one model's tasks. Pure: it reads no clock and does no I/O.

import type { Ended } from "./kernel-density.ts";
import type { Curve } from "./curve.ts";
import { estimate } from "./estimate.ts";
import type { Prior } from "./estimate.ts";
import { stratumOf, informativeOptions } from "./strata.ts";
import type { Traits } from "./strata.ts";

/** What is expected of one task. */
export interface Expectation {
  /** Of ends of every sort, counted from the submission. */
  readonly polls: Curve;
  /** The same from when it was seen to be worked on. */
  readonly work: Curve;
  /** Of tasks that were made, from the submission: what a person is told. */
  readonly made: Curve;
  /** Hardly anything like it has been seen to end: the document's word, or that of other kinds. */
  readonly isGuess: boolean;
}

/** How a task ended. Failures are quick or slow for reasons of their own, so they are never counted as successes. */
export interface Ending {
  readonly id: string;
  readonly made: boolean;
  /** Since it was submitted. */
  readonly whole: Ended;
  /** Since it was seen to be worked on; null: that was never seen. */
  readonly work: Ended | null;
}

export interface KeptEnding extends Ending {
  readonly traits: Traits;
}

/** The half-life of forty leaves hardly anything of older ones. */
const MOST_KEPT = 200;
/** Tasks of one kind that are counted: each costs time with every other. */
const MOST_COUNTED = 80;
/** With fewer of a kind, what is expected of it is a guess. */
const FEWEST_KNOWN = 10;
/** One task among so many changes nothing that is worth working everything out again. */
const INFORMATIVE_SHARE = 0.05;

export class History {
  /** The latest first. */
  #kept: readonly KeptEnding[] = [];
  /** The options that matter, and what is expected of each kind, as of the last time it was worked out. */
  #names: readonly string[] = [];
  readonly #expectations = new Map<string, Expectation>();
  #unread = 0;

  get kept(): readonly KeptEnding[] {
    return this.#kept;
  }

  /** Adds what is not there yet, in front. */
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
