import { asBotError, RetryableError, UserError } from "../domain/errors.ts";
import type { Generation } from "../domain/generation.ts";
import { ZERO } from "../domain/money.ts";
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
  const { clock, generator, store, log } = parts;
  const { id, model, input, interactionId } = generation;
  // From `submitting` on a task may exist that nobody has seen an answer of.
  let unanswered = generation.state.kind === "submitting";
  if (!unanswered && !(await store.beginSubmission(id, clock.now()))) return;
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      const { taskId, status, estimate } = await generator.start({ model, input }, interactionId, signal);
      const phase = status === "queued" ? "queued" : "processing";
      if (estimate !== null) await parts.prices.learn(model, input, estimate);
      await store.recordSubmitted(id, { taskId, phase, estimate, at: clock.now() });
      return;
    } catch (error) {
      if (signal.aborted) return;
      const fault = asBotError(error);
      log.warn(
        { generationId: id, code: fault.code, detail: fault.detail, err: fault.cause, attempt },
        "not submitted",
      );
      if (fault instanceof RetryableError && clock.now() - generation.createdAt < GIVE_UP_MS) {
        unanswered = true;
        await clock.sleep(backoffMs(attempt, fault.retryAfterMs), signal);
      } else {
        // A refusal of the request itself proves that there is no task; silence, and anything else after it, proves nothing.
        const silence = unanswered || fault instanceof RetryableError || fault.detail["unanswered"] === true;
        const certain = fault instanceof UserError || !silence;
        const failed = { kind: "failed", cost: ZERO, code: fault.code, reason: reasonOf(fault.detail) } as const;
        await settle(parts, generation, certain ? failed : { kind: "lost", cost: ZERO });
        return;
      }
    }
  }
}

const reasonOf = ({ reason }: Readonly<Record<string, unknown>>): string | null =>
  typeof reason === "string" ? reason : null;
