import { asBotError, RetryableError } from "../domain/errors/errors.ts";
import type { BotError } from "../domain/errors/errors.ts";
import type { Generation, GenerationState, Outcome, RemoteMedia } from "../domain/generation.ts";
import type { FetchedResult, ResultToFetch } from "../media/fetch-media.ts";
import type { Delivered, Delivery, Platform } from "../platforms/platform.ts";
import { awaitAnswer } from "./await-answer.ts";
import { backoffMs } from "../domain/time/backoff.ts";
import { cardOf } from "./card-of.ts";
import type { Parts } from "./parts.ts";
import type { Rest } from "../queue/queue.ts";

type DeliverParts = Pick<
  Parts,
  "catalog" | "clock" | "durations" | "log" | "media" | "shrink" | "store" | "platforms"
> & { readonly generator: Pick<Parts["generator"], "poll">; readonly rest: Rest };

type Settled = Generation & { readonly state: Extract<GenerationState, { kind: "settled" }> };

/** Longer than any outage of a chat platform so far; after it the result is kept, and told of on request. */
const GIVE_UP_MS = 24 * 60 * 60_000;
/** A result that cannot be fetched for about a minute goes out as a link: the person may have more luck. */
const FETCH_ATTEMPTS = 6;

/**
 * Puts the outcome into the reply: the media with what they cost, or why there are none. It is repeated until the
 * platform has taken it (P5, P6); doing it twice looks like once (P4).
 */
export async function deliver(parts: DeliverParts, generation: Settled, signal: AbortSignal): Promise<void> {
  const { clock, log, rest, store } = parts;
  const { id } = generation;
  const platform = parts.platforms.get(generation.platform);
  if (platform === undefined) return;
  let reply = await awaitAnswer(parts, { generation, platform }, signal);
  const record: Delivery["record"] = async (next) => {
    reply = next;
    await store.recordReply(id, next);
  };
  // From the first attempt on, not from the end of the run: the bot itself may have been away for days.
  const since = clock.elapsed();
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    const now = { ...generation, reply };
    const fault = await attemptDelivery(parts, { generation: now, platform, failures: attempt, record }, signal);
    if (fault === null || signal.aborted) return;
    log.warn({ generationId: id, code: fault.code, detail: fault.detail, err: fault.cause, attempt }, "not delivered");
    // A database that is away says nothing of the platform, and only here it is known where the reply went meanwhile.
    const hopeful = fault.code === "database.away" || clock.elapsed() - since < GIVE_UP_MS;
    if (!hopeful || !(fault instanceof RetryableError)) return await store.recordUndeliverable(id, fault.code);
    await rest(clock.sleep(backoffMs(attempt, fault.retryAfterMs), signal));
  }
}

interface DeliveryAttempt {
  readonly generation: Settled;
  readonly platform: Platform;
  readonly failures: number;
  readonly record: Delivery["record"];
}

/** Null when it was taken, or `signal` aborted. The files are let go of either way: waiting must not hold their memory. */
async function attemptDelivery(
  parts: DeliverParts,
  delivery: DeliveryAttempt,
  signal: AbortSignal,
): Promise<BotError | null> {
  const { log, shrink, store } = parts;
  const { generation, platform, failures, record } = delivery;
  const { outcome } = generation.state;
  using result = outcome.kind === "made" ? await fetchResult(parts, { generation, outcome }, signal) : null;
  if (signal.aborted) return null;
  const files = result?.files ?? [];
  let delivered: Delivered;
  try {
    const { reply } = generation;
    const card = cardOf(generation, parts);
    delivered = await platform.deliver({ reply, card, files, shrink, failures, record }, signal);
  } catch (error) {
    return asBotError(error);
  }
  await store.recordDelivered(generation.id, delivered.reply);
  log.info({ generationId: generation.id, attached: delivered.attached, of: files.length }, "delivered");
  return null;
}

interface Made {
  readonly generation: Settled;
  readonly outcome: Extract<Outcome, { kind: "made" }>;
}

/** Null when `signal` aborted: the next process fetches it again. */
async function fetchResult(parts: DeliverParts, made: Made, signal: AbortSignal): Promise<FetchedResult | null> {
  const { clock, log, media } = parts;
  const { id } = made.generation;
  let wanted = wantedOf(parts, made);
  for (let attempt = 1, hasLookedUp = false; ; attempt += 1) {
    if (signal.aborted) return null;
    let result: FetchedResult;
    try {
      result = await media.fetch(wanted, signal);
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
    const passing = result.problems.filter((problem) => problem instanceof RetryableError);
    for (const { code, cause } of result.problems)
      log.warn({ generationId: id, code, err: cause, attempt }, "result not fetched");
    const moved =
      hasLookedUp || !result.problems.some(isGone) ? null : await whereByNow(parts, made.generation, signal);
    hasLookedUp ||= result.problems.some(isGone);
    if (moved === null && (passing.length === 0 || attempt === FETCH_ATTEMPTS)) return result;
    result[Symbol.dispose]();
    if (moved === null) await clock.sleep(backoffMs(attempt, null), signal);
    else wanted = { ...wanted, media: moved };
  }
}

function wantedOf({ catalog }: DeliverParts, { generation, outcome }: Made): ResultToFetch {
  const { id, model, reply, settledAt, createdAt, values } = generation;
  return {
    generationId: id,
    media: outcome.media,
    prompt: typeof values["prompt"] === "string" ? values["prompt"] : null,
    modelTitle: catalog.title(model),
    endedAt: settledAt ?? createdAt,
    maxClipBytes: reply.maxFileBytes,
  };
}

const isGone = ({ code }: BotError): boolean => code === "media.gone";

/** The addresses in the row lead nowhere any more: those that the API has by now. Null: it has none. */
async function whereByNow(
  { generator, log, store }: DeliverParts,
  { id }: Settled,
  signal: AbortSignal,
): Promise<readonly RemoteMedia[] | null> {
  const taskId = await store.taskOf(id);
  if (taskId === null) return null;
  try {
    const { media } = await generator.poll(taskId, signal);
    return media.length === 0 ? null : media;
  } catch (error) {
    const { code, cause } = asBotError(error);
    if (!signal.aborted) log.warn({ generationId: id, code, err: cause }, "addresses not renewed");
    return null;
  }
}
