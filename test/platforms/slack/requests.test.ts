// Were this wrong, a form would not open because a card is being edited, a message would be posted twice because an answer
// was lost, or a token would go where it does not belong.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SlackSimulator, Fixtures } from "../../../sim/slack/simulator.ts";
import { startSlack } from "../../../sim/slack/simulator.ts";
import type { Requests, Urgency } from "../../../src/platforms/slack/api/requests.ts";
import { ManualClock } from "../../manual-clock.ts";
import { modal, section } from "../../sim/slack/harness.ts";
import { never, openRequests, tokenOf, turning } from "./connection-harness.ts";

let closing: AsyncDisposableStack;
let sim: SlackSimulator;
let fixtures: Fixtures;
let clock: ManualClock;
let requests: Requests;

beforeEach(async () => {
  closing = new AsyncDisposableStack();
  clock = new ManualClock();
  sim = closing.use(await startSlack({ clock, commands: ["/image"], limits: { channel: false } }));
  fixtures = sim.addFixtures();
  ({ requests } = closing.use(openRequests(sim, clock)));
});
afterEach(async () => await closing.disposeAsync());

const call = async (method: string, args: object = {}, urgency: Urgency = "progress", signal = never()) =>
  await requests.call<{ readonly ts: string }>({
    teamId: fixtures.workspace.id,
    method,
    args: { ...args },
    urgency,
    signal,
  });
const channel = (): string => fixtures.channels[0].id;
const post = async (urgency?: Urgency) => await call("chat.postMessage", { channel: channel(), text: "x" }, urgency);
const made = (method: string): number => sim.requests.filter((request) => request.method === method).length;
const busy = (retryAfterMs: number | null) => ({ name: "RetryableError", code: "reply.busy", retryAfterMs });

const respond = async (url: string, text = "x"): Promise<void> => await requests.respond(url, { text }, never());
const urlOf = (): string => fixtures.members[0].command(fixtures.channels[0], "/image").responseUrl ?? "";
const put = async (url: string, bytes: Uint8Array): Promise<void> =>
  await requests.put(url, { name: "fox.png", contentType: "image/png", bytes }, never());
const announce = async (length: number) =>
  (await call("files.getUploadURLExternal", { filename: "fox.png", length })) as unknown as { upload_url: string };

describe("a limit", () => {
  test("on editing delays no form, whatever waits for it", async () => {
    const { ts } = await post();
    const edit = async (urgency: Urgency) => await call("chat.update", { channel: channel(), ts, text: "y" }, urgency);
    sim.failNext({ method: "chat.update", error: "ratelimited", headers: { "Retry-After": "8" }, times: 3 });
    const waiting = edit("result");
    await expect(edit("progress")).rejects.toMatchObject(busy(8_000));
    await expect(edit("answer")).rejects.toMatchObject(busy(8_000));
    const handle = fixtures.members[0].command(fixtures.channels[0], "/image");
    const view = modal([section("x")], { submit: undefined });
    for (const urgency of ["answer"] as const)
      await call("views.open", { trigger_id: handle.triggerId, view }, urgency);
    expect(sim.views(fixtures.members[0])).toHaveLength(1);
    expect(clock.elapsed()).toBe(0);
    await clock.advance(8_000);
    await waiting;
    expect(sim.messages(channel())[0]).toMatchObject({ text: "y" });
  });

  test("of one workspace is none of another's", async () => {
    const other = sim.addFixtures({ name: "Other" });
    const limited = sim.failNext({ workspaceId: fixtures.workspace.id, error: "ratelimited", times: 10 });
    await expect(post()).rejects.toMatchObject(busy(1_000));
    const args = { channel: other.channels[0].id, text: "x" };
    const asked = { teamId: other.workspace.id, method: "chat.postMessage", args, signal: never() };
    await requests.call({ ...asked, urgency: "progress" });
    expect(limited.applied).toBe(1);
  });

  test("is waited for by a result, which then makes one message", async () => {
    const fault = sim.failNext({ method: "chat.postMessage", error: "ratelimited", headers: { "Retry-After": "3" } });
    const posted = post("result");
    await sim.waitFor(() => fault.applied === 1);
    await turning(() => clock.sleeping === 1);
    await clock.advance(3_000);
    await posted;
    expect(sim.messages(channel())).toHaveLength(1);
  });

  test("that lasts goes back to who can be stopped while they wait", async () => {
    sim.failNext({ method: "chat.postMessage", error: "ratelimited", headers: { "Retry-After": "30" } });
    await expect(post("result")).rejects.toMatchObject(busy(30_000));
    expect(made("chat.postMessage")).toBe(1);
  });

  test("that names no time is a hiccup", async () => {
    sim.failNext({ method: "chat.postMessage", error: "ratelimited", headers: { "Retry-After": "" } });
    await expect(post("result")).rejects.toMatchObject(busy(null));
  });
});

describe("a hiccup", () => {
  test.each<[string, object]>([
    ["chat.postMessage", { text: "x" }],
    ["chat.postEphemeral", { text: "x", user: "U1" }],
    ["files.completeUploadExternal", { files: [{ id: "F0" }] }],
  ])("%s is not asked again: what it makes may be there", async (method, args) => {
    sim.failNext({ method, drop: "after" });
    await expect(call(method, { channel: channel(), ...args }, "result")).rejects.toMatchObject(busy(null));
    expect(made(method)).toBe(1);
  });

  test.each([{ status: 503 }, { drop: "before" as const }, { error: "internal_error" }, { html: "<h1>Oops" }])(
    "%o: what makes nothing twice is asked again at once, and once",
    async (fault) => {
      const ordered = sim.failNext({ method: "users.info", ...fault });
      await call("users.info", { user: fixtures.admin.id }, "result");
      expect([ordered.applied, made("users.info")]).toEqual([1, 2]);
      sim.failNext({ method: "users.info", ...fault, times: 2 });
      await expect(call("users.info", { user: fixtures.admin.id }, "result")).rejects.toMatchObject(busy(null));
    },
  );

  test.each(["answer", "progress"] as const)("%s is not asked again: who waits has moved on", async (urgency) => {
    sim.failNext({ method: "users.info", status: 503 });
    await expect(call("users.info", { user: fixtures.admin.id }, urgency)).rejects.toMatchObject(busy(null));
    expect(made("users.info")).toBe(1);
  });
});

test("who is told to stop stops", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const fault = sim.failNext({ until: promise });
  const stop = new AbortController();
  const waiting = call("users.info", { user: fixtures.admin.id }, "result", stop.signal);
  await sim.waitFor(() => fault.applied === 1);
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ code: "reply.busy" });
  resolve();
});

test("where the bot is not installed nobody is asked", async () => {
  const nowhere = { teamId: "T0", method: "users.info", args: {}, urgency: "answer", signal: never() } as const;
  await expect(requests.call(nowhere)).rejects.toMatchObject({ name: "TerminalError", code: "reply.unreachable" });
  expect(sim.requests).toEqual([]);
});

test("every call says which workspace it means, and whose token it has", async () => {
  await post();
  expect(sim.requests).toMatchObject([
    { authorization: "bot", workspaceId: fixtures.workspace.id, args: { team_id: fixtures.workspace.id } },
  ]);
});

describe("a response URL", () => {
  test("takes five answers, for half an hour, and no token", async () => {
    const url = urlOf();
    for (let n = 0; n < 5; n += 1) await respond(url);
    await expect(respond(url)).rejects.toMatchObject({ name: "TerminalError", code: "reply.expired" });
    const late = urlOf();
    await clock.advance(31 * 60_000);
    await expect(respond(late)).rejects.toMatchObject({ code: "reply.expired" });
    expect(new Set(sim.requests.map(({ authorization }) => authorization))).toEqual(new Set(["none"]));
  });

  test.each<[object, object]>([
    [{ status: 503 }, busy(null)],
    [{ error: "ratelimited" }, { code: "reply.busy" }],
    [{ drop: "before" }, busy(null)],
    [{ status: 404, html: "<h1>Not found" }, { code: "reply.expired" }],
    [
      { status: 400, error: "invalid_blocks" },
      { name: "TerminalError", code: "reply.rejected" },
    ],
  ])("%o is %o", async (fault, expected) => {
    sim.failNext({ method: "response_url", ...fault });
    await expect(respond(urlOf())).rejects.toMatchObject(expected);
  });
});

describe("where files go", () => {
  test("the bytes go as they are, without a token", async () => {
    const bytes = new Uint8Array(100_000).fill(7);
    await put((await announce(bytes.byteLength)).upload_url, bytes);
    expect(sim.files()[0]).toMatchObject({ state: "uploaded", size: 100_000 });
    expect(Buffer.from(sim.files()[0]?.bytes ?? []).equals(bytes)).toBe(true);
    expect(sim.requests.at(-1)).toMatchObject({ method: "upload", authorization: "none", bytes: 100_000 });
    expect(JSON.stringify(sim.requests.at(-1))).not.toContain(tokenOf(fixtures.workspace));
  });

  test("what is not taken is said, and not sent again by itself", async () => {
    const { upload_url: url } = await announce(3);
    await expect(put(url, new Uint8Array(4))).rejects.toMatchObject(busy(null));
    sim.failNext({ method: "upload", status: 500 });
    await expect(put(url, new Uint8Array(3))).rejects.toMatchObject(busy(null));
    expect(made("upload")).toBe(2);
  });
});
