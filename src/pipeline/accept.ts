import { claimsFor } from "../budget/claims.ts";
import type { BudgetClaim } from "../budget/claims.ts";
import { permit } from "../budget/permit.ts";
import type { GuildRules } from "../domain/money/budget.ts";
import { BotError, isFault, UserError } from "../domain/errors/errors.ts";
import { generationId } from "../domain/generation.ts";
import type { Generation } from "../domain/generation.ts";
import type { Invocation } from "../domain/messages/invocation.ts";
import type { Micros } from "../domain/money/money.ts";
import type { ReplyRef } from "../domain/messages/reply.ts";
import type { WindowState } from "../store/store.ts";
import { routeFiles } from "./files/route-files.ts";
import type { Prepared } from "./files/route-files.ts";
import { offeredModels } from "../catalog/offered-models.ts";
import type { Parts } from "./parts.ts";

export type AcceptParts = Pick<
  Parts,
  "catalog" | "clock" | "durations" | "lending" | "policy" | "prices" | "queue" | "store"
>;

/**
 * Sets the most that it can cost aside and writes the row, in one transaction (M1, P1): the rules and the budgets are
 * those of this moment. The same interaction twice is one generation (P2). All of it is local, before the person sees an
 * answer.
 * @throws UserError `budget.full`, `guild.busy`, and those of `permit`: nothing was written
 */
export async function accept(
  { lending, policy, queue, store }: Pick<AcceptParts, "lending" | "policy" | "queue" | "store">,
  invocation: Invocation,
  { generation, loans }: Prepared,
): Promise<Generation> {
  await mustHaveSlot({ policy, store }, generation);
  // Before the row: from its commit on another process may send the request. Without the row a loan opens nothing.
  for (const loan of loans) await lending.lend(loan);
  const write = store.accept(generation, (rules) => {
    permit(rules, invocation, generation.model);
    // Its own moment, not the clock's: whoever counts it later by when it was held finds it in the same windows.
    return claimsFor(invocation, { rules, policy }, generation.createdAt);
  });
  const acceptance = await write.catch(async (error: unknown) => await whatIsWritten(store, generation, error));
  switch (acceptance.kind) {
    case "duplicate":
      queue.add({ generationId: generation.id, guildId: generation.guildId });
      return acceptance.generation;
    case "full":
      throw budgetFull(acceptance.claim, acceptance.state, generation.hold);
    case "accepted":
      queue.add({ generationId: generation.id, guildId: generation.guildId });
      return generation;
  }
}

/** @throws UserError `guild.busy` */
async function mustHaveSlot({ policy, store }: Pick<AcceptParts, "policy" | "store">, run: Generation): Promise<void> {
  const { mostRunning } = policy;
  if (mostRunning === undefined) return;
  const going = await store.running(run);
  for (const whose of ["member", "guild"] as const) {
    const limit = mostRunning[whose];
    if (going[whose] >= limit) throw new UserError("guild.busy", { detail: { of: whose, limit } });
  }
}

/** A commit may have been done although its answer was lost: what the row says is told, and nothing else. @throws `error` */
async function whatIsWritten(
  store: AcceptParts["store"],
  { id }: Generation,
  error: unknown,
): Promise<{ readonly kind: "duplicate"; readonly generation: Generation }> {
  const isAway = error instanceof BotError && isFault(error, "database.away");
  const written = isAway ? await store.get(id).catch(() => null) : null;
  if (written === null) throw error;
  return { kind: "duplicate", generation: written };
}

interface Request {
  readonly invocation: Invocation;
  readonly rules: GuildRules;
  readonly reply: ReplyRef;
}

/**
 * What would be accepted: read, checked and priced, nothing written.
 * @throws UserError `request.invalid`, `model.off`, `command.off`, `file.not_lendable`
 */
export async function prepare(
  { catalog, clock, lending, prices }: Pick<AcceptParts, "catalog" | "clock" | "lending" | "prices">,
  { invocation, rules, reply }: Request,
): Promise<Prepared> {
  const now = clock.now();
  const { model, input, warnings, privateFiles } = offeredModels(catalog, rules).read(
    invocation.command,
    invocation.values,
    now,
  );
  const { platform, interactionId, guildId, channelId, parentChannelId, userId, roleIds, command, values } = invocation;
  const generation: Generation = {
    id: generationId(platform, interactionId),
    platform,
    interactionId,
    guildId,
    channelId,
    ...(parentChannelId === undefined ? {} : { parentChannelId }),
    userId,
    roleIds,
    command,
    values,
    model: model.slug,
    input,
    warnings,
    reply,
    hold: await prices.most(model.slug, input),
    state: { kind: "held" },
    createdAt: now,
    submittedAt: null,
    settledAt: null,
  };
  return routeFiles(lending, generation, privateFiles);
}

export function budgetFull(claim: BudgetClaim, { held, spent }: WindowState, upTo: Micros): UserError {
  const { scope, period, cap, resetsAt } = claim;
  return new UserError("budget.full", { detail: { scope, period, cap, resetsAt, held, spent, upTo } });
}
