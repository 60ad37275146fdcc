// If a poll misread an answer, a paid result would be lost, a wrong sum settled, or a task watched for ever.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { BotError, RetryableError, TerminalError } from "../../src/domain/errors/errors.ts";
import type { Json } from "../../src/domain/json.ts";
import { judgePoll, judgeStart } from "../../src/generator/mindvideo/judge-answer.ts";
import { parseStarted, parseTask } from "../../src/generator/mindvideo/parse-task.ts";
import { rejection, startScriptedApi } from "./scripted-api.ts";
import type { Reply } from "./scripted-api.ts";

const never = new AbortController().signal;
const URL_1 = "https://cdn.example/1.png";
const URL_2 = "https://cdn.example/2.png?sig=a%2Fb";
const DONE = { task_id: "task_1", status: "succeeded", cost_estimate: 0.0486, cost_actual: 0.0243 };

test("reads the pages' answer", async () => {
  await using api = await startScriptedApi({
    body: { ...DONE, output: { images: [{ url: URL_1 }] }, request_id: "r" },
  });
  expect(await api.generator.poll("task_1", never)).toEqual({
    taskId: "task_1",
    status: "succeeded",
    estimate: 48_600,
    actual: 24_300,
    unclear: [],
    media: [{ kind: "image", url: URL_1 }],
    unreadable: 0,
    seed: null,
    reason: null,
  });
  expect(api.received).toMatchObject([{ method: "GET", path: "/api/v1/tasks/task_1", body: "" }]);
});

test("a task's id cannot become another path", async () => {
  await using api = await startScriptedApi({ body: { status: "queued" } });
  await api.generator.poll("../keys?x=1", never);
  expect(api.received[0]?.path).toBe("/api/v1/tasks/..%2Fkeys%3Fx%3D1");
});

test("polls share connections", async () => {
  await using api = await startScriptedApi({ body: { status: "queued" } });
  for (let i = 0; i < 20; i += 1) await api.generator.poll("task_1", never);
  expect(api.received).toHaveLength(20);
  // A second one may open while the first is still being handed back.
  expect(api.connections()).toBeLessThanOrEqual(2);
});

test.each<readonly [string, Json, readonly { kind: string; url: string }[]]>([
  ["a string", { images: [{ url: URL_1 }, { url: URL_2 }] }, [URL_1, URL_2].map((url) => ({ kind: "image", url }))],
  ["an array", { images: [{ url: [URL_1, URL_2] }] }, [URL_1, URL_2].map((url) => ({ kind: "image", url }))],
  ["bare", { videos: [URL_1] }, [{ kind: "video", url: URL_1 }]],
  ["one that is no list", { images: { url: URL_1 } }, [{ kind: "image", url: URL_1 }]],
  ["the output itself", URL_1, [{ kind: "image", url: URL_1 }]],
  ["a bare list of clips", ["https://cdn.example/1.mp4"], [{ kind: "video", url: "https://cdn.example/1.mp4" }]],
  ["of one video", { video: URL_1 }, [{ kind: "video", url: URL_1 }]],
  ["of one video, in an object", { video: { url: URL_1, cover: URL_2 } }, [{ kind: "video", url: URL_1 }]],
  ["by another name", { image_url: URL_1, seed: 1 }, [{ kind: "image", url: URL_1 }]],
  ["said twice", { images: [{ url: URL_1 }, { url: URL_1 }], url: URL_1 }, [{ kind: "image", url: URL_1 }]],
  ["missing for one of two", { images: [{ error: "blocked" }, { url: URL_1 }] }, [{ kind: "image", url: URL_1 }]],
  ["nowhere", {}, []],
  ["nowhere, not even an output", null, []],
])("url: %s", (_, output, media) => {
  expect(parseTask({ ...DONE, output }, "task_1").media).toEqual(media);
});

test.each<readonly [string, Json, number, number]>([
  ["one of three that is none", { images: [{ url: URL_1 }, { url: "file:///etc/passwd" }, { url: URL_2 }] }, 2, 1],
  ["one that is a number, among others in an array", { images: [{ url: [URL_1, 7] }] }, 1, 1],
  ["the only one, which is empty", { videos: [{ url: "" }] }, 0, 1],
  ["of a clip beside a picture that is fine", { images: [{ url: URL_1 }], videos: [null, { url: "http://" }] }, 1, 1],
  ["not said at all, in an output that is text", "in your mailbox", 0, 1],
])("a url that cannot be read leaves the others: %s", (_, output, read, unreadable) => {
  const report = parseTask({ ...DONE, output }, "task_1");
  expect(report).toMatchObject({ status: "succeeded", actual: 24_300, unreadable });
  expect(report.media).toHaveLength(read);
});

test.each<readonly [string, Record<string, Json>, number | null]>([
  ["a number", { cost_actual: 0.05625 }, 56_250],
  ["a decimal string", { cost_actual: "0.0351" }, 35_100],
  ["nothing charged", { cost_actual: 0 }, 0],
  ["null", { cost_actual: null }, null],
])("cost: %s", (_, fields, actual) => {
  expect(parseTask({ task_id: "t", status: "succeeded", ...fields }, "t").actual).toBe(actual);
});

test.each<readonly [string, Record<string, Json>, readonly string[]]>([
  ["in words", { cost_actual: "free" }, ["cost_actual"]],
  ["with a currency", { cost_actual: "$0.02" }, ["cost_actual"]],
  ["below nothing", { cost_actual: -0.01 }, ["cost_actual"]],
  ["in an object", { cost_actual: { usd: 0.02 } }, ["cost_actual"]],
  ["beyond any price", { cost_actual: 1e300 }, ["cost_actual"]],
  ["empty", { cost_estimate: "" }, ["cost_estimate"]],
])("a cost %s hides neither the state nor the results", (_, fields, unclear) => {
  const report = parseTask({ ...DONE, ...fields, output: { images: [URL_1] } }, "task_1");
  expect(report).toMatchObject({ status: "succeeded", media: [{ url: URL_1 }], unclear });
  expect([report.estimate, report.actual]).toEqual(unclear.includes("cost_actual") ? [48_600, null] : [null, 24_300]);
});

test.each([
  ["completed", "succeeded"],
  ["SUCCESS", "succeeded"],
  ["in progress", "processing"],
  ["canceled", "cancelled"],
  ["error", "failed"],
])("%s is another word for %s", (word, status) => {
  expect(parseTask({ task_id: "t", status: word }, "t").status).toBe(status);
});

test.each<readonly [Record<string, Json>, number | null]>([
  [{ seed: 7 }, 7],
  [{ output: { seed: "42" } }, 42],
  [{ seed: 1.5 }, null],
  [{}, null],
])("seed of %j", (fields, seed) => {
  expect(parseTask({ status: "processing", ...fields }, "t").seed).toBe(seed);
});

test.each<readonly [Record<string, Json>, string | null]>([
  [{ error: { code: "content_policy", message: "  Refused\n by policy. " } }, "Refused by policy."],
  [{ error: "out of memory" }, "out of memory"],
  [{ failure_reason: "no face", message: "Task failed" }, "no face"],
  [{ message: "x".repeat(1_000) }, `${"x".repeat(299)}…`],
  [{ error: { message: 12 } }, null],
  [{}, null],
])("reason of %j", (fields, reason) => {
  expect(parseTask({ status: "failed", ...fields }, "t").reason).toBe(reason);
});

test("a message that comes with a success is no reason", () => {
  expect(parseTask({ status: "succeeded", message: "ok" }, "t").reason).toBeNull();
});

test.each<readonly [string, Reply, string]>([
  ["a page", { body: "<html>" }, "generator.unreachable"],
  ["nothing", { body: "" }, "generator.unreachable"],
  ["a list", { body: [] }, "generator.unreachable"],
  ["a page with 404, as a deploy shows it", { status: 404, body: "<html>" }, "generator.unreachable"],
  ["nothing with 410", { status: 410 }, "generator.unreachable"],
  ["a page with 403", { status: 403, body: "<html>" }, "generator.unreachable"],
  ["no status", { body: { task_id: "task_1" } }, "generator.garbled"],
  ["another task", { body: { ...DONE, task_id: "task_2" } }, "generator.garbled"],
  ["a server's error with 200", { body: { error: { code: 500, message: "oops" } } }, "generator.busy"],
])("%s says nothing of the task, and may pass", async (_, reply, code) => {
  await using api = await startScriptedApi(reply);
  const error = await rejection(api.generator.poll("task_1", never));
  expect(error).toBeInstanceOf(RetryableError);
  expect(error).toMatchObject({ code });
  expect(api.received).toHaveLength(1);
});

test("a status nobody knows is told apart", async () => {
  await using api = await startScriptedApi({ body: { task_id: "task_1", status: "archived" } });
  const error = await rejection(api.generator.poll("task_1", never));
  expect(error).toBeInstanceOf(RetryableError);
  expect(error).toMatchObject({ code: "generator.unknown_status", detail: { status: "archived" } });
});

test.each<readonly [Reply, typeof RetryableError | typeof TerminalError, string]>([
  ["drop", RetryableError, "generator.unreachable"],
  [{ status: 500 }, RetryableError, "generator.busy"],
  [{ status: 404, body: {} }, TerminalError, "generator.gone"],
  [{ status: 410, body: {} }, TerminalError, "generator.gone"],
  [{ body: { error: { code: "task_not_found" } } }, TerminalError, "generator.gone"],
  [{ status: 401, body: {} }, TerminalError, "generator.unauthorized"],
  [{ status: 400, body: {} }, TerminalError, "generator.rejected"],
])("%j is one answer, asked for once", async (reply, kind, code) => {
  await using api = await startScriptedApi(reply);
  const error = await rejection(api.generator.poll("task_1", never));
  expect(error).toBeInstanceOf(kind);
  expect(error).toMatchObject({ code });
  expect(api.received).toHaveLength(1);
});

test("no body of any shape gets past the three errors", () => {
  const field = fc.constantFrom(
    "task_id",
    "status",
    "cost_estimate",
    "cost_actual",
    "output",
    "seed",
    "error",
    "errors",
  );
  const task = fc.dictionary(field, fc.oneof(fc.jsonValue(), fc.constantFrom("t", "succeeded", "failed")));
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), task), fc.integer({ min: 100, max: 599 }), (value, status) => {
      const body = value as Json;
      expect(attempt(() => parseTask(body, "t"))).toSatisfy((got) => got instanceof RetryableError || isLook(got));
      expect(attempt(() => parseStarted(body))).toSatisfy((got) => got === null || isLook(got));
      for (const judge of [judgeStart, judgePoll]) {
        expect(judge({ status, body, retryAfterMs: null })).toBeInstanceOf(BotError);
      }
    }),
  );
});

const isLook = (got: unknown): boolean => typeof got === "object" && got !== null && "taskId" in got && "media" in got;

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error;
  }
}
