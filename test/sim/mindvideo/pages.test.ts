// If the simulator strayed from the five model pages, the bot would be tested against a platform that does not exist.
import { describe, expect, it } from "vitest";
import { SAMPLES, startQuiet } from "./visitor.ts";

const COSTS = {
  "wan2-7-image": 0.0243,
  "qwen-image-2-0-pro": 0.05625,
  "gemini-2-5-flash-image-preview-official": 0.0351,
  "wan2-6-i2v-flash": 0.315,
  "wan2-7-r2v": 0.6165,
} as const;

describe.for(Object.keys(SAMPLES) as (keyof typeof SAMPLES)[])("the page of %s", (model) => {
  it("has its sample request accepted and answered in the page's shape", async () => {
    await using visitor = await startQuiet();
    const body = { model, input: SAMPLES[model] };
    const created = await visitor.post(body, { "idempotency-key": "task_1" });
    const answer = (await created.json()) as { task_id: string; request_id: string };
    expect(created.status).toBe(201);
    expect(answer).toEqual({
      request_id: expect.stringMatching(/^req_/),
      task_id: expect.stringMatching(/^task_/),
      status: "queued",
      cost_estimate: COSTS[model],
    });
    const makes = model.includes("2v") ? "videos" : "images";
    expect(await visitor.finish(answer.task_id)).toEqual({
      request_id: answer.request_id,
      task_id: answer.task_id,
      status: "succeeded",
      cost_estimate: COSTS[model],
      cost_actual: COSTS[model],
      output: { [makes]: [{ url: expect.stringContaining(visitor.simulator.apiUrl) }] },
    });
    expect(visitor.simulator.tasks[0]?.body).toEqual(body);
  });
});

describe("a task", () => {
  it("is told apart from one that does not exist", async () => {
    await using visitor = await startQuiet();
    expect((await visitor.get("/api/v1/tasks/task_demo_model")).status).toBe(404);
    expect((await visitor.get("/api/v1/tasks/task_demo_model/events")).status).toBe(404);
  });

  it("has no cost and no output before it has ended", async () => {
    await using visitor = await startQuiet();
    const id = await visitor.create("wan2-7-image");
    expect(await visitor.show(id)).toMatchObject({ status: "queued", cost_actual: null, output: null });
    visitor.clock.pass(1_500);
    expect(await visitor.show(id)).toMatchObject({ status: "processing", cost_actual: null, output: null });
    expect(visitor.simulator.tasks[0]?.polls).toHaveLength(2);
  });

  it("lists its states as JSON", async () => {
    await using visitor = await startQuiet();
    const id = await visitor.create("wan2-7-image");
    await visitor.finish(id);
    const { events } = (await (await visitor.get(`/api/v1/tasks/${id}/events`)).json()) as { events: unknown[] };
    expect(events).toMatchObject([
      { status: "queued" },
      { status: "processing" },
      { status: "succeeded", task_id: id },
    ]);
  });

  it("tells its states as they come, as an event stream that ends with it", async () => {
    await using visitor = await startQuiet({ events: "sse", manual: true });
    const id = await visitor.create("wan2-7-image");
    const answer = await visitor.get(`/api/v1/tasks/${id}/events`);
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    const text = answer.text();
    await visitor.simulator.tasks[0]?.advance("processing");
    await visitor.simulator.tasks[0]?.advance("succeeded");
    const told = [...(await text).matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? "") as object);
    expect(told).toMatchObject([
      { status: "queued" },
      { status: "processing" },
      { status: "succeeded", cost_actual: 0.0243 },
    ]);
  });

  it("has no events where the platform has none", async () => {
    await using visitor = await startQuiet({ events: "none" });
    const id = await visitor.create("wan2-7-image");
    expect((await visitor.get(`/api/v1/tasks/${id}/events`)).status).toBe(404);
  });
});
