// Tells a guild's admins when a budget runs low, and when a run was charged above what was set aside for it. Nobody waits
// for it, and a failure costs nothing but the notice.

import { claimsFor } from "../budget/claims.ts";
import { levelOf, budgetStatuses, stateOf } from "../budget/budget-status.ts";
import type { BudgetStatus } from "../budget/budget-status.ts";
import { asBotError, RetryableError } from "../domain/errors/errors.ts";
import type { Generation } from "../domain/generation.ts";
import type { Notice } from "../domain/messages/notice.ts";
import type { NoticePlace } from "../platforms/platform.ts";
import { backoffMs } from "../domain/time/backoff.ts";
import type { Parts } from "./parts.ts";

/** Looks at the budgets of a generation some time soon: after it was held, and after it was settled. */
export type Alert = (generation: Generation) => void;

type AlertParts = Pick<Parts, "catalog" | "clock" | "log" | "policy" | "store" | "platforms">;

/** About a minute, with the back-off: a notice is not worth more. */
const ATTEMPTS = 6;

export function createAlert(parts: AlertParts, signal: AbortSignal): Alert {
  return (generation) => {
    alert(parts, generation, signal).catch((error: unknown) => {
      const { code, cause } = asBotError(error);
      if (!signal.aborted) parts.log.error({ generationId: generation.id, code, err: cause }, "budgets not looked at");
    });
  };
}

async function alert(parts: AlertParts, generation: Generation, signal: AbortSignal): Promise<void> {
  const { clock, policy, store } = parts;
  const { platform, guildId, createdAt } = generation;
  const rules = await store.rules(platform, guildId);
  const { alertChannelId: channelId } = rules;
  const place = channelId === null ? null : { guildId, channelId };
  const claims = claimsFor(generation, { rules, policy }, createdAt).filter(
    // A run counts in the windows it was held in; of one that is over there is nothing to warn.
    ({ resetsAt }) => resetsAt === null || resetsAt > clock.now(),
  );
  const notices: Notice[] = [...chargedAbove(parts, generation)];
  for (const status of budgetStatuses(claims, await store.windows(claims))) {
    const notice = await budgetLow(parts, status, place);
    if (notice !== null) notices.push(notice);
  }
  if (place === null) return;
  await Promise.all(notices.map(async (notice) => await post(parts, { generation, place, notice }, signal)));
}

/** Null: nothing to tell, nobody to tell, or somebody else tells. */
async function budgetLow(parts: AlertParts, status: BudgetStatus, place: NoticePlace | null): Promise<Notice | null> {
  const { log, store } = parts;
  const percent = levelOf(status);
  if (percent === null) return null;
  const { window, cap } = status.claim;
  const { held, spent } = status.state;
  const budget = stateOf(status);
  // Without a channel it is left unmarked: the first run after one was chosen tells.
  if (budget !== null && place === null) return null;
  if (!(await store.markAlerted(window, percent))) return null;
  if (budget !== null) return { key: `${window}:${percent}`, kind: "budget-low", percent, budget };
  log.warn({ window, percent, cap, held, spent }, "the operator's budget runs low");
  return null;
}

/** Told once: a result that is brought back is delivered again, and charged no second time. The operator reads the log. */
function chargedAbove(
  { catalog }: AlertParts,
  { id, model, userId, hold, reply, state }: Generation,
): readonly Notice[] {
  if (!("outcome" in state) || state.outcome.cost <= hold || reply.again !== undefined) return [];
  const { cost } = state.outcome;
  return [{ key: `${id}:above`, kind: "charged-above", modelTitle: catalog.title(model), userId, hold, cost }];
}

interface Posting {
  readonly generation: Generation;
  readonly place: NoticePlace;
  readonly notice: Notice;
}

async function post(
  { clock, log, platforms }: AlertParts,
  { generation, place, notice }: Posting,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      await platforms.get(generation.platform)?.notify(place, notice, signal);
      return;
    } catch (error) {
      if (signal.aborted) return;
      const fault = asBotError(error);
      const { code, cause } = fault;
      log.warn({ ...place, notice: notice.kind, key: notice.key, code, err: cause, attempt }, "notice not posted");
      if (!(fault instanceof RetryableError) || attempt + 1 >= ATTEMPTS) return;
      await clock.sleep(backoffMs(attempt, fault.retryAfterMs), signal);
    }
  }
}
