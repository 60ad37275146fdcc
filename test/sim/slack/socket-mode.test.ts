// Were this wrong, a bot that loses or doubles what happens during a refresh would pass for one that does not.
import { once } from "node:events";
import { WebSocket } from "ws";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { JsonObject } from "../../../sim/slack/simulator.ts";
import { openHarness, startSocketBot, type Harness } from "./harness.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

class Client {
  readonly #socket: WebSocket;
  readonly received: JsonObject[] = [];

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data: Buffer) => this.received.push(JSON.parse(data.toString()) as JsonObject));
  }

  static async open(): Promise<Client> {
    const { json } = await harness.call("apps.connections.open", {}, { token: harness.sim.appToken });
    const client = new Client(new WebSocket(String(json["url"])));
    await once(client.#socket, "message");
    return client;
  }

  /** The next message after the call. */
  async next(): Promise<JsonObject> {
    await this.count(this.received.length + 1);
    return this.received.at(-1) ?? {};
  }

  async count(messages: number): Promise<void> {
    while (this.received.length < messages) await once(this.#socket, "message");
  }

  ack(envelope: JsonObject, payload: JsonObject = {}): void {
    this.#socket.send(JSON.stringify({ envelope_id: envelope["envelope_id"], payload }));
  }
}

test("a connection begins with a hello, and its address is good once", async () => {
  const { json } = await harness.call("apps.connections.open", {}, { token: harness.sim.appToken });
  const first = new WebSocket(String(json["url"]));
  const [hello] = (await once(first, "message")) as [Buffer];
  expect(JSON.parse(hello.toString())).toMatchObject({
    type: "hello",
    num_connections: 1,
    connection_info: { app_id: harness.sim.appId },
  });
  const again = new WebSocket(String(json["url"]));
  const [code] = (await once(again, "close")) as [number];
  expect(code).toBe(1008);
});

test("an envelope goes to one of the connections, in turn, and says whether it takes an answer", async () => {
  const [one, two] = [await Client.open(), await Client.open()];
  const [a, b] = [one.next(), two.next()];
  const handles = [harness.draw("first"), harness.draw("second")];
  const envelopes = [await a, await b];
  expect(envelopes).toMatchObject([
    { type: "slash_commands", accepts_response_payload: true, payload: { text: "first" } },
    { type: "slash_commands", accepts_response_payload: true, payload: { text: "second" } },
  ]);
  expect(one.received).toHaveLength(2);
  two.ack(envelopes[0] ?? {}, { text: "stolen" });
  one.ack(envelopes[0] ?? {}, { text: "mine" });
  expect(await handles[0]?.acknowledged).toMatchObject({ message: { text: "mine" } });
  const third = one.next();
  handles.push(harness.draw("third"));
  one.ack(envelopes[0] ?? {}, { text: "again" });
  one.ack(await third);
  await handles[2]?.acknowledged;
  expect(handles.map(({ answers }) => answers)).toEqual([1, 0, 1]);
  expect(harness.sim.socket.connections).toMatchObject([
    { state: "open", delivered: 2, acknowledged: 2 },
    { state: "open", delivered: 1, acknowledged: 0 },
  ]);
});

test("an eleventh connection is one too many", async () => {
  for (let n = 0; n < 10; n += 1) await Client.open();
  const eleventh = await Client.open();
  expect(eleventh.received).toMatchObject([{ type: "disconnect", reason: "too_many_websockets" }]);
  expect(harness.sim.socket.connections).toHaveLength(10);
});

test.each([
  ["refresh", "refresh_requested"],
  ["warn", "warning"],
  ["disable", "link_disabled"],
] as const)("%s: the client is told, and gets nothing more", async (verb, reason) => {
  const client = await Client.open();
  const told = client.next();
  harness.sim.socket[verb]();
  expect(await told).toMatchObject({ type: "disconnect", reason });
  expect(harness.sim.socket.connections).toMatchObject([{ state: "draining" }]);
  expect(harness.draw()).toMatchObject({ failure: "dispatch_failed", deliveries: 0 });
});

test("what was not acknowledged when a connection is cut is lost, and times out", async () => {
  const client = await Client.open();
  const envelope = client.next();
  const handle = harness.draw();
  await envelope;
  harness.sim.socket.drop();
  await harness.sim.waitFor(({ socket }) => socket.connections[0]?.state === "closed");
  harness.clock.advance(3_001);
  expect(harness.sim.interactions.find(({ id }) => id === handle.id)).toMatchObject({
    failure: "operation_timeout",
    deliveries: 1,
  });
});

test("an event waits for a connection, and comes again until it is acknowledged", async () => {
  harness.sim.uninstall(harness.fixtures.workspace);
  const [uninstalled, revoked] = harness.sim.interactions;
  expect([uninstalled, revoked]).toMatchObject([
    { kind: "event", name: "app_uninstalled", deliveries: 0 },
    { kind: "event", name: "tokens_revoked", deliveries: 0 },
  ]);
  const client = await Client.open();
  await client.count(3);
  expect(client.received.slice(1)).toMatchObject([
    {
      type: "events_api",
      accepts_response_payload: false,
      retry_attempt: 0,
      payload: { event: { type: "app_uninstalled" } },
    },
    { type: "events_api", retry_attempt: 0, payload: { event: { type: "tokens_revoked" } } },
  ]);

  harness.sim.socket.drop();
  await harness.sim.waitFor(({ socket }) => socket.connections[0]?.state === "closed");
  const second = await Client.open();
  await second.count(3);
  expect(second.received.slice(1)).toMatchObject([
    { retry_attempt: 1, retry_reason: "timeout" },
    { retry_attempt: 1, retry_reason: "timeout" },
  ]);

  second.ack(second.received[1] ?? {});
  await harness.sim.waitFor(() => uninstalled?.response);
  harness.clock.advance(3_001);
  expect(harness.sim.interactions[1]).toMatchObject({ deliveries: 2, failure: "operation_timeout" });
  harness.clock.advance(60_000);
  expect(harness.sim.interactions.map(({ deliveries }) => deliveries)).toEqual([2, 3]);
  await second.count(4);
  second.ack(second.received[3] ?? {});
  await harness.sim.waitFor(() => revoked?.response);
  expect(revoked).toMatchObject({ response: { type: "empty" }, failure: undefined });
  harness.clock.advance(10 * 60_000);
  expect(harness.sim.interactions.map(({ deliveries }) => deliveries)).toEqual([2, 3]);
});

test("Bolt comes back after a refresh, and after a cut", async () => {
  await using bot = await startSocketBot(harness.sim, harness.fixtures.workspace, 50);
  bot.app.command("/draw", async ({ ack }) => await ack("ok"));
  const open = (): boolean => harness.sim.socket.connections.some(({ state }) => state === "open");
  expect(await harness.draw().acknowledged).toMatchObject({ type: "message" });
  for (const verb of ["refresh", "drop"] as const) {
    harness.sim.socket[verb]();
    await harness.sim.waitFor(() => !open());
    await harness.sim.waitFor(open);
    expect(await harness.draw().acknowledged).toMatchObject({ type: "message" });
  }
  expect(harness.sim.socket.connections.map(({ state }) => state)).toEqual(["closed", "closed", "open"]);
});

test("two receivers leave no gap when one is refreshed", async () => {
  await using one = await startSocketBot(harness.sim, harness.fixtures.workspace, 50);
  await using two = await startSocketBot(harness.sim, harness.fixtures.workspace, 50);
  for (const { app } of [one, two]) app.command("/draw", async ({ ack }) => await ack("ok"));
  const [first] = harness.sim.socket.connections;
  harness.sim.socket.refresh(first?.id);
  expect(await harness.draw().acknowledged).toMatchObject({ type: "message" });
});
