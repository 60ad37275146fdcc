import { backoffMs } from "../../domain/time/backoff.ts";
import type { Clock } from "../../domain/time/clock.ts";
import { RetryableError, TerminalError } from "../../domain/errors/errors.ts";
import type { TaskReport, TaskRequest } from "../generator.ts";
import type { Api } from "./call-api.ts";
import { judgeStart } from "./judge-answer.ts";
import { parseStarted } from "./parse-task.ts";

/** Enough for a dropped connection or a restart behind the API. The pipeline waits out longer outages. */
const ATTEMPTS = 4;
/** Half of the usual pause, because a person waits and such faults pass quickly. */
const FIRST_PAUSE_MS = 500;
/** The pipeline waits out a longer `Retry-After`, since its row survives a restart and this call does not. */
const LONGEST_PAUSE_MS = 30_000;
/** The API may look at the references before it answers; Cloudflare, in front of it, gives up after 100 s. */
const ANSWER_MS = 60_000;

export interface Start {
  readonly request: TaskRequest;
  readonly idempotencyKey: string;
}

/** Starts a task, repeating under the same key: a lost answer never makes a second task (P2). */
export async function startTask(
  deps: { api: Api; clock: Clock },
  start: Start,
  signal: AbortSignal,
): Promise<TaskReport> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await post(deps.api, start, signal);
    } catch (error) {
      if (error instanceof TerminalError && attempt > 1) throw afterSilence(error);
      if (!(error instanceof RetryableError) || attempt === ATTEMPTS) throw error;
      const pauseMs = backoffMs(attempt - 1, error.retryAfterMs, { firstMs: FIRST_PAUSE_MS });
      if (pauseMs > LONGEST_PAUSE_MS) throw error;
      await deps.clock.sleep(pauseMs, signal);
      signal.throwIfAborted();
    }
  }
}

async function post(api: Api, { request, idempotencyKey }: Start, signal: AbortSignal): Promise<TaskReport> {
  const answer = await api.call(
    {
      method: "POST",
      path: "tasks",
      headers: { "content-type": "application/json", "idempotency-key": idempotencyKey },
      body: JSON.stringify(request, sortKeys),
      answerMs: ANSWER_MS,
    },
    signal,
  );
  if (answer.status < 200 || answer.status > 299) throw judgeStart(answer);
  return parseStarted(answer.body);
}

/** Marks a refusal that proves nothing, because an earlier attempt without an answer may have started a task. */
const afterSilence = ({ code, detail }: TerminalError): TerminalError =>
  new TerminalError(code, { detail: { ...detail, unanswered: true } });

/** One key must always send the same bytes, or the API answers 409. A database may return an object's keys reordered. */
const sortKeys = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
