import { ageSince } from "../domain/time/clock.ts";
import { asBotError, BotError, isFault, RetryableError, UserError } from "../domain/errors/errors.ts";
import type { Generation } from "../domain/generation.ts";
import { ZERO } from "../domain/money/money.ts";
import type { TaskReport } from "../generator/generator.ts";
import { backoffMs } from "../domain/time/backoff.ts";
import type { Parts } from "./parts.ts";
import { readFiles } from "./files/read-files.ts";
import type { Sendable } from "./files/read-files.ts";
import { settle } from "./settle.ts";
import { retryWhileAway } from "./retry-while-away.ts";

type SubmitParts = Pick<
  Parts,
  "clock" | "generator" | "dataUris" | "log" | "metrics" | "prices" | "store" | "platforms"
>;

/** The longest that an unanswered submission is repeated: the API forgets tasks after about a day. */
const GIVE_UP_MS = 24 * 60 * 60_000;

/**
 * Makes sure the API has the task, with the interaction's ID as its Idempotency-Key: whatever fails, the same key goes
 * out again, from this process or from the one after it (P2). Returns when the row has moved on, or `signal` aborted.
 */
export async function submit(parts: SubmitParts, generation: Generation, signal: AbortSignal): Promise<void> {
  const { clock, log } = parts;
  const { id } = generation;
  // From `submitting` on a task may exist that nobody has seen an answer of.
  let isSent = generation.state.kind === "submitting";
  // Since the first request: a bot that was away before it has asked nothing.
  const age = ageSince(clock, isSent ? (generation.submittedAt ?? generation.createdAt) : clock.now());
  // The API may have forgotten the key by now: asking again could be a second charge.
  if (isSent && age() >= GIVE_UP_MS) return await settle(parts, generation, { kind: "lost", cost: ZERO });
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    const sent = await send(parts, { generation, isSent }, signal);
    if (sent === null) return;
    if (sent.kind === "task") return await record(parts, generation, sent.report);
    if (signal.aborted) return;
    const { reachedApi, fault } = sent;
    log.warn({ generationId: id, code: fault.code, detail: fault.detail, err: fault.cause, attempt }, "not submitted");
    if (fault instanceof RetryableError && age() < GIVE_UP_MS) {
      isSent ||= reachedApi;
      await clock.sleep(backoffMs(attempt, fault.retryAfterMs), signal);
    } else {
      const failed = { kind: "failed", cost: ZERO, code: fault.code, reason: reasonOf(fault) } as const;
      const outcome = provesNothing(sent, isSent) ? ({ kind: "lost", cost: ZERO } as const) : failed;
      // Asked again, because nobody had written it down, the API's refusal would prove nothing any more.
      return await retryWhileAway(parts, async () => await settle(parts, generation, outcome), signal);
    }
  }
}

interface Submission {
  readonly generation: Generation;
  /** The API may know of it. */
  readonly isSent: boolean;
}

/** `reachedApi`: the API was asked, and this is its fault or its silence. */
type Sent =
  | { readonly kind: "task"; readonly report: TaskReport }
  | { readonly kind: "fault"; readonly fault: BotError; readonly reachedApi: boolean };

/** A refusal of the request itself proves that there is no task; silence, what follows it, and a bug of ours do not. */
function provesNothing({ reachedApi, fault }: Extract<Sent, { kind: "fault" }>, isSent: boolean): boolean {
  if (!reachedApi) return isSent;
  if (fault instanceof UserError) return false;
  return isSent || fault instanceof RetryableError || isUnanswered(fault) || fault.code === "internal";
}

/** Null: it was cancelled meanwhile, or `signal` aborted. */
async function send(parts: SubmitParts, submission: Submission, signal: AbortSignal): Promise<Sent | null> {
  const { clock, store } = parts;
  const { generation, isSent } = submission;
  const read = await readFilesOrFault(parts, submission, signal);
  if (signal.aborted || read === null) return null;
  if (read instanceof BotError) return { kind: "fault", fault: read, reachedApi: false };
  using sendable = read;
  if (!isSent && !(await isServed(parts, generation))) {
    return { kind: "fault", fault: new UserError("guild.not_installed"), reachedApi: false };
  }
  // Only with everything at hand: what cannot be sent at all has cost nothing for certain.
  if (!isSent && !(await store.beginSubmission(generation.id, clock.now()))) return null;
  return await start(parts, { ...generation, input: sendable.input }, signal);
}

/** Nobody pays for a run whose result nobody could be shown. */
async function isServed({ platforms }: SubmitParts, { platform, guildId }: Generation): Promise<boolean> {
  return (await platforms.get(platform)?.serves?.(guildId)) !== false;
}

/** What is wrong with a file becomes a result here; all else, our own store's faults among it, is thrown. */
async function readFilesOrFault(
  parts: SubmitParts,
  submission: Submission,
  signal: AbortSignal,
): Promise<Sendable | BotError | null> {
  try {
    return await readFiles(parts, submission, signal);
  } catch (error) {
    if (signal.aborted) return null;
    if (error instanceof BotError && error.code.startsWith("file.")) return error;
    throw error;
  }
}

/** Errors of the API become a result here: one of our own store must not pass for an answer of the API. */
async function start(
  { generator }: SubmitParts,
  { model, input, interactionId }: Generation,
  signal: AbortSignal,
): Promise<Sent> {
  try {
    return { kind: "task", report: await generator.start({ model, input }, interactionId, signal) };
  } catch (error) {
    return { kind: "fault", fault: asBotError(error), reachedApi: true };
  }
}

async function record(
  { clock, prices, store }: SubmitParts,
  { id, model, input }: Generation,
  report: TaskReport,
): Promise<void> {
  const { taskId, status, estimate } = report;
  const phase = status === "queued" ? "queued" : "processing";
  await store.recordSubmitted(id, { taskId, phase, estimate, at: clock.now() });
  if (estimate !== null) await prices.learn(model, input, estimate);
}

const reasonOf = (fault: BotError): string | null => (isFault(fault, "generator.refused") ? fault.detail.reason : null);

const isUnanswered = ({ detail }: BotError): boolean => "unanswered" in detail && detail.unanswered;
