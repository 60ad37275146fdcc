// Were this wrong, a client that breaks the gateway's rules would stay connected here and be thrown out there.
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { startDiscord, type DiscordOptions, type DiscordSimulator } from "../../../sim/discord/simulator.ts";

let sim: DiscordSimulator;
afterEach(async () => await sim[Symbol.asyncDispose]());

async function start(options: DiscordOptions = {}): Promise<void> {
  sim = await startDiscord(options);
}

const identify = (d: object = {}): object => ({
  op: 2,
  d: { token: sim.token, intents: 0, properties: { os: "a", browser: "b", device: "c" }, ...d },
});

async function dial(query = "?v=10&encoding=json"): Promise<WebSocket> {
  const socket = new WebSocket(`${sim.cdnUrl.replace("http", "ws")}/${query}`);
  await once(socket, "open");
  return socket;
}

async function say(socket: WebSocket, ...payloads: readonly (object | string)[]): Promise<void> {
  for (const payload of payloads) socket.send(typeof payload === "string" ? payload : JSON.stringify(payload));
}

async function closeCode(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, "close")) as [number];
  return code;
}

async function next(socket: WebSocket, op: number, name?: string): Promise<{ d: { session_id: string }; s: number }> {
  for (;;) {
    const [data] = (await once(socket, "message")) as [Buffer];
    const payload = JSON.parse(data.toString()) as { op: number; t: string; d: { session_id: string }; s: number };
    if (payload.op === op && (name === undefined || payload.t === name)) return payload;
  }
}

/** The ID of a session whose connection broke. */
async function loseSession(): Promise<string> {
  const socket = await dial();
  await say(socket, identify());
  const { d } = await next(socket, 0, "READY");
  const lost = sim.waitFor(({ gateway }) => gateway.sessions[0]?.connected === false);
  socket.terminate();
  await lost;
  return d.session_id;
}

test.each([
  ["nonsense", 4002, (): unknown[] => ["{"]],
  ["more than 4096 bytes", 4002, (): unknown[] => [{ op: 1, d: "x".repeat(4_096) }]],
  ["an unknown opcode", 4001, (): unknown[] => [{ op: 99, d: null }]],
  ["a presence before it identifies", 4003, (): unknown[] => [{ op: 3, d: {} }]],
  ["a wrong token", 4004, (): unknown[] => [identify({ token: "no" })]],
  ["an identify without properties", 4002, (): unknown[] => [identify({ properties: undefined })]],
  ["an identify without intents", 4002, (): unknown[] => [identify({ intents: undefined })]],
  ["a wrong token in a resume", 4004, (): unknown[] => [{ op: 6, d: { token: "no", session_id: "x", seq: 0 } }]],
  ["a second identify", 4005, (): unknown[] => [identify(), identify()]],
  ["a shard outside its count", 4010, (): unknown[] => [identify({ shard: [2, 2] })]],
  ["an intent that does not exist", 4013, (): unknown[] => [identify({ intents: 1 << 22 })]],
  ["an intent that is privileged", 4014, (): unknown[] => [identify({ intents: 1 << 15 })]],
  ["121 payloads in a minute", 4008, (): unknown[] => Array.from({ length: 121 }, () => ({ op: 1, d: null }))],
])("is closed for %s", async (_name, code, payloads) => {
  await start();
  const socket = await dial();
  const closed = closeCode(socket);
  await say(socket, ...(payloads() as object[]));
  expect(await closed).toBe(code);
});

test.each([
  ["another version", "?v=9&encoding=json", 4012],
  ["another encoding", "?v=10&encoding=etf", 4002],
  ["compression", "?v=10&encoding=json&compress=zlib-stream", 4002],
])("is closed for %s", async (_name, query, code) => {
  await start();
  const socket = new WebSocket(`${sim.cdnUrl.replace("http", "ws")}/${query}`);
  expect(await closeCode(socket)).toBe(code);
});

test("is closed when a resume claims more than was sent, and forgotten after a goodbye", async () => {
  await start();
  const session_id = await loseSession();
  const second = await dial();
  await say(second, { op: 6, d: { token: sim.token, session_id, seq: 50 } });
  expect(await closeCode(second)).toBe(4007);

  const third = await dial();
  await say(third, { op: 6, d: { token: sim.token, session_id, seq: 1 } });
  await next(third, 0, "RESUMED");
  const forgotten = sim.waitFor(({ gateway }) => gateway.sessions.length === 0);
  third.close(1000);
  await forgotten;
  const fourth = await dial();
  await say(fourth, { op: 6, d: { token: sim.token, session_id, seq: 1 } });
  expect((await next(fourth, 9)).d).toBe(false);
  fourth.terminate();
});

test("cannot resume a session that was lost for minutes", async () => {
  let now = Date.now();
  await start({ clock: { now: () => now } });
  const session_id = await loseSession();
  now += 121_000;
  const second = await dial();
  await say(second, { op: 6, d: { token: sim.token, session_id, seq: 1 } });
  expect((await next(second, 9)).d).toBe(false);
  second.terminate();
});

test("gets an invalid session when too many identify at once", async () => {
  await start({ maxConcurrency: 1 });
  const [first, second] = [await dial(), await dial()];
  await say(first, identify());
  await next(first, 0, "READY");
  await say(second, identify());
  expect((await next(second, 9)).d).toBe(false);
  first.terminate();
  second.terminate();
});
