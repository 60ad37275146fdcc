import type { TaskReport, TaskRequest } from "../generator.ts";
import type { Api } from "./call-api.ts";
import { garbled } from "./garbled.ts";
import { judgeStart } from "./judge-answer.ts";
import { isError } from "./parse-fault.ts";
import { parseStarted } from "./parse-task.ts";
import { asObject } from "./read-json.ts";

/** The API may look at the references before it answers; Cloudflare, in front of it, gives up after 100 s. */
const ANSWER_MS = 60_000;

export interface Start {
  readonly request: TaskRequest;
  readonly idempotencyKey: string;
}

/** Asks once for a task. Whoever asks again does so with the same key and the same bytes (P2). */
export async function startTask(api: Api, start: Start, signal: AbortSignal): Promise<TaskReport> {
  const { request, idempotencyKey } = start;
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
  const isTaken = answer.status >= 200 && answer.status <= 299;
  const report = isTaken ? parseStarted(answer.body) : null;
  if (report !== null) return report;
  throw isTaken && asObject(answer.body) !== null && !isError(answer.body) ? garbled("task_id") : judgeStart(answer);
}

/** One key must always send the same bytes, or the API answers 409. A database may return an object's keys reordered. */
const sortKeys = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
