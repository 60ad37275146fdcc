import type { Invocation } from "../domain/messages/invocation.ts";
import type { ReplyRef } from "../domain/messages/reply.ts";
import type { Answer } from "../platforms/platform.ts";
import { accept, prepare } from "../pipeline/accept.ts";
import type { AcceptParts } from "../pipeline/accept.ts";
import { askFirst } from "./ask-first.ts";
import { firstCard } from "./first-card.ts";

/**
 * What becomes of a request: a run, or first a question where it can cost more than the guild, or else the operator,
 * wants to be spent unasked.
 * @throws UserError `budget.full`, and those of `prepare` and `permit`: nothing was written
 */
export async function startRun(parts: AcceptParts, invocation: Invocation, reply: ReplyRef): Promise<Answer> {
  const { policy, store } = parts;
  const rules = await store.rules(invocation.platform, invocation.guildId);
  const prepared = await prepare(parts, { invocation, rules, reply });
  const { generation } = prepared;
  if (generation.hold > (rules.confirmAbove ?? policy.confirmAbove)) {
    return await askFirst(parts, { invocation, generation, rules, standsAt: { ...reply, ephemeral: true } });
  }
  return { kind: "card", card: await firstCard(parts, await accept(parts, invocation, prepared)) };
}
