// Estimates the next task of a kind from three sources: tasks of that kind, other tasks of its model, and the model's
// document. As more tasks are known, the more exact source outweighs the vaguer one.

import { kernelsOf } from "./kernel-density.ts";
import type { Ended } from "./kernel-density.ts";
import { drawCurve } from "./curve.ts";
import type { Kernel, Curve } from "./curve.ts";

/** The model document's guess: a log-normal distribution. */
export interface Prior {
  readonly medianMs: number;
  /** Standard deviation of the logarithm: 0.45 means that two in three end within a factor of 1.6 of the median. */
  readonly sigma: number;
}

export interface Known {
  readonly prior: Prior;
  /** Tasks of exactly this kind, latest first. */
  readonly own: readonly Ended[];
  /** Tasks of the same model with any options, latest first. */
  readonly model: readonly Ended[];
}

/** The weight of the vaguer sources, in tasks, while nothing more exact is known. */
const PRIOR_TASKS = 3;
const MODEL_TASKS = 4;
/** Added to a document's spread (of the logarithm), since its median is often wrong by some factor. */
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
