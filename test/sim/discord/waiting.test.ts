// Were this wrong, tests would sleep and hope, and a failure would not say what there was instead.
import { afterEach, beforeEach, expect, test } from "vitest";
import { startDiscord, type SimEvent } from "../../../sim/discord/simulator.ts";
import { openRig, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => await rig[Symbol.asyncDispose]());

test("waiting resolves with what was looked for, now or when it happens", async () => {
  const { message } = await rig.reply({ content: "one" });
  expect(await rig.sim.waitFor((sim) => sim.messages()[0])).toBe(message);
  const edited = rig.sim.waitFor((sim) => sim.messages().find(({ content }) => content === "two"));
  await rig.call("PATCH", rig.channel(message.id), { body: { content: "two" } });
  expect(await edited).toBe(message);
});

test("waiting in vain tells what the channel holds", async () => {
  await rig.reply({ content: "the card" });
  rig.draw();
  const waiting = rig.sim.waitFor((sim) => sim.messages()[1], { timeoutMs: 1 });
  await expect(waiting).rejects.toThrow(/#studio\n.*the card[^]*unanswered: command draw \(sent 0×\)/u);
});

test("waiting passes on what the question throws, and ends with the simulator", async () => {
  const wrong = rig.sim.waitFor(() => {
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
  const stop = rig.sim.on("message", ({ change, message }) => heard.push(`${change} ${message.content}`));
  const { message } = await rig.reply({ content: "one" });
  await rig.call("PATCH", rig.channel(message.id), { body: { content: "two" } });
  await rig.call("DELETE", rig.channel(message.id));
  stop();
  await rig.reply({ content: "three" });
  expect(heard).toEqual(["created one", "edited two", "deleted two"]);
});

test("the stream has every event from the call on", async () => {
  const stop = new AbortController();
  const stream = rig.sim.events(stop.signal);
  await rig.reply({ content: "one" });
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
  await rig.reply({ content: "x" }, { files: { 0: { name: "a.png", bytes: Uint8Array.of(1) } } });
  const { guilds, channels, interactions, requests } = rig.sim;
  const state = {
    guilds,
    channels,
    interactions,
    requests,
    messages: rig.sim.messages(),
    commands: rig.sim.commands(),
  };
  expect(structuredClone(state)).toEqual(state);
});

test("a clock before Discord's time is refused", async () => {
  await expect(startDiscord({ clock: { now: () => 0 } })).rejects.toThrow(/after February 2015/u);
});
