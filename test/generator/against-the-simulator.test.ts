// The client and a server that keeps the API's promises, together: whatever goes wrong between them, a person gets one
// task, pays once, and receives the very bytes that were made; and nobody but the API ever sees the key.
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startMindVideo } from "../../sim/mindvideo/simulator.ts";
import type { Fault, MindVideoSimulator } from "../../sim/mindvideo/simulator.ts";
import { createMindVideo } from "../../src/generator/mindvideo/create-mindvideo.ts";
import type { Generator, TaskReport } from "../../src/generator/generator.ts";
import { createMediaFetcher } from "../../src/media/fetch-media.ts";
import type { FetchedResult } from "../../src/media/fetch-media.ts";
import { createPacer } from "../../src/pacing/pacer.ts";
import { rejection } from "./scripted-api.ts";
import { createSteppingClock } from "./stepping-clock.ts";
import type { SteppingClock } from "./stepping-clock.ts";

const never = new AbortController().signal;
const IMAGES = { model: "wan2-7-image", input: { prompt: "a lighthouse in the fog", n: 2 } };

const R2V = {
  prompt: "image 1 waves",
  image_with_roles: [{ role: "reference_image", url: "https://example.com/a.png" }],
  duration: 15,
};

let clock: SteppingClock;
let api: MindVideoSimulator;
let generator: Generator;

beforeEach(async () => {
  clock = createSteppingClock();
  api = await startMindVideo({ clock, manual: true, media: "tiny", balance: 1 });
  generator = clientOf(api.apiKey);
});

afterEach(async () => {
  await generator[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
});

const clientOf = (apiKey: string): Generator =>
  createMindVideo({
    apiUrl: api.apiUrl,
    apiKey,
    clock,
    pacer: createPacer(() => 10, clock),
    userAgent: "Atelier/test",
  });

async function finished(): Promise<TaskReport> {
  const { taskId } = await generator.start(IMAGES, "key-1", never);
  await api.tasks[0]?.advance("succeeded");
  return await generator.poll(taskId, never);
}

describe("a start", () => {
  const PASSING: readonly (readonly [string, Fault])[] = [
    ["dropped before it had any effect", { on: "create", kind: "drop", when: "before" }],
    ["dropped after the task was made", { on: "create", kind: "drop", when: "after" }],
    ["answered with 500 and JSON", { on: "create", kind: "status", status: 500 }],
    ["answered with 502 and a page", { on: "create", kind: "status", status: 502, body: "html" }],
    ["answered with 503 and nothing", { on: "create", kind: "status", status: 503, body: "empty" }],
    ["answered with 429", { on: "create", kind: "rate-limit", retryAfter: 3 }],
    ["answered with half of the JSON", { on: "create", kind: "malformed" }],
    ["answered with nothing", { on: "create", kind: "empty" }],
    ["answered with a page", { on: "create", kind: "html" }],
    ["answered without a task_id", { on: "create", kind: "missing-task-id" }],
  ];

  test.each(PASSING)("%s: one key, one task, one charge", async (_, fault) => {
    api.faults.add({ ...fault, times: 2 });
    await rejection(generator.start(IMAGES, "key-1", never));
    await rejection(generator.start(IMAGES, "key-1", never));
    const { taskId, estimate } = await generator.start(IMAGES, "key-1", never);
    expect(api.posts.map(({ idempotencyKey }) => idempotencyKey)).toEqual(["key-1", "key-1", "key-1"]);
    expect(api.tasks.map(({ id }) => id)).toEqual([taskId]);
    expect(api.charges).toHaveLength(1);
    expect(estimate).toBe(Math.round((api.tasks[0]?.costEstimate ?? 0) * 1_000_000));
    expect(api.tasks[0]?.body).toEqual(IMAGES);
  });

  test.each<readonly [string, Fault]>([
    ["fields nobody announced", { on: "create", kind: "extra-fields" }],
    ["no costs", { on: "create", kind: "missing-costs" }],
    ["a status nobody knows", { on: "create", kind: "unknown-status", status: "warming_up" }],
  ])("answered with %s is a start all the same", async (_, fault) => {
    api.faults.add(fault);
    const { taskId, status } = await generator.start(IMAGES, "key-1", never);
    expect([taskId, status]).toEqual([api.tasks[0]?.id, "queued"]);
    expect(api.posts).toHaveLength(1);
  });

  test("waits as long as it was told to, in seconds or until a date", async () => {
    api.faults.add({ on: "create", kind: "rate-limit", retryAfter: 4 });
    api.faults.add({ on: "create", kind: "rate-limit", retryAfter: new Date(clock.now() + 20_000) });
    await rejection(generator.start(IMAGES, "key-1", never));
    await rejection(generator.start(IMAGES, "key-1", never));
    await generator.start(IMAGES, "key-1", never);
    const [first = 0, second = 0, third = 0] = api.posts.map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(4_000);
    expect(third - first).toBeGreaterThanOrEqual(20_000);
  });

  test("answered for another request with its key is a conflict", async () => {
    await generator.start(IMAGES, "key-1", never);
    const other = { ...IMAGES, input: { prompt: "another" } };
    expect(await rejection(generator.start(other, "key-1", never))).toMatchObject({ code: "generator.conflict" });
    expect([api.posts.length, api.tasks.length, api.charges.length]).toEqual([2, 1, 1]);
  });

  test.each([
    ["a model that is gone", { ...IMAGES, model: "wan1-0" }, "generator.model_gone"],
    ["an input the schema forbids", { ...IMAGES, input: { prompt: "a", n: 99 } }, "generator.refused"],
    ["more than the account holds", { model: "wan2-7-r2v", input: R2V }, "generator.no_credit"],
  ])("for %s is refused once, and makes nothing", async (_, request, code) => {
    expect(await rejection(generator.start(request, "key-1", never))).toMatchObject({ code });
    expect([api.posts.length, api.tasks.length, api.charges.length]).toEqual([1, 0, 0]);
  });

  test("with a wrong key is refused once", async () => {
    await using stranger = clientOf("mv_live_wrong");
    expect(await rejection(stranger.start(IMAGES, "key-1", never))).toMatchObject({ code: "generator.unauthorized" });
    expect(api.posts).toMatchObject([{ authorized: false }]);
  });
});

describe("a poll", () => {
  test("sees every state, and what it cost", async () => {
    const { taskId } = await generator.start(IMAGES, "key-1", never);
    const task = api.tasks[0];
    await task?.advance("processing");
    expect(await generator.poll(taskId, never)).toMatchObject({ status: "processing", actual: null, media: [] });
    await task?.advance("succeeded");
    expect(await generator.poll(taskId, never)).toMatchObject({
      status: "succeeded",
      actual: Math.round((task?.costActual ?? 0) * 1_000_000),
      media: task?.media.map(({ url }) => ({ kind: "image", url })),
    });
  });

  test("reads a url that comes as an array", async () => {
    api.behave({ urlShape: "array" });
    expect((await finished()).media.map(({ url }) => url)).toEqual(api.tasks[0]?.media.map(({ url }) => url));
  });

  test("says why it failed, and that it was cancelled", async () => {
    const failed = await generator.start(IMAGES, "key-1", never);
    await api.tasks[0]?.advance("failed", { code: "content_policy", message: "Refused by policy." });
    expect(await generator.poll(failed.taskId, never)).toMatchObject({
      status: "failed",
      reason: "Refused by policy.",
    });
    const cancelled = await generator.start(IMAGES, "key-2", never);
    await api.tasks[1]?.advance("cancelled");
    expect(await generator.poll(cancelled.taskId, never)).toMatchObject({ status: "cancelled" });
  });

  test.each<readonly [string, Fault, string]>([
    ["404", { on: "get", kind: "not-found" }, "generator.gone"],
    ["429", { on: "get", kind: "rate-limit" }, "generator.busy"],
    ["500", { on: "get", kind: "status", status: 500, body: "malformed" }, "generator.busy"],
    ["a drop", { on: "get", kind: "drop", when: "after" }, "generator.unreachable"],
    ["half of the JSON", { on: "get", kind: "malformed" }, "generator.unreachable"],
    ["a page", { on: "get", kind: "html" }, "generator.unreachable"],
    ["a status nobody knows", { on: "get", kind: "unknown-status", status: "archived" }, "generator.unknown_status"],
  ])("answered with %s says so, and the next one sees the task", async (_, fault, code) => {
    const { taskId } = await generator.start(IMAGES, "key-1", never);
    api.faults.add(fault);
    expect(await rejection(generator.poll(taskId, never))).toMatchObject({ code });
    expect(await generator.poll(taskId, never)).toMatchObject({ taskId, status: "queued" });
  });

  test.each<readonly [string, Fault]>([
    ["fields nobody announced", { on: "get", kind: "extra-fields" }],
    ["no task_id", { on: "get", kind: "missing-task-id" }],
    ["no costs", { on: "get", kind: "missing-costs" }],
  ])("answered with %s sees the task all the same", async (_, fault) => {
    api.faults.add(fault);
    expect(await finished()).toMatchObject({ status: "succeeded", media: [{}, {}] });
  });
});

async function fetched(report: TaskReport, allowed = true): Promise<FetchedResult> {
  await using fetcher = createMediaFetcher({ allowedHosts: allowed ? [new URL(api.apiUrl).host] : [], clock });
  const about = { generationId: "discord:1", prompt: "a lighthouse", modelTitle: "Wan 2.7", endedAt: clock.now() };
  return await fetcher.fetch({ ...about, media: report.media, maxClipBytes: 1_000_000 }, never);
}

describe("the media", () => {
  test("arrive as they were made, without the key", async () => {
    using result = await fetched(await finished());
    const made = api.tasks[0]?.media ?? [];
    expect(result.problems).toEqual([]);
    expect(
      result.files.map(({ bytes }) =>
        createHash("sha256")
          .update(bytes ?? "")
          .digest("hex"),
      ),
    ).toEqual(made.map(({ sha256 }) => sha256));
    expect(result.files.map(({ contentType }) => contentType)).toEqual(made.map(({ contentType }) => contentType));
    expect(made.flatMap(({ downloads }) => downloads.map(({ authorized }) => authorized))).toEqual([false, false]);
  });

  test("are not fetched from a private address that nobody listed", async () => {
    using result = await fetched(await finished(), false);
    expect(result.problems.map(({ code }) => code)).toEqual(["media.refused", "media.refused"]);
    expect(api.tasks[0]?.media.flatMap(({ downloads }) => downloads)).toEqual([]);
  });

  test.each<readonly [string, Fault, string]>([
    ["missing", { on: "media", kind: "missing" }, "media.unreachable"],
    ["500", { on: "media", kind: "status", status: 500 }, "media.unreachable"],
    ["dropped", { on: "media", kind: "drop" }, "media.unreachable"],
    ["truncated", { on: "media", kind: "truncated" }, "media.unreachable"],
    ["oversize", { on: "media", kind: "oversize", extraBytes: 40_000_000 }, "media.too_large"],
    ["endless", { on: "media", kind: "endless" }, "media.too_large"],
    [
      "a page",
      { on: "media", kind: "wrong-bytes", bytes: Buffer.from("<html>"), contentType: "image/png" },
      "media.not_media",
    ],
    ["redirected inwards", { on: "media", kind: "redirect", to: "http://169.254.169.254/" }, "media.refused"],
  ])("%s: that file is a link, the other is there", async (_, fault, code) => {
    const report = await finished();
    api.faults.add({ ...fault, only: ({ mediaIndex }) => mediaIndex === 0 });
    using result = await fetched(report);
    expect(result.problems.map((problem) => problem.code)).toEqual([code]);
    expect(result.files.map(({ bytes }) => bytes !== null)).toEqual([false, true]);
  });

  test("are what their bytes are, whatever they are called", async () => {
    const report = await finished();
    api.faults.add({ on: "media", kind: "content-type", contentType: "text/html", times: 2 });
    using result = await fetched(report);
    expect(result.files.map(({ contentType }) => contentType)).toEqual(["image/png", "image/png"]);
  });
});
