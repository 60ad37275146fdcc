import type { Catalog } from "../catalog/catalog.ts";
import type { Card, CardHead, CardStatus } from "../domain/messages/card.ts";
import type { Generation, Outcome } from "../domain/generation.ts";
import type { CardAction, OptionValue } from "../domain/messages/invocation.ts";
import type { Course } from "../domain/progress.ts";
import type { Expectation } from "../pacing/history.ts";
import type { Parts } from "./parts.ts";

type CardParts = Pick<Parts, "catalog" | "durations">;

/** The options that the card shows in places of their own. */
const APART = new Set(["prompt", "model"]);

/** What a person should see of a generation, whatever stage it is in. */
export const cardOf = (generation: Generation, parts: CardParts): Card => ({
  ...headOf(generation, parts.catalog),
  startedAt: generation.createdAt,
  status: statusOf(generation, parts),
  actions: actionsOf(generation),
});

/** What was asked for. */
export function headOf(generation: Generation, catalog: Catalog): CardHead {
  const { prompt } = generation.values;
  const set = Object.entries(generation.values)
    .filter(([name]) => !APART.has(name))
    .map(([name, value]) => ({ name, value: display(value) }));
  return {
    generationId: generation.id,
    command: generation.command,
    modelTitle: catalog.title(generation.model),
    prompt: typeof prompt === "string" ? prompt : null,
    set,
    warnings: generation.warnings,
    userId: generation.userId,
  };
}

function statusOf(generation: Generation, { catalog, durations }: CardParts): CardStatus {
  const { state, hold: upTo } = generation;
  switch (state.kind) {
    case "held":
    case "submitting":
      return { kind: "held", upTo };
    case "running": {
      const { likelyAt, lateAt } = courseOf(generation, durations.expect(generation.model, generation.input));
      const trouble = state.trouble === undefined ? {} : { trouble: state.trouble };
      return { kind: "running", phase: state.phase, upTo, likelyAt, lateAt, ...trouble };
    }
    case "settled":
    case "delivered":
    case "undeliverable":
      return endOf(generation, state.outcome, catalog);
  }
}

/** When such runs have ended, counted from when the API took this one on. */
export function courseOf({ createdAt, submittedAt }: Generation, { made }: Pick<Expectation, "made">): Course {
  const from = submittedAt ?? createdAt;
  return { startedAt: createdAt, likelyAt: from + made.quantileMs(0.5), lateAt: from + made.quantileMs(0.9) };
}

function endOf(generation: Generation, outcome: Outcome, catalog: Catalog): CardStatus {
  const { hold: upTo } = generation;
  switch (outcome.kind) {
    case "made": {
      const { cost, media, seed, unreadable = 0, surplus = 0, assumed } = outcome;
      const requested = catalog.requestedCount(generation.model, generation.input);
      const tookMs = (generation.settledAt ?? generation.createdAt) - generation.createdAt;
      const isAssumed = assumed !== undefined;
      return { kind: "made", cost, isAssumed, upTo, requested, got: media.length, unreadable, surplus, seed, tookMs };
    }
    case "failed":
      return { kind: "failed", cost: outcome.cost, upTo, code: outcome.code, reason: outcome.reason };
    case "cancelled":
      return { kind: "cancelled" };
    case "lost":
      return { kind: "lost", upTo, code: outcome.code ?? null };
  }
}

function actionsOf({ state }: Generation): readonly CardAction[] {
  switch (state.kind) {
    case "held":
      return ["cancel"];
    case "submitting":
    case "running":
      return [];
    case "settled":
    case "delivered":
    case "undeliverable":
      return ["again", "edit"];
  }
}

const display = (value: OptionValue): string => (typeof value === "object" ? value.name : String(value));
