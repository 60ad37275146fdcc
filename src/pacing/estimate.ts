// What is known of the next task of a kind: what such tasks took, what others of its model took, and what the model's
// document says, each yielding to the more exact one as that grows.

import { kernelsOf } from "./kernel-density.ts";
import type { Ended } from "./kernel-density.ts";
import { drawCurve } from "./curve.ts";
import type { Kernel, Curve } from "./curve.ts";

/** What a model's document says: log-normal. */
export interface Prior {
  readonly medianMs: number;
  /** Standard deviation of the logarithm: 0.45 means that two in three end within a factor of 1.6 of the median. */
  readonly sigma: number;
}

export interface Known {
  readonly prior: Prior;
  /** Tasks of exactly this kind, the latest first. */
  readonly own: readonly Ended[];
  /** Tasks of the same model, whatever was asked of it, the latest first. */
  readonly model: readonly Ended[];
}

/** While nothing else is known, what is less exact counts for as much as this many tasks. */
const PRIOR_TASKS = 3;
const MODEL_TASKS = 4;
/** A document's guess is wrong by some factor more often than not. */
const PRIOR_DOUBT = 0.5;

export function estimate({ prior, own, model }: Known): Curve {
  const ownKernels = kernelsOf(own, prior.sigma);
  const modelKernels = kernelsOf(model, prior.sigma);
  const guess: Kernel = {
    at: Math.log(prior.medianMs),
    width: Math.hypot(prior.sigma, PRIOR_DOUBT),
    weight: yielding(PRIOR_TASKS, weightOf(modelKernels)),
  };
  const fallback = scaledTo(yielding(MODEL_TASKS, weightOf(ownKernels)), [...modelKernels, guess]);
  return drawCurve([...ownKernels, ...fallback]);
}

/** Four tasks' worth of something better leave a quarter of it, forty hardly anything. */
const yielding = (tasks: number, better: number): number => tasks / (1 + better / tasks) ** 2;

const weightOf = (kernels: readonly Kernel[]): number => kernels.reduce((sum, { weight }) => sum + weight, 0);

function scaledTo(weight: number, kernels: readonly Kernel[]): readonly Kernel[] {
  const factor = weight / weightOf(kernels);
  return kernels.map((kernel) => ({ ...kernel, weight: kernel.weight * factor }));
}
