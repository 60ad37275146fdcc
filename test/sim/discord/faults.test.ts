// Were this wrong, a lost answer would not be a lost answer, and "sent once" would be proven by luck.
import { Socket } from "node:net";
import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openHarness, type Harness } from "./harness.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const create = async (content = "x") => await harness.call("POST", harness.channel(), { body: { content } });

test("an answer is lost before or after its effect", async () => {
  harness.sim.failNext({ method: "post", route: /^\/channels\/\d+\/messages$/u, drop: "before" });
  await expect(create("before")).rejects.toThrow(/fetch failed/u);
  expect(harness.sim.messages()).toEqual([]);
  harness.sim.failNext({ route: /\/messages$/u, drop: "after" });
  await expect(create("after")).rejects.toThrow(/fetch failed/u);
  expect(harness.sim.messages()).toMatchObject([{ content: "after" }]);
  expect(harness.sim.requests.slice(1).map(({ status }) => status)).toEqual(["dropped", "dropped"]);
  expect(await create()).toMatchObject({ status: 200 });
});

test("a status, a body or a page comes instead of the effect, as often as asked", async () => {
  const fault = harness.sim.failNext({ route: /\/messages$/u, status: 503, times: 2 });
  expect(await create()).toMatchObject({ status: 503 });
  expect(await create()).toMatchObject({ status: 503 });
  expect(await create()).toMatchObject({ status: 200 });
  expect(fault.applied).toBe(2);
  const body = { message: "no", code: 50013 };
  harness.sim.failNext({ route: /\/messages$/u, status: 403, body, headers: { "x-extra": "1" } });
  const answer = await create();
  expect(answer).toMatchObject({ status: 403, code: 50013 });
  expect(answer.headers.get("x-extra")).toBe("1");
  harness.sim.failNext({ route: /\/messages$/u, html: "<h1>502</h1>", status: 502 });
  await expect(create()).rejects.toThrow(/JSON/u);
  expect(harness.sim.messages()).toHaveLength(1);
});

test("a fault is applied only to what it fits, and can be called off", async () => {
  harness.sim.failNext({ method: "GET", route: /\/messages$/u, status: 500 });
  const fault = harness.sim.failNext({ route: /\/messages$/u, status: 500 });
  fault.cancel();
  expect(await create()).toMatchObject({ status: 200 });
  expect(fault.applied).toBe(0);
  expect(await harness.call("GET", harness.channel())).toMatchObject({ status: 500 });
});

test("a fault can be meant for requests with files, or without", async () => {
  harness.sim.failNext({ route: /\/messages$/u, uploads: true, status: 500 });
  harness.sim.failNext({ route: /\/messages$/u, uploads: false, status: 501 });
  const files = { 0: { name: "a.png", bytes: Uint8Array.of(1) } };
  expect(await create()).toMatchObject({ status: 501 });
  expect(await harness.call("POST", harness.channel(), { body: {}, files })).toMatchObject({ status: 500 });
  expect(await create()).toMatchObject({ status: 200 });
});

test("a request is held until told, and has no effect until then", async () => {
  const gate = Promise.withResolvers<void>();
  harness.sim.failNext({ route: /\/messages$/u, until: gate.promise, delayMs: 1 });
  const sending = create();
  await harness.sim.waitFor(({ requests }) => requests.at(-1)?.status === "pending");
  expect(harness.sim.messages()).toEqual([]);
  gate.resolve();
  expect(await sending).toMatchObject({ status: 200 });
  expect(harness.sim.messages()).toHaveLength(1);
});

test("a request that is cut off halfway has no effect", async () => {
  const { port } = new URL(harness.sim.apiUrl);
  const socket = new Socket().connect(Number(port), "127.0.0.1");
  await once(socket, "connect");
  const head = [
    `POST /api/v10${harness.channel()} HTTP/1.1`,
    "Host: 127.0.0.1",
    "User-Agent: DiscordBot (x, 1)",
    `Authorization: Bot ${harness.sim.token}`,
    "Content-Type: application/json",
    "Content-Length: 100",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n{"content":`);
  await harness.sim.waitFor(({ requests }) => requests.at(-1)?.status === "pending");
  socket.destroy();
  await harness.sim.waitFor(({ requests }) => requests.at(-1)?.status === "dropped");
  expect(harness.sim.messages()).toEqual([]);
});

test("the doors are those of version 10, for a client that names itself", async () => {
  const me = async (path: string, agent = "DiscordBot (https://example.org, 1)") => {
    const headers = { authorization: `Bot ${harness.sim.token}`, "user-agent": agent };
    const response = await fetch(`${harness.sim.cdnUrl}${path}`, { headers });
    return { status: response.status, ...((await response.json()) as object) };
  };
  expect(await me("/api/v10/users/@me")).toMatchObject({ status: 200, id: harness.sim.applicationId, bot: true });
  expect(await me("/api/v10/applications/@me")).toMatchObject({ status: 200, id: harness.sim.applicationId });
  expect(await me("/api/v10/users/@me", "node")).toMatchObject({ status: 403, code: 40333 });
  expect(await me("/api/v9/users/@me")).toMatchObject({ status: 400, code: 50041 });
  expect(await me("/api/v10/nothing")).toMatchObject({ status: 404, code: 0 });
});
