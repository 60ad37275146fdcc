// Every fault is a promise to whoever tests the bot: if one were not applied, a retry that never ran would look right.
import { describe, expect, it } from "vitest";
import type { Fault } from "../../../sim/mindvideo/simulator.ts";
import { SAMPLES, startQuiet, type Visitor } from "./visitor.ts";

const BODY = { model: "wan2-7-image", input: { prompt: "a", n: 3, size: "1:1" } };
const KEY = { "idempotency-key": "k" };

async function postWith(visitor: Visitor, fault: Fault): Promise<Response> {
  visitor.simulator.faults.add(fault);
  return await visitor.post(BODY, KEY);
}

describe("a POST", () => {
  it("can be told to come back later, in seconds or at a date", async () => {
    await using visitor = await startQuiet();
    const seconds = await postWith(visitor, { on: "create", kind: "rate-limit", retryAfter: 7 });
    expect([seconds.status, seconds.headers.get("retry-after")]).toEqual([429, "7"]);
    const date = new Date(Date.UTC(2026, 10, 20, 1));
    const later = await postWith(visitor, { on: "create", kind: "rate-limit", retryAfter: date });
    expect(later.headers.get("retry-after")).toBe("Fri, 20 Nov 2026 01:00:00 GMT");
    expect((await visitor.post(BODY, KEY)).status).toBe(201);
  });

  it.for([
    ["json", 500, /^\{"error":\{"code":"http_500"/],
    ["html", 502, /^<!DOCTYPE html>/],
    ["empty", 503, /^$/],
    ["malformed", 500, /^\{"error"(?!.*\}$)/],
    ["other", 500, /"success":false/],
  ] as const)("can fail with a body of the kind %s", async ([body, status, looks]) => {
    await using visitor = await startQuiet();
    const answer = await postWith(visitor, { on: "create", kind: "status", status, body });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(looks);
    expect(visitor.simulator.tasks).toEqual([]);
  });

  it("can fail at the gateway although the task exists", async () => {
    await using visitor = await startQuiet();
    const answer = await postWith(visitor, { on: "create", kind: "status", status: 504, after: true });
    expect(answer.status).toBe(504);
    expect(visitor.simulator.tasks).toHaveLength(1);
  });

  it("can lose its connection before there is a task, and after", async () => {
    await using visitor = await startQuiet();
    await expect(postWith(visitor, { on: "create", kind: "drop", when: "before" })).rejects.toThrow("fetch failed");
    expect(visitor.simulator.tasks).toEqual([]);
    await expect(postWith(visitor, { on: "create", kind: "drop", when: "after" })).rejects.toThrow("fetch failed");
    expect(visitor.simulator.tasks).toHaveLength(1);
    const retried = (await (await visitor.post(BODY, KEY)).json()) as { task_id: string };
    expect(visitor.simulator.tasks.map(({ id }) => id)).toEqual([retried.task_id]);
    expect(visitor.simulator.posts.map(({ status }) => status)).toEqual(["dropped", "dropped", 201]);
    expect(visitor.simulator.requests.map(({ status }) => status)).toEqual(["dropped", "dropped", 201]);
  });

  it.for([
    ["malformed", /^\{"request_id"(?!.*\}$)/],
    ["empty", /^$/],
    ["html", /^<!DOCTYPE html>/],
    ["missing-task-id", /^(?!.*task_id)\{.*\}$/],
    ["missing-costs", /^(?!.*cost_)\{.*\}$/],
    ["extra-fields", /"task_id".*"progress":42/],
  ] as const)("can succeed and be answered with %s", async ([kind, looks]) => {
    await using visitor = await startQuiet();
    const answer = await postWith(visitor, { on: "create", kind });
    expect(answer.status).toBe(201);
    expect(await answer.text()).toMatch(looks);
    expect(visitor.simulator.tasks).toHaveLength(1);
  });

  it("can be a conflict though its key is new", async () => {
    await using visitor = await startQuiet();
    expect((await postWith(visitor, { on: "create", kind: "conflict" })).status).toBe(409);
    expect(visitor.simulator.tasks).toEqual([]);
  });

  it("can be held until a test lets it go", async () => {
    await using visitor = await startQuiet();
    const { promise, resolve } = Promise.withResolvers<void>();
    const answer = postWith(visitor, { on: "create", kind: "hold", until: promise });
    await visitor.simulator.waitFor(({ tasks }) => tasks.length === 1);
    expect(visitor.simulator.posts).toMatchObject([{ status: "pending" }]);
    resolve();
    expect((await answer).status).toBe(201);
  });
});

describe("a GET", () => {
  it.for([
    [{ kind: "not-found" }, 404, /task_not_found/],
    [{ kind: "unknown-status", status: "reticulating" }, 200, /"status":"reticulating"/],
    [{ kind: "status", status: 502, body: "html" }, 502, /DOCTYPE/],
    [{ kind: "rate-limit" }, 429, /rate_limited/],
    [{ kind: "extra-fields" }, 200, /"progress":42/],
  ] as const)("can answer with %o", async ([fault, status, looks]) => {
    await using visitor = await startQuiet();
    const id = await visitor.create("wan2-7-image");
    visitor.simulator.faults.add({ on: "get", ...fault });
    const answer = await visitor.get(`/api/v1/tasks/${id}`);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(looks);
    expect((await visitor.get(`/api/v1/tasks/${id}`)).status).toBe(200);
    expect(visitor.simulator.tasks[0]?.polls).toHaveLength(2);
  });

  it("can be dropped", async () => {
    await using visitor = await startQuiet();
    const id = await visitor.create("wan2-7-image");
    visitor.simulator.faults.add({ on: "get", kind: "drop", when: "before" });
    await expect(visitor.get(`/api/v1/tasks/${id}`)).rejects.toThrow("fetch failed");
  });
});

describe("the events", () => {
  it("can fail on their own", async () => {
    await using visitor = await startQuiet({ events: "sse" });
    const id = await visitor.create("wan2-7-image");
    visitor.simulator.faults.add({ on: "events", kind: "status", status: 500 });
    expect((await visitor.get(`/api/v1/tasks/${id}/events`)).status).toBe(500);
    expect((await visitor.get(`/api/v1/tasks/${id}`)).status).toBe(200);
  });
});

describe("a task", () => {
  it.for([
    [
      { kind: "fail", code: "out_of_memory", message: "No room." },
      { status: "failed", error: { code: "out_of_memory" } },
    ],
    [{ kind: "refuse-content" }, { status: "failed", error: { code: "content_policy_violation" }, cost_actual: 0 }],
    [{ kind: "cancel" }, { status: "cancelled", cost_actual: 0, output: null }],
    [
      { kind: "fewer-images", count: 2 },
      { status: "succeeded", cost_actual: 0.0486, cost_estimate: 0.0729 },
    ],
    [
      { kind: "cost-actual", dollars: 0.5 },
      { status: "succeeded", cost_actual: 0.5 },
    ],
    [
      { kind: "cost-estimate", dollars: 0.01 },
      { status: "succeeded", cost_estimate: 0.01, cost_actual: 0.0729 },
    ],
    [{ kind: "stuck", status: "queued" }, { status: "queued" }],
    [{ kind: "stuck", status: "processing" }, { status: "processing" }],
  ] as const)("can end as %o", async ([fault, end]) => {
    await using visitor = await startQuiet();
    visitor.simulator.faults.add({ on: "task", ...fault });
    const id = await visitor.create("wan2-7-image", BODY.input);
    expect(await visitor.finish(id)).toMatchObject(end);
    const next = await visitor.create("wan2-7-image", BODY.input);
    expect(await visitor.finish(next)).toMatchObject({ status: "succeeded", cost_actual: 0.0729 });
  });

  it("can meet several at once, and cost something although it failed", async () => {
    await using visitor = await startQuiet({ chargeOnFailure: 0.5 });
    visitor.simulator.faults.add({ on: "task", kind: "fail" });
    visitor.simulator.faults.add({ on: "task", kind: "pace", queuedMs: 0, processingMs: 10 });
    const id = await visitor.create("wan2-7-image");
    visitor.clock.pass(10);
    expect(await visitor.show(id)).toMatchObject({ status: "failed", cost_actual: 0.01215 });
    expect(visitor.simulator.charges).toEqual([{ taskId: id, dollars: 0.01215, final: true }]);
  });
});

describe("the faults that are ordered", () => {
  it("is applied as often as ordered, where it was ordered, in order", async () => {
    await using visitor = await startQuiet();
    const { faults } = visitor.simulator;
    faults.add({ on: "create", kind: "status", status: 500, times: 2 });
    faults.add({ on: "create", kind: "status", status: 503, only: ({ model }) => model === "wan2-7-image" });
    const video = { model: "wan2-6-i2v-flash", input: SAMPLES["wan2-6-i2v-flash"] };
    const statuses = [];
    for (const body of [BODY, BODY, video, BODY, BODY]) statuses.push((await visitor.post(body)).status);
    expect(statuses).toEqual([500, 500, 201, 503, 201]);
    expect(faults.pending).toEqual([]);
  });

  it("forgets what is taken back", async () => {
    await using visitor = await startQuiet();
    const { faults } = visitor.simulator;
    const remove = faults.add({ on: "create", kind: "empty", times: Infinity });
    expect(faults.pending).toMatchObject([{ kind: "empty", times: Infinity }]);
    remove();
    faults.add({ on: "create", kind: "html" });
    faults.clear();
    expect(faults.pending).toEqual([]);
    expect((await visitor.post(BODY)).status).toBe(201);
  });

  it("does not stand in the way of a standing dress for errors", async () => {
    await using visitor = await startQuiet({ errorBody: "html" });
    expect(await (await visitor.get("/api/v1/tasks/none")).text()).toMatch(/^<!DOCTYPE html>/);
    expect(await (await visitor.get("/elsewhere")).text()).toMatch(/Error 404/);
  });
});
