import { asBotError, RetryableError, UserError } from "../domain/errors.ts";
import type { BotError } from "../domain/errors.ts";
import type { Generation } from "../domain/generation.ts";
import { ZERO } from "../domain/money.ts";
import type { Look } from "../generator/generator.ts";
import { backoffMs } from "./backoff.ts";
import type { Parts } from "./parts.ts";
import { settle } from "./settle.ts";

type SubmitParts = Pick<Parts, "clock" | "generator" | "log" | "prices" | "store">;

/** The longest that an unanswered submission is repeated: the API forgets tasks after about a day. */
const GIVE_UP_MS = 24 * 60 * 60_000;

/**
 * Makes sure the API has the task, with the interaction's ID as its Idempotency-Key: whatever fails, the same key goes
 * out again, from this process or from the one after it (P2). Returns when the row has moved on, or `signal` aborted.
 */
export async function submit(parts: SubmitParts, generation: Generation, signal: AbortSignal): Promise<void> {
  const { clock, store, log } = parts;
  const { id } = generation;
  // From `submitting` on a task may exist that nobody has seen an answer of.
  let unanswered = generation.state.kind === "submitting";
  if (!unanswered && !(await store.beginSubmission(id, clock.now()))) return;
  // The API may have forgotten the key by now: asking again could be a second charge.
  if (unanswered && isTooOld(parts, generation)) return await settle(parts, generation, { kind: "lost", cost: ZERO });
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    const started = await start(parts, generation, signal);
    if (started.kind === "task") return await record(parts, generation, started.look);
    if (signal.aborted) return;
    const { fault } = started;
    log.warn({ generationId: id, code: fault.code, detail: fault.detail, err: fault.cause, attempt }, "not submitted");
    if (fault instanceof RetryableError && !isTooOld(parts, generation)) {
      unanswered = true;
      await clock.sleep(backoffMs(attempt, fault.retryAfterMs), signal);
    } else {
      // A refusal of the request itself proves that there is no task; silence, and anything else after it, proves nothing.
      const silence = unanswered || fault instanceof RetryableError || fault.detail["unanswered"] === true;
      const certain = fault instanceof UserError || !silence;
      const failed = { kind: "failed", cost: ZERO, code: fault.code, reason: reasonOf(fault.detail) } as const;
      return await settle(parts, generation, certain ? failed : { kind: "lost", cost: ZERO });
    }
  }
}

type Started = { readonly kind: "task"; readonly look: Look } | { readonly kind: "fault"; readonly fault: BotError };

/** Errors of the API become a result here: one of our own store must not pass for an answer of the API. */
async function start(
  { generator }: SubmitParts,
  { model, input, interactionId }: Generation,
  signal: AbortSignal,
): Promise<Started> {
  try {
    return { kind: "task", look: await generator.start({ model, input }, interactionId, signal) };
  } catch (error) {
    return { kind: "fault", fault: asBotError(error) };
  }
}

async function record(
  { clock, prices, store }: SubmitParts,
  { id, model, input }: Generation,
  look: Look,
): Promise<void> {
  const { taskId, status, estimate } = look;
  const phase = status === "queued" ? "queued" : "processing";
  await store.recordSubmitted(id, { taskId, phase, estimate, at: clock.now() });
  if (estimate !== null) await prices.learn(model, input, estimate);
}

const isTooOld = ({ clock }: SubmitParts, { createdAt }: Generation): boolean => clock.now() - createdAt >= GIVE_UP_MS;

const reasonOf = ({ reason }: Readonly<Record<string, unknown>>): string | null =>
  typeof reason === "string" ? reason : null;
