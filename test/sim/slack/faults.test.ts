// Were this wrong, a lost answer would not be a lost answer, and "sent once" would be proven by luck.
import { afterEach, beforeEach, expect, test } from "vitest";
import { openHarness, tokenOf, type Harness } from "./harness.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const post = async (text = "x") =>
  await harness.call("chat.postMessage", { channel: harness.fixtures.channels[0].id, text });

const send = async (url: string) => (await fetch(url, { method: "POST", body: "x" })).status;
test("an answer is lost before or after its effect", async () => {
  harness.sim.failNext({ method: "chat.postMessage", drop: "before" });
  await expect(post("before")).rejects.toThrow(/fetch failed/u);
  expect(harness.sim.messages()).toEqual([]);
  harness.sim.failNext({ method: /^chat\./u, drop: "after" });
  await expect(post("after")).rejects.toThrow(/fetch failed/u);
  expect(harness.sim.messages()).toMatchObject([{ text: "after" }]);
  expect(harness.sim.requests.map(({ status }) => status)).toEqual(["dropped", "dropped"]);
  expect(await post()).toMatchObject({ ok: true });
});

test("an error, a status, a body or a page comes instead of the effect, as often as asked", async () => {
  const fault = harness.sim.failNext({ method: "chat.postMessage", error: "internal_error", times: 2 });
  expect(await post()).toMatchObject({ status: 200, error: "internal_error" });
  expect(await post()).toMatchObject({ error: "internal_error" });
  expect(await post()).toMatchObject({ ok: true });
  expect(fault.applied).toBe(2);
  harness.sim.failNext({ error: "ratelimited" });
  const limited = await post();
  expect(limited).toMatchObject({ status: 429, error: "ratelimited" });
  expect(limited.headers.get("retry-after")).toBe("1");
  harness.sim.failNext({ error: "ratelimited", headers: { "Retry-After": "30" } });
  expect((await post()).headers.get("retry-after")).toBe("30");
  harness.sim.failNext({ status: 503 });
  await expect(post()).rejects.toThrow(/JSON/u);
  harness.sim.failNext({ html: "<h1>502</h1>" });
  await expect(post()).rejects.toThrow(/JSON/u);
  harness.sim.failNext({ body: { ok: true, ts: "1.1" } });
  expect(await post()).toMatchObject({ json: { ts: "1.1" } });
  expect(harness.sim.requests.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429, 503, 502, 200]);
  expect(harness.sim.messages()).toHaveLength(1);
});

test("a fault is applied only to what it fits, and can be called off", async () => {
  const other = harness.sim.addWorkspace({ name: "Other" });
  harness.sim.failNext({ method: "chat.update", error: "internal_error" });
  harness.sim.failNext({ method: "auth.test", workspaceId: other.id, error: "internal_error" });
  const fault = harness.sim.failNext({ method: "chat.postMessage", error: "internal_error" });
  fault.cancel();
  expect(await post()).toMatchObject({ ok: true });
  expect(fault.applied).toBe(0);
  expect(await harness.call("auth.test")).toMatchObject({ ok: true });
  expect(await harness.call("auth.test", {}, { token: tokenOf(other) })).toMatchObject({ error: "internal_error" });
});

test("uploads, downloads and response URLs can be made to fail by name", async () => {
  const file = harness.fixtures.members[0].keep({ name: "a.png", bytes: Buffer.from("x") });
  const { responseUrl = "" } = harness.draw();
  const { json } = await harness.call("files.getUploadURLExternal", { filename: "a.png", length: 1 });
  for (const method of ["upload", "download", "response_url"]) harness.sim.failNext({ method, status: 500 });
  expect(await send(String(json["upload_url"]))).toBe(500);
  expect((await fetch(file.urlPrivate)).status).toBe(500);
  expect(await send(responseUrl)).toBe(500);
  expect(await send(String(json["upload_url"]))).toBe(200);
});

test("a request is held until told, and has no effect until then", async () => {
  const gate = Promise.withResolvers<void>();
  harness.sim.failNext({ method: "chat.postMessage", until: gate.promise, delayMs: 1 });
  const sending = post();
  await harness.sim.waitFor(({ requests }) => requests.at(-1)?.status === "pending");
  expect(harness.sim.messages()).toEqual([]);
  gate.resolve();
  expect(await sending).toMatchObject({ ok: true });
  expect(harness.sim.requests[0]).toMatchObject({ status: 200, answeredAt: harness.clock.now() });
});
