import { claimsFor } from "../budget/claims.ts";
import { permit } from "../budget/permit.ts";
import { fitsIn, budgetStatuses, visibleStates } from "../budget/budget-status.ts";
import type { GuildRules } from "../domain/money/budget.ts";
import type { Generation } from "../domain/generation.ts";
import type { Invocation } from "../domain/messages/invocation.ts";
import type { Micros } from "../domain/money/money.ts";
import type { ReplyRef } from "../domain/messages/reply.ts";
import type { Answer } from "../platforms/platform.ts";
import { budgetFull } from "../pipeline/accept.ts";
import type { AcceptParts } from "../pipeline/accept.ts";
import { headOf } from "../pipeline/card-of.ts";

/** What is kept until the question is answered, through any restart. */
export interface Draft {
  readonly invocation: Invocation;
  /** What the person was told that it can cost. */
  readonly upTo: Micros;
  /** And which model it would be. */
  readonly model: string;
  readonly standsAt: ReplyRef;
}

/** Longer nobody remembers what they were asked; and Discord's own token of the question ends then. */
const ASK_MS = 15 * 60_000;

export const draftKey = (generationId: string): string => `question:${generationId}`;

export interface AskFirst {
  readonly invocation: Invocation;
  /** What the run would be. */
  readonly generation: Generation;
  readonly rules: GuildRules;
  /** Where the question will stand. */
  readonly standsAt: ReplyRef;
}

/**
 * Asks before a run that can cost much. What the run would be refused for is refused now; nothing is set aside, so it
 * is looked at again when the question is answered.
 * @throws UserError `budget.full`, and those of `permit`
 */
export async function askFirst(parts: AcceptParts, asking: AskFirst): Promise<Answer> {
  const { catalog, clock, policy, store } = parts;
  const { invocation, generation, rules, standsAt } = asking;
  const { id, hold: upTo, model } = generation;
  permit(rules, invocation, model);
  const now = clock.now();
  const claims = claimsFor(invocation, { rules, policy }, now);
  const all = budgetStatuses(claims, await store.windows(claims));
  const full = all.find((one) => !fitsIn(one, upTo));
  if (full !== undefined) throw budgetFull(full.claim, full.state, upTo);
  await store.keyValue.set(draftKey(id), { invocation, upTo, model, standsAt } satisfies Draft, ASK_MS);
  const question = { ...headOf(generation, catalog), upTo, budgets: visibleStates(all), expiresAt: now + ASK_MS };
  return { kind: "question", question };
}
