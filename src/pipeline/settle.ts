import type { Generation, Outcome } from "../domain/generation.ts";
import { ZERO } from "../domain/money/money.ts";
import type { Micros } from "../domain/money/money.ts";
import type { TaskReport } from "../generator/generator.ts";
import type { Parts } from "./parts.ts";

export type SettleParts = Pick<Parts, "clock" | "log" | "metrics" | "prices" | "store">;

/** Closes the hold at what was charged, before anything is delivered. Safe to repeat: a hold closes once (M2). */
export async function settle(
  { clock, metrics, prices, store, log }: SettleParts,
  generation: Generation,
  outcome: Outcome,
): Promise<void> {
  const { id, hold, model, input } = generation;
  const { kind, cost } = outcome;
  // Before the hold is closed: after it nobody would come back to learn, if the process died in between.
  if (cost > hold) await prices.learn(model, input, cost);
  if (!(await store.settle(id, outcome, clock.now()))) return;
  metrics.spent(generation, cost);
  log.info({ generationId: id, model, outcome: kind, cost }, "settled");
  if (outcome.kind === "made" && outcome.unreadable !== undefined)
    log.warn({ generationId: id, model, unreadable: outcome.unreadable }, "results without an address");
  if (cost > hold)
    log.error({ generationId: id, model, hold, cost }, "charged above the hold: correct the model's price");
  if (kind === "lost") log.error({ generationId: id, model, hold }, "unconfirmed: look up this key at the API");
}

/** What a report means for the money and the person; null while the task goes on. */
export function outcomeOf(report: TaskReport, { hold }: Generation): Outcome | null {
  switch (report.status) {
    case "queued":
    case "processing":
      return null;
    case "succeeded": {
      // A success without a stated cost is counted at the most that it can be.
      const cost = report.actual ?? report.estimate ?? hold;
      if (report.media.length === 0) return { kind: "failed", cost, code: "generator.no_media", reason: null };
      const { media, seed, unreadable } = report;
      return { kind: "made", cost, media, seed, ...(unreadable > 0 ? { unreadable } : {}) };
    }
    case "failed":
      return { kind: "failed", cost: chargedForNothing(report), code: "generator.failed", reason: report.reason };
    case "cancelled":
      return { kind: "failed", cost: chargedForNothing(report), code: "generator.cancelled", reason: report.reason };
  }
}

const chargedForNothing = ({ actual }: TaskReport): Micros => actual ?? ZERO;
