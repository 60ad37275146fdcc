// What the API says, before any fault: the pages' shape of a task, and errors, whose shape no page gives.
import type { ErrorBody } from "./faults.ts";
import type { JsonObject } from "./json.ts";
import type { TaskRecord } from "../tasks/task-record.ts";

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: JsonObject | ReadableStream<Uint8Array>;
}

/** An answer as bytes on the wire: from here on nobody looks into it. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
}

/** A refusal; thrown from wherever it is noticed, caught where the answer is made. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, about: { message: string; headers?: Readonly<Record<string, string>> }) {
    super(about.message);
    this.status = status;
    this.code = code;
    this.headers = about.headers ?? {};
  }
}

/** The answer to a POST: what the pages say it includes. */
export function createdAnswer(task: TaskRecord): JsonObject {
  return {
    request_id: task.requestId,
    task_id: task.id,
    status: "queued",
    cost_estimate: task.costEstimate,
  };
}

/** The answer to a GET, as the pages show it; `error` is a guess of ours. */
export function taskAnswer(task: TaskRecord): JsonObject {
  return {
    request_id: task.requestId,
    task_id: task.id,
    status: task.status,
    cost_estimate: task.costEstimate,
    cost_actual: task.costActual ?? null,
    output: task.output,
    ...(task.error && { error: { code: task.error.code, message: task.error.message } }),
  };
}

/** One entry a state, the last with the whole task. No page shows what …/events answers. */
export function taskEvents(task: TaskRecord): JsonObject[] {
  return task.history.map(({ status, at }, index) => ({
    ...(index === task.history.length - 1 ? taskAnswer(task) : { task_id: task.id }),
    status,
    created_at: new Date(at).toISOString(),
  }));
}

export function raw({ status, headers = {}, body }: Answer): RawAnswer {
  if (body instanceof ReadableStream) return { status, headers, body };
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

/** An error in whichever dress it comes. */
export function errorAnswer({ status, code, message, headers }: Refusal, dress: ErrorBody): RawAnswer {
  const json = JSON.stringify({ error: { code, message } });
  const as = (type: string, body: string): RawAnswer => ({
    status,
    headers: { ...headers, "content-type": type },
    body,
  });
  switch (dress) {
    case "json":
      return as("application/json", json);
    case "html":
      return as("text/html; charset=UTF-8", gatewayPage(status));
    case "empty":
      return { status, headers, body: "" };
    case "malformed":
      return as("application/json", json.slice(0, Math.ceil(json.length / 2)));
    case "other":
      return as("application/json", JSON.stringify({ success: false, errors: [{ detail: message }], result: null }));
  }
}

/** The kind of page that a proxy in front of the API sends in its place. */
export function gatewayPage(status: number): string {
  return `<!DOCTYPE html>
<html lang="en-US"><head><title>api.mindvideo.ai | ${status}</title></head>
<body><h1>Error ${status}</h1><p>The web server is not answering.</p><p>Ray ID: 8f2c0000000000ff</p></body></html>
`;
}
