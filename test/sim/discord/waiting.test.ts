// Were this wrong, tests would sleep and hope, and a failure would not say what there was instead.
import { afterEach, beforeEach, expect, test } from "vitest";
import { startDiscord, type SimEvent } from "../../../sim/discord/simulator.ts";
import { openHarness, type Harness } from "./harness.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

test("waiting resolves with what was looked for, now or when it happens", async () => {
  const { message } = await harness.reply({ content: "one" });
  expect(await harness.sim.waitFor((sim) => sim.messages()[0])).toBe(message);
  const edited = harness.sim.waitFor((sim) => sim.messages().find(({ content }) => content === "two"));
  await harness.call("PATCH", harness.channel(message.id), { body: { content: "two" } });
  expect(await edited).toBe(message);
});

test("waiting in vain tells what the channel holds", async () => {
  await harness.reply({ content: "the card" });
  harness.draw();
  const waiting = harness.sim.waitFor((sim) => sim.messages()[1], { timeoutMs: 1 });
  await expect(waiting).rejects.toThrow(/#studio\n.*the card[^]*unanswered: command draw \(sent 0×\)/u);
});

test("waiting passes on what the question throws, and ends with the simulator", async () => {
  const wrong = harness.sim.waitFor(() => {
    throw new Error("a bad question");
  });
  await expect(wrong).rejects.toThrow("a bad question");
  const sim = await startDiscord();
  const waiting = sim.waitFor(() => false).catch(String);
  await sim[Symbol.asyncDispose]();
  expect(await waiting).toMatch(/sessions: none/u);
});

test("listeners hear one kind of event until they stop", async () => {
  const heard: string[] = [];
  const stop = harness.sim.on("message", ({ change, message }) => heard.push(`${change} ${message.content}`));
  const { message } = await harness.reply({ content: "one" });
  await harness.call("PATCH", harness.channel(message.id), { body: { content: "two" } });
  await harness.call("DELETE", harness.channel(message.id));
  stop();
  await harness.reply({ content: "three" });
  expect(heard).toEqual(["created one", "edited two", "deleted two"]);
});

test("the stream has every event from the call on", async () => {
  const stop = new AbortController();
  const stream = harness.sim.events(stop.signal);
  await harness.reply({ content: "one" });
  const events: SimEvent[] = [];
  for await (const event of stream) {
    events.push(event);
    if (event.type === "request" && event.request.status === 204) stop.abort();
  }
  expect(events.map((event) => ("change" in event ? `${event.type} ${event.change}` : event.type))).toEqual([
    "interaction dispatched",
    "request",
    "message created",
    "interaction acknowledged",
    "request",
  ]);
});

test("the state is plain data", async () => {
  await harness.reply({ content: "x" }, { files: { 0: { name: "a.png", bytes: Uint8Array.of(1) } } });
  const { guilds, channels, interactions, requests } = harness.sim;
  const state = {
    guilds,
    channels,
    interactions,
    requests,
    messages: harness.sim.messages(),
    commands: harness.sim.commands(),
  };
  expect(structuredClone(state)).toEqual(state);
});

test("a clock before Discord's time is refused", async () => {
  await expect(startDiscord({ clock: { now: () => 0 } })).rejects.toThrow(/after February 2015/u);
});
