import type { Assumed, Generation, Outcome } from "../domain/generation.ts";
import { micros, ZERO } from "../domain/money/money.ts";
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
  if (!isAssumed(outcome)) await prices.learn(model, input, { kind: "charge", amount: cost });
  if (!(await store.settle(id, outcome, clock.now()))) return;
  metrics.spent(generation, cost);
  log.info({ generationId: id, model, outcome: kind, cost }, "settled");
  if (isAssumed(outcome) && cost > 0)
    log.warn({ generationId: id, model, cost, assumed: outcome.assumed }, "the cost is not what the API said");
  if (outcome.kind === "made" && (outcome.unreadable !== undefined || outcome.surplus !== undefined))
    log.warn({ generationId: id, model, ...resultsNotShown(outcome) }, "results that are not shown");
  if (cost > hold)
    log.error({ generationId: id, model, hold, cost }, "charged above the hold: correct the model's price");
  if (kind === "lost") log.error({ generationId: id, model, hold }, "unconfirmed: look up this key at the API");
}

type Made = Extract<Outcome, { kind: "made" }>;

const resultsNotShown = ({ unreadable = 0, surplus = 0 }: Made) => ({ unreadable, surplus });

const isAssumed = (outcome: Outcome): outcome is Outcome & { readonly assumed: Assumed } => "assumed" in outcome;

/** Results beyond those asked for that are shown: more may be a slip of the API, and a flood. */
const SURPLUS = 4;

/**
 * What a report means for the money and the person; null while the task goes on.
 * @param requested Number of results that were asked for
 */
export function outcomeOf(report: TaskReport, { hold }: Generation, requested: number): Outcome | null {
  switch (report.status) {
    case "queued":
    case "processing":
      return null;
    case "succeeded": {
      const cost = costOf(report, highest(hold, report));
      if (report.media.length === 0) return { kind: "failed", code: "generator.no_media", reason: null, ...cost };
      const { seed, unreadable } = report;
      const media = report.media.slice(0, requested + SURPLUS);
      const surplus = report.media.length - media.length;
      return {
        kind: "made",
        media,
        seed,
        ...(unreadable > 0 ? { unreadable } : {}),
        ...(surplus > 0 ? { surplus } : {}),
        ...cost,
      };
    }
    case "failed":
      return { kind: "failed", code: "generator.failed", reason: report.reason, ...costOfFailure(report, hold) };
    case "cancelled":
      return { kind: "failed", code: "generator.cancelled", reason: report.reason, ...costOfFailure(report, hold) };
  }
}

interface Cost {
  readonly cost: Micros;
  readonly assumed?: Assumed;
}

/** A success without a readable cost is counted at the most that it can be. */
function costOf({ actual, unclear }: TaskReport, most: Micros): Cost {
  if (actual !== null) return { cost: actual };
  return { cost: most, assumed: unclear.includes("cost_actual") ? "unreadable" : "unstated" };
}

/** A failure that names no cost was refunded, as far as anybody knows; one that cannot be read was charged something. */
const costOfFailure = (report: TaskReport, hold: Micros): Cost =>
  costOf(report, report.unclear.includes("cost_actual") ? highest(hold, report) : ZERO);

const highest = (hold: Micros, { estimate }: TaskReport): Micros => micros(Math.max(hold, estimate ?? 0));
