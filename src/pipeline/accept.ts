import { claimsFor } from "../budget/claims.ts";
import type { BudgetClaim } from "../budget/claims.ts";
import { UserError } from "../domain/errors.ts";
import { generationId } from "../domain/generation.ts";
import type { Generation } from "../domain/generation.ts";
import type { Invocation } from "../domain/invocation.ts";
import type { ReplyRef } from "../domain/reply.ts";
import type { WindowState } from "../store/store.ts";
import type { Parts } from "./parts.ts";

type AcceptParts = Pick<Parts, "catalog" | "clock" | "policy" | "queue" | "store">;

/**
 * Everything before the person sees an answer, and all of it local: reads and checks what was typed, then sets the most
 * it can cost aside and writes the row in one transaction (M1, P1). The same interaction twice is one generation (P2).
 * @throws UserError `request.invalid`, `model.off`, `budget.full`: nothing was written
 */
export async function accept(parts: AcceptParts, invocation: Invocation, reply: ReplyRef): Promise<Generation> {
  const { catalog, clock, policy, queue, store } = parts;
  const now = clock.now();
  const { model, input, warnings } = catalog.read(invocation.command, invocation.values, now);
  const { platform, interactionId, guildId, channelId, userId, command, values } = invocation;
  const generation: Generation = {
    id: generationId(platform, interactionId),
    platform,
    interactionId,
    guildId,
    channelId,
    userId,
    command,
    values,
    model: model.slug,
    input,
    warnings,
    reply,
    hold: catalog.highestPrice(model.slug, input),
    state: { kind: "held" },
    createdAt: now,
    submittedAt: null,
    settledAt: null,
  };
  const claims = claimsFor(invocation, policy, now);
  const acceptance = await store.accept(generation, claims);
  switch (acceptance.kind) {
    case "duplicate":
      return acceptance.generation;
    case "full":
      throw budgetFull(claims, acceptance.state, generation);
    case "accepted":
      queue.add({ generationId: generation.id, guildId });
      return generation;
  }
}

function budgetFull(
  claims: readonly BudgetClaim[],
  { window, held, spent }: WindowState,
  { hold }: Generation,
): UserError {
  const claim = claims.find((candidate) => candidate.window === window);
  return new UserError("budget.full", {
    detail: {
      scope: claim?.scope,
      period: claim?.period,
      cap: claim?.cap,
      resetsAt: claim?.resetsAt,
      held,
      spent,
      upTo: hold,
    },
  });
}
