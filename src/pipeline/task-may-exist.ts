import { isFault, RetryableError, UserError } from "../domain/errors/errors.ts";
import type { BotError } from "../domain/errors/errors.ts";
import type { Generation } from "../domain/generation.ts";
import type { Clock } from "../domain/time/clock.ts";

const MINUTE_MS = 60_000;
/** Minutes in which the first request of a key ends, or an API that answers nonsense is set right. */
const SHORT_MS = 10 * MINUTE_MS;
/** A run that waited for longer before this process began is not begun unasked: nobody is there any more. */
const STALE_MS = 60 * MINUTE_MS;

/**
 * Whether there may be a task after a request that ended so. A refusal of the API's own proves that there is none; so does
 * a limit, and what never left this machine. Silence, a page of somebody else's, a key that is known, and a bug of ours
 * while the answer was read do not.
 */
export function taskMayExist(fault: BotError): boolean {
  if (fault instanceof UserError) return false;
  if (isFault(fault, "generator.busy")) return fault.detail.status !== 429 && fault.detail.status !== 425;
  return !isFault(
    fault,
    "generator.model_gone",
    "generator.no_credit",
    "generator.not_sent",
    "generator.rejected",
    "generator.unauthorized",
    "generator.unsendable",
  );
}

/**
 * How long faults of one kind are borne in a row before what is known is told.
 * @param isSent An earlier request may have been taken
 */
export function patienceMs(fault: BotError, isSent: boolean): number {
  if (isFault(fault, "generator.garbled")) return SHORT_MS;
  if (!isFault(fault, "generator.conflict")) return Infinity;
  // Without an earlier request, it is not our own that is in work, unless the API asks to come again.
  const isAskedBack = fault instanceof RetryableError && fault.retryAfterMs !== null;
  return isSent || isAskedBack ? SHORT_MS : 0;
}

/** Accepted long before this process began, and never sent. */
export const isStale = (clock: Clock, { createdAt }: Generation): boolean =>
  createdAt < clock.now() - clock.elapsed() - STALE_MS;
