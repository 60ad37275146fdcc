// Each act twice: asked of the store, and foretold by the model.

import { claimsFor } from "../../src/budget/claims.ts";
import type { BudgetClaim } from "../../src/budget/claims.ts";
import { NO_RULES } from "../../src/domain/money/budget.ts";
import type { GuildRules } from "../../src/domain/money/budget.ts";
import { generationId } from "../../src/domain/generation.ts";
import type { Outcome } from "../../src/domain/generation.ts";
import { micros, ZERO } from "../../src/domain/money/money.ts";
import type { Store } from "../../src/store/store.ts";
import { aGeneration } from "../store/a-generation.ts";
import { accept, begin, cancel, close, countsFor, decidedBy, deliver, submitted, usedOf } from "./property-model.ts";
import type { Arrival, Decided, Model, Policy, Run } from "./property-model.ts";
import { capOf } from "./property-steps.ts";
import type { Act } from "./property-steps.ts";

export interface Job {
  readonly ask: (store: Store) => Promise<unknown>;
  /** What the store must answer; moves the model on. */
  readonly foretell: (model: Model) => unknown;
}

export const idOf = ({ platform, interactionId }: Arrival): string => generationId(platform, interactionId);

export const claimsOf = (
  arrival: Arrival,
  rules: GuildRules,
  { policy, now }: Pick<Model, "now" | "policy">,
): readonly BudgetClaim[] => claimsFor(arrival, { rules, policy: policyOf(policy) }, now);

const policyOf = ({ defaultGuildBudget, operatorBudget }: Policy) => ({
  defaultGuildBudget: micros(defaultGuildBudget),
  operatorBudget: operatorBudget === null ? null : micros(operatorBudget),
  confirmAbove: ZERO,
});

export function arriving(arrival: Arrival, moment: Pick<Model, "now" | "policy">): Job {
  const { now, policy } = moment;
  const generation = aGeneration({ ...arrival, id: idOf(arrival), hold: micros(arrival.hold), createdAt: now });
  return {
    ask: async (store) => (await store.accept(generation, (rules) => claimsOf(arrival, rules, { now, policy }))).kind,
    foretell: (model) => accept(model, arrival),
  };
}

/** In words, as the store and the model list budgets in different orders. */
const told = (claims: readonly BudgetClaim[], used: (claim: BudgetClaim, index: number) => number): string =>
  claims
    .map((claim, index) => [claim.scope.kind, claim.period, claim.cap, used(claim, index)].join())
    .toSorted()
    .join("; ");

/** Somebody asks how the budgets of that spender stand: windows are opened, and nothing is held. */
function checking(arrival: Arrival, moment: Pick<Model, "now" | "policy">): Job {
  const { platform, guildId } = arrival;
  return {
    ask: async (store) => {
      const claims = claimsOf(arrival, await store.rules(platform, guildId), moment);
      const states = await store.windows(claims);
      return told(claims, (_, index) => (states[index]?.held ?? NaN) + (states[index]?.spent ?? NaN));
    },
    foretell: (model) => {
      const claims = claimsOf(arrival, { ...NO_RULES, ...decidedBy(model, arrival) }, moment);
      return told(claims, (claim) => usedOf(model, countsFor(model, arrival, claim)));
    },
  };
}

type RunAct = Extract<Act, { readonly run: number }>;

/** What is done to one run. `now`: when. */
export function touching(act: RunAct, arrival: Arrival, moment: Pick<Model, "now" | "policy">): Job {
  const { now } = moment;
  const id = idOf(arrival);
  const onRun =
    <T>(change: (run: Run) => T, otherwise: T) =>
    (model: Model): T => {
      const run = model.runs.get(arrival.interactionId);
      return run === undefined ? otherwise : change(run);
    };
  switch (act.kind) {
    case "again":
      return arriving(arrival, moment);
    case "check":
      return checking(arrival, moment);
    case "begin":
      return { ask: async (store) => await store.beginSubmission(id, now), foretell: onRun(begin, false) };
    case "cancel":
      return { ask: async (store) => await store.cancel(id, now), foretell: onRun(cancel, false) };
    case "deliver": {
      return {
        ask: async (store) => await store.recordDelivered(id, aGeneration({}).reply),
        foretell: onRun(deliver, undefined),
      };
    }
    case "submitted": {
      const estimate = part(arrival, act.estimate);
      const answer = {
        taskId: `task-${id}`,
        phase: "queued",
        hold: estimate === null ? null : micros(estimate),
        at: now,
      } as const;
      return {
        ask: async (store) => await store.recordSubmitted(id, answer),
        foretell: onRun((run) => submitted(run, estimate), undefined),
      };
    }
    case "settle": {
      const cost = part(arrival, act.cost);
      return {
        ask: async (store) => await store.settle(id, outcomeOf(act.end, cost), now),
        foretell: onRun((run) => close(run, cost), false),
      };
    }
  }
}

const part = ({ hold }: Arrival, share: number | null): number | null =>
  share === null ? null : Math.floor(hold * share);

function outcomeOf(end: "made" | "failed", cost: number | null): Outcome {
  if (cost === null) return { kind: "lost", cost: ZERO };
  if (end === "made") return { kind: "made", cost: micros(cost), media: [], seed: null };
  return { kind: "failed", cost: micros(cost), code: "generator.failed", reason: null };
}

export function deciding(act: Extract<Act, { kind: "cap" | "zone" }>, now: number): Job {
  const change = { ...act.guild, channelId: "studio", userId: "ada", at: now, note: act.kind };
  const decide = (rules: Pick<Decided, "caps" | "timeZone">): Pick<Decided, "caps" | "timeZone"> => {
    if (act.kind === "zone") return { ...rules, timeZone: act.timeZone };
    const subject = JSON.stringify([act.scope, act.period]);
    const others = rules.caps.filter((cap) => JSON.stringify([cap.scope, cap.period]) !== subject);
    return { ...rules, caps: [...others, capOf(act) ?? []].flat() };
  };
  return {
    ask: async (store) =>
      void (await store.changeRules({ ...change, apply: (rules) => ({ ...rules, ...decide(rules) }) })),
    foretell: (model) => {
      const decided = decidedBy(model, act.guild);
      Object.assign(decided, decide(decided), { times: decided.times + 1 });
    },
  };
}
