// The platform's HTTP API, as its pages have it: https://api.mindvideo.ai/models/wan2-7-image/docs
import { type Context, Hono } from "hono";
import { errorAnswer, type RawAnswer, Refusal, taskAnswer } from "./answers.ts";
import { drop, type SimEnv } from "./connection.ts";
import { eventsAnswer } from "./event-stream.ts";
import type { Platform } from "./platform.ts";
import { recordPost } from "./post-record.ts";
import { applyFault } from "./apply-fault.ts";
import { type JsonObject, textAt } from "./json.ts";
import type { TaskRecord } from "../tasks/task-record.ts";

/** What a proxy in front of the API lets through. */
const MOST_BODY_BYTES = 100 * 1024 ** 2;

export function mindVideoApi(platform: Platform): Hono<SimEnv> {
  const app = new Hono<SimEnv>();
  app.post("/api/v1/tasks", async (c) => await create(platform, c));
  app.get("/api/v1/tasks/:id", async (c) => await show(platform, c));
  app.get("/api/v1/tasks/:id/events", async (c) => await showEvents(platform, c));
  return app;
}

async function create(platform: Platform, c: Context<SimEnv>): Promise<Response> {
  const rawBody = await c.req.text();
  const post = recordPost(platform, { headers: c.req.header(), rawBody, authorized: isAuthorized(platform, c) });
  const { body, idempotencyKey } = post.record;
  const subject = { task: undefined, model: textAt(body, "model"), idempotencyKey, mediaIndex: undefined };
  const fault = post.record.authorized ? platform.faults.take("create", subject) : undefined;
  const work = async (): Promise<{ status: number; body: JsonObject }> => {
    if (!post.record.authorized) throw UNAUTHORIZED;
    if (rawBody.length > MOST_BODY_BYTES) throw new Refusal(413, "too_large", { message: "The body is too large." });
    if (!body) throw new Refusal(400, "invalid_json", { message: "The body is not a JSON object." });
    const answer = await platform.create(body, idempotencyKey);
    post.made(answer.task.id);
    return answer;
  };
  const answer = await applyFault(fault, work, platform.behaviour.errorBody);
  post.answered(answer === "dropped" ? answer : answer.status);
  return send(c, answer);
}

async function show(platform: Platform, c: Context<SimEnv>): Promise<Response> {
  const task = find(platform, c);
  const fault = platform.faults.take("get", subjectOf(task));
  const work = async (): Promise<{ status: number; body: JsonObject }> => {
    const found = await asked(platform, c, task);
    await platform.life.look(found);
    return { status: 200, body: taskAnswer(found) };
  };
  task?.polls.push(platform.now());
  const answer = await applyFault(fault, work, platform.behaviour.errorBody);
  if (task) platform.events.emit({ type: "poll", task });
  return send(c, answer);
}

async function showEvents(platform: Platform, c: Context<SimEnv>): Promise<Response> {
  const task = find(platform, c);
  const fault = platform.faults.take("events", subjectOf(task));
  const work = async (): ReturnType<typeof eventsAnswer> =>
    await eventsAnswer(platform, await asked(platform, c, task));
  return send(c, await applyFault(fault, work, platform.behaviour.errorBody));
}

async function asked(platform: Platform, c: Context<SimEnv>, task: TaskRecord | undefined): Promise<TaskRecord> {
  if (!isAuthorized(platform, c)) throw UNAUTHORIZED;
  if (!task) throw new Refusal(404, "task_not_found", { message: "No such task." });
  return task;
}

function find(platform: Platform, c: Context<SimEnv>): TaskRecord | undefined {
  return platform.task(c.req.param("id") ?? "");
}

function subjectOf(task: TaskRecord | undefined): Parameters<Platform["faults"]["take"]>[1] {
  return { task, model: task?.model, idempotencyKey: task?.idempotencyKey, mediaIndex: undefined };
}

const UNAUTHORIZED = new Refusal(401, "unauthorized", { message: "A valid API key is required." });

function isAuthorized(platform: Platform, c: Context<SimEnv>): boolean {
  return c.req.header("authorization") === `Bearer ${platform.apiKey}`;
}

function send(c: Context<SimEnv>, answer: RawAnswer | "dropped"): Response {
  return answer === "dropped" ? drop(c) : new Response(answer.body, answer);
}

export function notFound(platform: Platform): Response {
  const answer = errorAnswer(
    new Refusal(404, "not_found", { message: "No such route." }),
    platform.behaviour.errorBody,
  );
  return new Response(answer.body, answer);
}
