// Were this wrong, tests would hang or pass too early instead of waiting for what they name.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { SimEvent } from "../../../sim/slack/simulator.ts";
import { startSlack } from "../../../sim/slack/simulator.ts";
import { openHarness, section, type Harness } from "./harness.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

test("waiting resolves with what was found, now or after the event that brings it", async () => {
  const waiting = harness.sim.waitFor((sim) => sim.messages().find(({ text }) => text === "second"));
  await harness.post({ text: "first" });
  const second = await harness.post({ text: "second" });
  expect(await waiting).toBe(second);
  expect(await harness.sim.waitFor((sim) => sim.messages()[0])).toMatchObject({ text: "first" });
});

test("waiting in vain says what there is", async () => {
  await harness.post({
    text: "hello",
    blocks: [{ type: "header", text: { type: "plain_text", text: "Head" } }, section("body")],
  });
  harness.draw();
  const waiting = harness.sim.waitFor(() => false, { timeoutMs: 1 });
  await expect(waiting).rejects.toThrow(
    /not seen within 1 ms[^]*#studio[^]*hello Head body[^]*command \/draw \(sent 0×\) dispatch_failed/u,
  );
  await expect(harness.sim.waitFor(() => JSON.parse("{"))).rejects.toThrow(SyntaxError);
});

test("events tell what changes, until nobody listens", async () => {
  const changes: string[] = [];
  const stop = harness.sim.on("message", ({ change, message }) => changes.push(`${change} ${message.text}`));
  const message = await harness.post({ text: "one" });
  await harness.call("chat.update", { channel: message.channelId, ts: message.ts, text: "two" });
  harness.sim.deleteMessage(message);
  stop();
  await harness.post({ text: "three" });
  expect(changes).toEqual(["created one", "edited two", "deleted two"]);
});

test("events can be walked through, from the call on, until the simulator closes", async () => {
  const sim = await startSlack();
  const events = sim.events();
  sim.addWorkspace({ name: "North" });
  const seen: SimEvent["type"][] = [];
  const walking = (async () => {
    for await (const event of events) seen.push(event.type);
  })();
  await sim[Symbol.asyncDispose]();
  await walking;
  expect(seen).toEqual(["installation"]);
});

test("with real time, what is due happens by itself", async () => {
  await using own = await startSlack({ fileReadyMs: 20, commands: ["/draw"] });
  const { channels, workspace } = own.addFixtures();
  const token = workspace.installation?.botToken ?? "";
  const call = async (method: string, args: Readonly<Record<string, string>>) => {
    const body = new URLSearchParams({ token, ...args });
    return (await (await fetch(`${own.apiUrl}${method}`, { method: "POST", body })).json()) as Record<string, string>;
  };
  const { upload_url: url = "", file_id: id = "" } = await call("files.getUploadURLExternal", {
    filename: "a.txt",
    length: "1",
  });
  await fetch(url, { method: "POST", body: "x" });
  await call("files.completeUploadExternal", { files: JSON.stringify([{ id }]), channel_id: channels[0].id });
  expect(await own.waitFor((sim) => sim.messages()[0])).toMatchObject({ files: [{ id, state: "ready" }] });
});

test("an interaction and a message copy as plain data", async () => {
  const handle = harness.draw();
  const message = await harness.post({ text: "x" });
  expect(structuredClone(message)).toEqual(message);
  expect(structuredClone(handle)).toEqual({ ...handle });
  expect(Object.keys(handle)).not.toContain("acknowledged");
});
