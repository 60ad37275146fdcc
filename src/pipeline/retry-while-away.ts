import { asBotError, RetryableError } from "../domain/errors/errors.ts";
import { backoffMs } from "../domain/time/backoff.ts";
import type { Parts } from "./parts.ts";

/**
 * Does what needs the database, and again for as long as that is away: for what would be known no more by whoever came
 * back to the row instead. Returns when it is done, or `signal` aborted.
 * @throws Whatever else `work` throws
 */
export async function retryWhileAway(
  { clock, log }: Pick<Parts, "clock" | "log">,
  work: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const fault = asBotError(error);
      if (!(fault instanceof RetryableError) || fault.code !== "database.away") throw error;
      log.error({ code: fault.code, err: fault.cause, attempt }, "not written yet");
      await clock.sleep(backoffMs(attempt, fault.retryAfterMs), signal);
    }
  }
}
