import { ageSince } from "../domain/time/clock.ts";
import { asBotError, BotError, isFault, RetryableError, UserError } from "../domain/errors/errors.ts";
import type { Generation, Outcome } from "../domain/generation.ts";
import { micros, ZERO } from "../domain/money/money.ts";
import type { TaskReport } from "../generator/generator.ts";
import { backoffMs } from "../domain/time/backoff.ts";
import type { Alert } from "./alert.ts";
import type { Parts } from "./parts.ts";
import { readFiles } from "./files/read-files.ts";
import type { Sendable } from "./files/read-files.ts";
import { isStale, patienceMs, taskMayExist } from "./task-may-exist.ts";
import { settle } from "./settle.ts";
import { retryWhileAway } from "./retry-while-away.ts";
import type { Rest } from "../queue/queue.ts";

type SubmitParts = Pick<
  Parts,
  "clock" | "generator" | "dataUris" | "log" | "metrics" | "prices" | "store" | "platforms"
> & { readonly alert: Alert; readonly rest: Rest };

/** The longest that an unanswered submission is repeated: the API forgets tasks after about a day. */
const GIVE_UP_MS = 24 * 60 * 60_000;

/**
 * Makes sure the API has the task, with the interaction's ID as its Idempotency-Key: whatever fails, the same key goes
 * out again, from this process or from the one after it (P2). Returns when the row has moved on, or `signal` aborted.
 */
export async function submit(parts: SubmitParts, generation: Generation, signal: AbortSignal): Promise<void> {
  const { clock, log, rest } = parts;
  const { id } = generation;
  // From `submitting` on a task may exist that nobody has seen an answer of.
  let isSent = generation.state.kind === "submitting";
  if (!isSent && isStale(clock, generation)) return await settle(parts, generation, failure("run.stale"));
  // Since the first request: a bot that was away before it has asked nothing.
  const age = ageSince(clock, isSent ? (generation.submittedAt ?? generation.createdAt) : clock.now());
  // The API may have forgotten the key by now: asking again could be a second charge.
  if (isSent && age() >= GIVE_UP_MS) return await settle(parts, generation, lost("generator.unreachable"));
  /** When faults of this code began to come, one after another. */
  let run = { code: "", since: 0 };
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    const sent = await send(parts, { generation, isSent }, signal);
    if (sent === null) return;
    if (sent.kind === "task") return await record(parts, generation, sent.report);
    if (signal.aborted) return;
    const { reachedApi, fault } = sent;
    log.warn({ generationId: id, code: fault.code, detail: fault.detail, err: fault.cause, attempt }, "not submitted");
    if (fault.code !== run.code) run = { code: fault.code, since: clock.elapsed() };
    const isWaited = clock.elapsed() - run.since < patienceMs(fault, isSent) && age() < GIVE_UP_MS;
    isSent ||= reachedApi && taskMayExist(fault);
    if (fault instanceof RetryableError && isWaited) {
      // Nothing has gone out: until it does, the run can be cancelled, and whoever goes on from the row knows.
      if (reachedApi && !isSent) await parts.store.withdrawSubmission(id);
      await rest(clock.sleep(backoffMs(attempt, fault.retryAfterMs), signal));
    } else {
      const outcome = isSent ? lost(fault.code) : failure(fault.code, reasonOf(fault));
      // Asked again, because nobody had written it down, the API's refusal would prove nothing any more.
      return await retryWhileAway(parts, async () => await settle(parts, generation, outcome), signal);
    }
  }
}

const failure = (code: string, reason: string | null = null): Outcome => ({ kind: "failed", cost: ZERO, code, reason });

const lost = (code: string): Outcome => ({ kind: "lost", cost: ZERO, code });

interface Submission {
  readonly generation: Generation;
  /** The API may know of it. */
  readonly isSent: boolean;
}

/** `reachedApi`: the API was asked, and this is its fault or its silence. */
type Sent =
  | { readonly kind: "task"; readonly report: TaskReport }
  | { readonly kind: "fault"; readonly fault: BotError; readonly reachedApi: boolean };

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

/**
 * From here on the most that it can cost is the larger of the API's estimate and the highest charge of such runs: what is
 * set aside follows it, downwards and upwards, even past a cap, so that the next run does not fit (M1).
 */
async function record(parts: SubmitParts, generation: Generation, report: TaskReport): Promise<void> {
  const { clock, log, prices, store } = parts;
  const { id, model, input } = generation;
  const { taskId, status, estimate } = report;
  const phase = status === "queued" ? "queued" : "processing";
  // An estimate of nothing is no promise: nothing would be set aside for what may cost something.
  const isNamed = estimate !== null && estimate > 0;
  const hold = isNamed ? micros(Math.max(estimate, (await prices.highestCharge(model, input)) ?? 0)) : null;
  if (report.unclear.length > 0) log.warn({ generationId: id, fields: report.unclear }, "amounts not understood");
  await store.recordSubmitted(id, { taskId, phase, hold, at: clock.now() });
  if (estimate !== null) await prices.learn(model, input, { kind: "estimate", amount: estimate });
  if (hold !== null && hold > generation.hold) parts.alert({ ...generation, hold });
}

const reasonOf = (fault: BotError): string | null => (isFault(fault, "generator.refused") ? fault.detail.reason : null);
