// A result, once more, where somebody asks for it: its row goes back to the stage before its delivery, with the press as
// its reply. So it is delivered as the first time, whatever dies meanwhile (P3, P4), and nothing of the money moves.

import { mayManage } from "../budget/may-manage.ts";
import { permitHere } from "../budget/permit.ts";
import type { GuildRules } from "../domain/money/budget.ts";
import { UserError } from "../domain/errors/errors.ts";
import type { Generation } from "../domain/generation.ts";
import type { RunPress } from "../domain/messages/invocation.ts";
import type { ReplyRef } from "../domain/messages/reply.ts";
import type { Answer } from "../platforms/platform.ts";
import { within } from "../domain/time/within.ts";
import { cardOf } from "../pipeline/card-of.ts";
import { resultOf } from "./list-runs.ts";
import type { Parts } from "../pipeline/parts.ts";

type BringParts = Pick<Parts, "catalog" | "clock" | "durations" | "generator" | "log" | "queue" | "store">;

/** By then the card has been posted, or never will be. */
const ANSWER_MS = 5_000;

/**
 * @throws UserError `generation.unknown`, `jobs.not_yours`, `result.coming`, `result.none`, `result.expired`,
 * `result.unknown`, and those of
 * `permitHere`
 */
export async function bringBack(parts: BringParts, press: RunPress, reply: ReplyRef): Promise<Answer> {
  const { store } = parts;
  const generation = await store.get(press.generationId);
  if (generation === null || generation.platform !== press.platform || generation.guildId !== press.guildId)
    throw new UserError("generation.unknown");
  const rules = await store.rules(press.platform, press.guildId);
  mustBeTheirs(parts, { generation, press, rules });
  permitHere(rules, press);
  // The very press that brought it, delivered twice.
  const isRepeat = reply.token !== null && generation.reply.token === reply.token;
  if (!isRepeat) await bring(parts, generation, { ...reply, again: press.interactionId });
  const now = (await store.get(generation.id)) ?? generation;
  return { kind: "brought", card: cardOf(now, parts) };
}

async function bring(parts: BringParts, generation: Generation, reply: ReplyRef): Promise<void> {
  const { clock, store } = parts;
  const result = resultOf(generation, clock.now());
  if (result === "lost") return await takeUp(parts, generation, reply);
  if (result === "coming" || result === "none" || result === "expired") throw new UserError(`result.${result}`);
  if (!(await store.bringBack(generation.id, reply))) throw new UserError("result.coming");
  void deliverLater(parts, generation);
}

/** Longer the person who pressed does not wait. */
const ASK_MS = 1_500;

/** A run that was taken for lost: where MindVideo knows its task, it goes on from there. */
async function takeUp(parts: BringParts, { id, guildId }: Generation, reply: ReplyRef): Promise<void> {
  const { clock, generator, queue, store } = parts;
  const taskId = await store.taskOf(id);
  if (taskId === null) throw new UserError("result.unknown");
  const asked = new AbortController();
  const report = await within(clock, ASK_MS, generator.poll(taskId, asked.signal)).catch(() => null);
  asked.abort();
  if (report === null) throw new UserError("result.unknown");
  if (!(await store.reopenLost(id, { reply, at: clock.now() }))) throw new UserError("result.coming");
  await queue.restore([{ generationId: id, guildId }]);
}

/** Usually the answer has been recorded before, and nothing is left to do. */
async function deliverLater(parts: BringParts, generation: Generation): Promise<void> {
  const { clock, log } = parts;
  await clock.sleep(ANSWER_MS, new AbortController().signal);
  await deliverSoon(parts, generation).catch((err: unknown) => log.warn({ err }, "not brought back yet"));
}

/** Once its card stands: delivered before, it would make a card of its own. */
export async function deliverSoon(
  { queue, store }: Pick<BringParts, "queue" | "store">,
  { id }: Pick<Generation, "id">,
): Promise<void> {
  const generation = await store.get(id);
  if (generation?.state.kind !== "settled") return;
  await queue.restore([{ generationId: id, guildId: generation.guildId }]);
}

interface Bringing {
  readonly generation: Generation;
  readonly press: RunPress;
  readonly rules: GuildRules;
}

function mustBeTheirs({ log }: Pick<BringParts, "log">, { generation, press, rules }: Bringing): void {
  const { platform, guildId, userId } = press;
  if (generation.userId === userId || mayManage(rules, press)) return;
  log.warn({ platform, guildId, userId, generationId: generation.id }, "result of others refused");
  throw new UserError("jobs.not_yours");
}
