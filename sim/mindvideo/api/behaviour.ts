import type { ErrorBody } from "./faults.ts";
import type { SimTask } from "../tasks/task.ts";

export interface Pace {
  readonly queuedMs: number;
  readonly processingMs: number;
}

/** What the pages leave open, or what an operator may meet on another day. Can be changed while it runs. */
export interface Behaviour {
  readonly pace: Pace | ((task: SimTask) => Pace);
  /** Tasks move only by `task.advance(…)`. */
  readonly manual: boolean;
  /** How GET …/events answers; "none" is a 404. */
  readonly events: "json" | "sse" | "none";
  /** The pages show `url` as a string; the upstream's newest sample has an array. */
  readonly urlShape: "string" | "array";
  readonly errorBody: ErrorBody;
  /** References that are not on this machine or do not answer: drawn as a placeholder, or the task fails. */
  readonly unreachable: "ignore" | "fail";
  /** The share of the estimate that a failed or cancelled task costs. */
  readonly chargeOnFailure: number;
  /** `cost_actual` as a share of what the price list says. */
  readonly chargeFactor: number;
  /** The status of an accepted POST; the pages show none. */
  readonly createdStatus: 200 | 201 | 202;
  /** How long a media URL lives after the task ended. */
  readonly mediaLifetimeMs: number;
  /** "tiny" spares slow tests and load tests the painting: a small picture, a ready-made clip, unique bytes. */
  readonly media: "full" | "tiny";
}
