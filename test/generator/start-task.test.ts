// If a start that failed were taken for what it is not, a person would pay twice, or for nothing; if its error quoted the
// API, a key or a prompt could be logged.
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { RetryableError, TerminalError, UserError } from "../../src/domain/errors/errors.ts";
import { createMindVideo } from "../../src/generator/mindvideo/create-mindvideo.ts";
import { createPacer } from "../../src/pacing/pacer.ts";
import { API_KEY, rejection, startScriptedApi } from "./scripted-api.ts";
import type { Reply } from "./scripted-api.ts";
import { createSteppingClock } from "./stepping-clock.ts";

const never = new AbortController().signal;
const PROMPT = "a lighthouse in the fog";
const REQUEST = { model: "wan2-7-image", input: { prompt: PROMPT, n: 2 } };
const CREATED = { request_id: "req_1", task_id: "task_1", status: "queued", cost_estimate: 0.0486 };
const QUEUED = {
  taskId: "task_1",
  status: "queued",
  estimate: 48_600,
  actual: null,
  unclear: [],
  media: [],
  unreadable: 0,
  seed: null,
  reason: null,
};

test("sends the request as the pages show it and reads the answer", async () => {
  await using api = await startScriptedApi({ status: 201, body: { ...CREATED, brand_new: { field: [1] } } });
  expect(await api.generator.start(REQUEST, "1234567890", never)).toEqual(QUEUED);
  const [post] = api.received;
  expect(post).toMatchObject({
    method: "POST",
    path: "/api/v1/tasks",
    headers: {
      authorization: `Bearer ${API_KEY}`,
      "content-type": "application/json",
      "idempotency-key": "1234567890",
      "user-agent": "Atelier/test",
    },
  });
  expect(JSON.parse(post?.body ?? "")).toEqual(REQUEST);
});

test("sends the same bytes for the same request, however its keys are ordered", async () => {
  await using api = await startScriptedApi({ body: CREATED });
  const one = { model: "m", input: { prompt: "p", list: [{ x: 1, y: 2 }], size: "2K" } };
  const other = { input: { size: "2K", list: [{ y: 2, x: 1 }], prompt: "p" }, model: "m" };
  await api.generator.start(one, "k", never);
  await api.generator.start(other, "k", never);
  expect(api.received[1]?.body).toBe(api.received[0]?.body);
});

const PASSING: readonly (readonly [string, Reply, string])[] = [
  ["a dropped connection", "drop", "generator.unreachable"],
  ["500 with nothing", { status: 500 }, "generator.busy"],
  ["502 with a page", { status: 502, body: "<html>Bad gateway</html>" }, "generator.busy"],
  ["503 with JSON", { status: 503, body: { error: { code: "overloaded" } } }, "generator.busy"],
  ["408", { status: 408 }, "generator.busy"],
  ["429", { status: 429, body: { message: "slow down" } }, "generator.busy"],
  ["a page with 200", { body: "<html>ok</html>" }, "generator.unreachable"],
  ["nothing with 200", { body: "" }, "generator.unreachable"],
  ["JSON that is cut", { body: '{"task_id": "tas' }, "generator.unreachable"],
  ["a list", { body: [CREATED] }, "generator.unreachable"],
  ["a page with 400", { status: 400, body: "<html>" }, "generator.unreachable"],
  ["a page with 403", { status: 403, body: "<html>" }, "generator.unreachable"],
  ["a page with 404", { status: 404, body: "<html>" }, "generator.unreachable"],
  ["a page with 409", { status: 409, body: "<html>" }, "generator.unreachable"],
  ["nothing with 413", { status: 413 }, "generator.unreachable"],
  ["a redirect", { status: 308, headers: { location: "http://127.0.0.1:1/" } }, "generator.unreachable"],
  ["no task_id", { body: { status: "queued" } }, "generator.garbled"],
  ["an empty task_id", { body: { ...CREATED, task_id: " " } }, "generator.garbled"],
  ["an answer without end", { body: "x".repeat(2 * 1024 * 1024) }, "generator.garbled"],
  ["409", { status: 409, body: { error: { code: "idempotency_conflict" } } }, "generator.conflict"],
  ["409 that is still in work", { status: 409, body: { message: "Request in progress" } }, "generator.conflict"],
  ["409 with 200", { body: { error: { code: 409, message: "This key is in use." } } }, "generator.conflict"],
  ["500 with 200", { body: { error: { code: "internal_error" } } }, "generator.busy"],
];

test.each(PASSING)("%s may pass, and is asked for once", async (_, fault, code) => {
  await using api = await startScriptedApi(fault);
  const error = await rejection(api.generator.start(REQUEST, "key-1", never));
  expect(error).toBeInstanceOf(RetryableError);
  expect(error).toMatchObject({ code });
  expect(api.received.map(({ headers }) => headers["idempotency-key"])).toEqual(["key-1"]);
  expect(inspect(error, { depth: 9 })).not.toMatch(/mv_live|lighthouse|html|slow down/);
});

test("an answer that was compressed although nobody asked is read", async () => {
  const body = gzipSync(JSON.stringify(CREATED));
  await using api = await startScriptedApi({ body, headers: { "content-encoding": "gzip" } });
  expect(await api.generator.start(REQUEST, "k", never)).toEqual(QUEUED);
});

describe("Retry-After", () => {
  test.each([
    ["seconds", "7"],
    ["a date", new Date(createSteppingClock().now() + 7_000).toUTCString()],
  ])("is told in %s, and holds back the next start", async (_, header) => {
    await using api = await startScriptedApi({ status: 429, headers: { "retry-after": header } }, { body: CREATED });
    const error = await rejection(api.generator.start(REQUEST, "k", never));
    expect(error).toMatchObject({ retryAfterMs: expect.closeTo(7_000, -3) });
    await api.generator.start(REQUEST, "k", never);
    const [first, second] = api.received;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(7_000);
  });

  test("of a start holds back no poll, and of a poll no start", async () => {
    const busy: Reply = { status: 429, headers: { "retry-after": "90" } };
    await using api = await startScriptedApi(busy, { body: { status: "queued" } }, busy, { body: CREATED });
    await rejection(api.generator.start(REQUEST, "k", never));
    await api.pacer.waitFor("poll", never);
    await api.generator.poll("another", never);
    await rejection(api.generator.poll("another", never));
    const [post, poll] = api.received;
    expect((poll?.at ?? 0) - (post?.at ?? 0)).toBeLessThan(1_000);
    await api.clock.sleep(90_000, never);
    const before = api.clock.now();
    await api.generator.start(REQUEST, "k", never);
    expect(api.clock.now() - before).toBeLessThan(1_000);
  });

  test("of a 429 without it is five seconds for every poll", async () => {
    await using api = await startScriptedApi({ status: 429 }, { body: { status: "queued" } });
    await rejection(api.generator.poll("one", never));
    await api.pacer.waitFor("poll", never);
    await api.generator.poll("another", never);
    const [first, second] = api.received;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(5_000);
  });

  test("is obeyed for five minutes at most: one request then finds out", async () => {
    await using api = await startScriptedApi({ status: 503, headers: { "retry-after": "86400" } });
    const error = await rejection(api.generator.start(REQUEST, "k", never));
    expect(error).toMatchObject({ code: "generator.busy", retryAfterMs: 300_000 });
  });

  test("that cannot be read is no order", async () => {
    await using api = await startScriptedApi({ status: 503, headers: { "retry-after": "soon" } }, { body: CREATED });
    expect(await rejection(api.generator.start(REQUEST, "k", never))).toMatchObject({ retryAfterMs: null });
    await api.generator.start(REQUEST, "k", never);
    const [first, second] = api.received;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeLessThanOrEqual(750);
  });
});

const REASON = "prompt: must not be empty";
const REFUSALS: readonly (readonly [string, Reply, object])[] = [
  ["400", { status: 400, body: { error: { code: "invalid_input", message: REASON } } }, { reason: REASON }],
  ["400, error as text", { status: 400, body: { error: REASON } }, { reason: REASON }],
  ["400, a number as code", { status: 400, body: { error: { code: 400, message: REASON } } }, { apiCode: null }],
  ["422, message", { status: 422, body: { message: REASON } }, { reason: REASON }],
  ["422, detail", { status: 422, body: { detail: REASON } }, { reason: REASON }],
  ["400, a list of errors", { status: 400, body: { errors: [{ detail: REASON }] } }, { reason: REASON }],
  ["400 without a reason", { status: 400, body: {} }, { reason: null }],
  ["413", { status: 413, body: { error: { code: "too_large" } } }, { apiCode: "too_large" }],
  ["an error with 200", { body: { error: { code: "invalid_input", message: REASON } } }, { reason: REASON }],
  ["no success with 200", { body: { success: false, message: REASON } }, { reason: REASON }],
  [
    "422, a list of details",
    { status: 422, body: { detail: [{ loc: ["body", "input", "size"], msg: "Field required" }, { msg: "And more" }] } },
    { reason: "size: Field required; And more" },
  ],
  [
    "400 that quotes addresses",
    {
      status: 400,
      body: { error: { message: "Cannot read https://files.example/u/1.png?sig=abc (data:image/png;base64,AAAA)" } },
    },
    { reason: "Cannot read https://files.example/… (data:…" },
  ],
  [
    "409 with a reason of its own",
    { status: 409, body: { error: { code: "needs_consent", message: "Consent to the use of this face is needed." } } },
    { status: 409, reason: "Consent to the use of this face is needed." },
  ],
];

test.each(REFUSALS)("%s is the person's to mend, and is not repeated", async (_, reply, detail) => {
  await using api = await startScriptedApi(reply);
  const error = await rejection(api.generator.start(REQUEST, "k", never));
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ code: "generator.refused", detail });
  expect(api.received).toHaveLength(1);
});

const ENDS: readonly (readonly [string, Reply, string])[] = [
  [
    "401 that quotes the key",
    { status: 401, body: { error: { message: `No such key: ${API_KEY}` } } },
    "generator.unauthorized",
  ],
  ["403", { status: 403, body: {} }, "generator.unauthorized"],
  ["402", { status: 402, body: { error: { code: "insufficient_balance" } } }, "generator.no_credit"],
  ["402 with 200", { body: { error: { code: "insufficient_balance" } } }, "generator.no_credit"],
  ["401 with 200", { body: { code: 401, message: "no" } }, "generator.unauthorized"],
  ["404 of a model", { status: 404, body: { error: { code: "model_not_found" } } }, "generator.model_gone"],
  ["400 of a model", { status: 400, body: { error: "Unknown model: wan2-7-image" } }, "generator.model_gone"],
  [
    "422 of a model",
    { status: 422, body: { message: "Model wan2-7-image is no longer available." } },
    "generator.model_gone",
  ],
  ["400 that blames the field", { status: 400, body: { error: { param: "model" } } }, "generator.model_gone"],
  ["404 of nothing in particular", { status: 404, body: {} }, "generator.rejected"],
  ["405", { status: 405, body: {} }, "generator.rejected"],
];

test.each(ENDS)("%s ends it, and is not repeated", async (_, reply, code) => {
  await using api = await startScriptedApi(reply);
  const error = await rejection(api.generator.start(REQUEST, "k", never));
  expect(error).toBeInstanceOf(TerminalError);
  expect(error).toMatchObject({ code });
  expect(api.received).toHaveLength(1);
  expect(inspect(error, { depth: 9 })).not.toContain(API_KEY);
});

test("a sentence that only mentions the model blames the request", async () => {
  const reason = "The model does not support 4K.";
  await using api = await startScriptedApi({ status: 400, body: { error: { message: reason } } });
  expect(await rejection(api.generator.start(REQUEST, "k", never))).toMatchObject({ code: "generator.refused" });
});

test("a named task counts, whatever else the answer says", async () => {
  await using api = await startScriptedApi({ body: { task_id: "task_1", status: "warming_up", cost_estimate: -1 } });
  expect(await api.generator.start(REQUEST, "k", never)).toEqual({
    ...QUEUED,
    estimate: null,
    unclear: ["cost_estimate"],
  });
  expect(api.received).toHaveLength(1);
});

test("a task that has ended meanwhile is told of as such", async () => {
  const output = { images: [{ url: "https://cdn.example/1.png" }] };
  await using api = await startScriptedApi({ body: { ...CREATED, status: "succeeded", cost_actual: 0.0243, output } });
  expect(await api.generator.start(REQUEST, "k", never)).toMatchObject({ status: "succeeded", actual: 24_300 });
});

test("where nobody listens nothing was sent", async () => {
  const clock = createSteppingClock();
  await using generator = createMindVideo({
    // Port 9 is "discard": nothing on this machine answers there.
    apiUrl: "http://127.0.0.1:9/",
    apiKey: API_KEY,
    clock,
    pacer: createPacer(() => 10, clock),
    userAgent: "Atelier/test",
  });
  const error = await rejection(generator.start(REQUEST, "k", never));
  expect(error).toMatchObject({ code: "generator.not_sent", detail: { reason: "ECONNREFUSED" } });
});

test("a key that no header can carry is sent to nobody", async () => {
  const clock = createSteppingClock();
  const pacer = createPacer(() => 10, clock);
  const account = { apiUrl: "http://127.0.0.1:9/", apiKey: "mv_live_…", clock, pacer, userAgent: "Atelier/test" };
  await using generator = createMindVideo(account);
  expect(await rejection(generator.start(REQUEST, "k", never))).toMatchObject({ code: "generator.unsendable" });
});
