// Tests of polling, restarts and money move tasks by hand or by a clock; a task that moved otherwise would make them lie.
import { expect, it } from "vitest";
import { startMindVideo } from "../../../sim/mindvideo/simulator.ts";
import { SAMPLES, startQuiet, TestClock, Visitor } from "./visitor.ts";

it("a task moves with the clock, and its history tells the times at which it was due", async () => {
  await using visitor = await startQuiet({ pace: ({ model }) => ({ queuedMs: model.length, processingMs: 100 }) });
  const start = visitor.clock.now();
  const id = await visitor.create("wan2-7-image");
  visitor.clock.pass(500);
  expect(await visitor.show(id)).toMatchObject({ status: "succeeded" });
  expect(visitor.simulator.tasks[0]?.history).toEqual([
    { status: "queued", at: start },
    { status: "processing", at: start + 12 },
    { status: "succeeded", at: start + 112 },
  ]);
  expect(visitor.simulator.tasks[0]?.polls).toEqual([start + 500]);
});

it("a task moves by hand, through every state, and never back", async () => {
  await using visitor = await startQuiet({ manual: true });
  await visitor.create("wan2-7-image");
  visitor.clock.pass(1e6);
  await visitor.simulator.tick();
  const [task] = visitor.simulator.tasks;
  expect(task?.status).toBe("queued");
  await task?.advance("succeeded");
  expect(task?.history.map(({ status }) => status)).toEqual(["queued", "processing", "succeeded"]);
  expect(task?.media).toHaveLength(1);
  await expect(task?.advance("failed")).rejects.toThrow("is succeeded, it cannot become failed");
});

it("a task that was meant to fail can be made to succeed by hand, with its media", async () => {
  await using visitor = await startQuiet({ manual: true });
  visitor.simulator.faults.add({ on: "task", kind: "fail" });
  await visitor.create("wan2-7-image");
  await visitor.simulator.tasks[0]?.advance("succeeded");
  expect(visitor.simulator.tasks[0]).toMatchObject({ status: "succeeded", media: [{ contentType: "image/png" }] });
});

it("a task fails by hand for the reason given", async () => {
  await using visitor = await startQuiet({ manual: true });
  const id = await visitor.create("wan2-7-image");
  await visitor.simulator.tasks[0]?.advance("failed", { code: "quota", message: "None left." });
  expect(await visitor.show(id)).toMatchObject({ status: "failed", error: { code: "quota", message: "None left." } });
});

it("real time moves tasks by itself, and a new pace applies to those under way", async () => {
  await using simulator = await startMindVideo({ media: "tiny", pace: { queuedMs: 0, processingMs: 3_600_000 } });
  const visitor = new Visitor(simulator, new TestClock());
  await visitor.create("wan2-7-image");
  await simulator.waitFor(({ tasks }) => tasks[0]?.status === "processing");
  simulator.behave({ pace: { queuedMs: 0, processingMs: 0 } });
  const done = await simulator.waitFor(({ tasks }) => tasks.find(({ status }) => status === "succeeded"));
  expect(done.media).toHaveLength(1);
});

it("events name what happened, until nobody listens any more", async () => {
  await using visitor = await startQuiet();
  const heard: string[] = [];
  const stops = (["post", "task", "request", "poll", "download"] as const).map((kind) =>
    visitor.simulator.on(kind, ({ type }) => heard.push(type)),
  );
  const id = await visitor.create("wan2-7-image");
  await visitor.show(id);
  for (const stop of stops) stop();
  await visitor.show(id);
  expect(heard).toEqual(["post", "task", "post", "request", "poll", "request"]);
});

it("waiting for what never comes ends with an error", async () => {
  await using visitor = await startQuiet();
  await expect(visitor.simulator.waitFor(() => undefined, { timeoutMs: 1 })).rejects.toThrow("within 1 ms");
});

it("prices follow the options that change them", async () => {
  await using visitor = await startQuiet();
  const video = SAMPLES["wan2-6-i2v-flash"];
  const reference = { prompt: "a", video_urls: ["https://example.com/a.mp4", "https://example.com/b.mp4"] };
  await visitor.create("wan2-6-i2v-flash", { ...video, audio: false });
  await visitor.create("wan2-6-i2v-flash", { ...video, resolution: "720p", duration: 10 });
  await visitor.create("wan2-6-i2v-flash", { image_urls: video.image_urls });
  await visitor.create("wan2-7-r2v", { ...reference, resolution: "720P", duration: 2 });
  await visitor.create("qwen-image-2-0-pro", { prompt: "a", n: 6 });
  const estimates = visitor.simulator.tasks.map(({ costEstimate }) => costEstimate);
  expect(estimates).toEqual([0.1575, 0.378, 0.315, 0.88776, 0.3375]);
});

it("what is charged can differ from the estimate", async () => {
  await using visitor = await startQuiet({ chargeFactor: 1.5, balance: 1 });
  const id = await visitor.create("wan2-7-image");
  expect(await visitor.finish(id)).toMatchObject({ cost_estimate: 0.0243, cost_actual: 0.03645 });
  expect(visitor.simulator.balance).toBe(0.96355);
});

it("a task can be printed as data, without its bytes", async () => {
  await using visitor = await startQuiet();
  const id = await visitor.create("wan2-7-image");
  await visitor.finish(id);
  const printed = JSON.parse(JSON.stringify(visitor.simulator.tasks[0])) as { media: object[] };
  expect(printed).toMatchObject({ id, status: "succeeded", costActual: 0.0243 });
  expect(Object.keys(printed.media[0] ?? {})).not.toContain("bytes");
  expect(visitor.simulator.tasks[0]?.media[0]?.bytes.length).toBeGreaterThan(100);
});
