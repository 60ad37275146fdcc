import { asBotError, RetryableError } from "../domain/errors/errors.ts";
import type { Generation } from "../domain/generation.ts";
import { ZERO } from "../domain/money/money.ts";
import type { Job, Rest } from "../queue/queue.ts";
import type { Alert } from "./alert.ts";
import { backoffMs } from "../domain/time/backoff.ts";
import { deliver } from "./deliver.ts";
import type { Parts } from "./parts.ts";
import { settle } from "./settle.ts";
import type { ShowProgress } from "./show-progress.ts";
import { submit } from "./submit.ts";
import { watch } from "./watch.ts";

type AdvanceParts = Parts & { readonly alert: Alert; readonly showProgress: ShowProgress; readonly rest: Rest };

/** A bug is met again at each attempt; a few tell it from an accident. */
const BUG_ATTEMPTS = 5;

/**
 * Carries a generation from wherever its row says it stands to its end, whoever began it (P3). Each stage returns when
 * the row has moved on; an interruption leaves the row at the stage to be repeated.
 */
export async function advance(
  parts: AdvanceParts,
  { generationId }: Job,
  signal: AbortSignal,
): Promise<void | "elsewhere"> {
  const { clock, log, store } = parts;
  for (let attempt = 0, bugs = 0; !signal.aborted;) {
    try {
      const generation = await store.get(generationId);
      if (generation === null) return;
      // Its platform is not configured here: begun by this process, its result could be shown to nobody.
      if (!parts.platforms.has(generation.platform)) return "elsewhere";
      if (bugs > BUG_ATTEMPTS) await giveUp(parts, generation);
      else if (await isOverAfterStage(parts, generation, signal)) return;
      [attempt, bugs] = [0, 0];
    } catch (error) {
      // Stages end their own errors: what arrives here is a database that is away, which is waited for as long as it
      // takes, or a bug.
      const fault = asBotError(error);
      log.error({ generationId, code: fault.code, err: fault.cause ?? error, attempt }, "stage broke off");
      const passing = fault instanceof RetryableError;
      await clock.sleep(backoffMs(attempt, passing ? fault.retryAfterMs : null), signal);
      attempt += 1;
      if (!passing) bugs += 1;
    }
  }
}

async function isOverAfterStage(parts: AdvanceParts, generation: Generation, signal: AbortSignal): Promise<boolean> {
  const { state } = generation;
  switch (state.kind) {
    case "held":
    case "submitting":
      parts.alert(generation);
      await submit(parts, generation, signal);
      return false;
    case "running":
      await watch(parts, { ...generation, state }, signal);
      return false;
    case "settled":
      parts.alert(generation);
      await deliver(parts, { ...generation, state }, signal);
      return false;
    case "delivered":
    case "undeliverable":
      return true;
  }
}

/**
 * Ends the stage that our own code cannot finish; the outcome is then delivered like any other (P6). The money stays set
 * aside as unconfirmed unless the API never heard of it.
 */
async function giveUp(parts: AdvanceParts, generation: Generation): Promise<void> {
  const { kind } = generation.state;
  parts.log.error({ generationId: generation.id, state: kind }, "given up");
  switch (kind) {
    case "held":
      return await settle(parts, generation, { kind: "failed", cost: ZERO, code: "internal", reason: null });
    case "submitting":
    case "running":
      return await settle(parts, generation, { kind: "lost", cost: ZERO });
    case "settled":
      return await parts.store.recordUndeliverable(generation.id, "internal");
    case "delivered":
    case "undeliverable":
      return;
  }
}
