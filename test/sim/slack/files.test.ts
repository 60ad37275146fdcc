// Were this wrong, a picture would be shown here that no workspace shows, or a private file leak to whoever asks for it.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject, Workspace } from "../../../sim/slack/simulator.ts";
import { complete, MP4, PNG, ready, upload } from "./media.ts";
import { openHarness, tokenOf, type Harness } from "./harness.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness({ fileReadyMs: 1_000 });
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const image = (slack_file: JsonObject): JsonObject => ({ type: "image", alt_text: "A fox", slack_file });
const get = async (url: string, token?: string) => {
  const response = await fetch(url, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, type: response.headers.get("content-type"), bytes };
};
const bring = (workspace: Workspace) => {
  const channel = harness.sim.addChannel(workspace, { name: "refs" });
  const person = harness.sim.addMember(workspace, { name: "Di" });
  const [file] = person.upload(channel, { name: "Fox.png", bytes: PNG }, "look").files;
  if (!file) throw new Error("no file");
  return { file, channel };
};

const show = async (slack_file: JsonObject) =>
  await harness.call("chat.postMessage", {
    channel: harness.fixtures.channels[0].id,
    text: "x",
    blocks: [image(slack_file)],
  });

describe("an image block", () => {
  test("shows a picture that is ready, and nothing else", async () => {
    const id = await upload(harness, PNG);
    await complete(harness, {}, id);
    expect(await show({ id })).toMatchObject({
      error: "invalid_blocks",
      problems: ["invalid slack file [json-pointer:/blocks/0/slack_file]"],
    });
    harness.clock.advance(1_000);
    expect(await show({ id })).toMatchObject({ ok: true });
    expect(await show({ url: harness.sim.files()[0]?.urlPrivate })).toMatchObject({ ok: true });
    expect(harness.sim.messages()[0]).toMatchObject({ brokenFiles: [] });
    const video = await ready(harness, MP4, { filename: "fox.mp4" });
    expect(await show({ id: video })).toMatchObject({ error: "invalid_blocks" });
    expect(await show({ id: "f0lower" })).toMatchObject({ error: "invalid_blocks" });
    const other = harness.sim.addFixtures({ name: "Other" });
    expect(await show({ id: other.members[0].keep({ name: "a.png", bytes: PNG }).id })).toMatchObject({
      error: "invalid_blocks",
    });
  });

  test("that an edit adds is broken for those who look", async () => {
    const id = await ready(harness, PNG);
    const message = await harness.post({ text: "Working" });
    const args = { channel: message.channelId, ts: message.ts, text: "Done", blocks: [image({ id })] };
    expect(await harness.call("chat.update", args)).toMatchObject({ ok: true });
    expect(message.brokenFiles).toEqual([id]);
    await harness.call("chat.update", { ...args, text: "Done again" });
    expect(message.brokenFiles).toEqual([id]);
    const shown = await harness.post({ text: "x", blocks: [image({ id })] });
    await harness.call("chat.update", { ...args, ts: shown.ts });
    expect(shown.brokenFiles).toEqual([]);
  });
});

describe("a private file", () => {
  test("is read with the workspace's token", async () => {
    const { file } = bring(harness.fixtures.workspace);
    const token = tokenOf(harness.fixtures.workspace);
    expect(await get(file.urlPrivate, token)).toEqual({ status: 200, type: "image/png", bytes: PNG });
    expect(await get(file.urlPrivateDownload, token)).toMatchObject({ status: 200, bytes: PNG });
    expect(harness.sim.requests.at(-1)).toMatchObject({
      method: "download",
      authorization: "bot",
      workspaceId: harness.fixtures.workspace.id,
    });
  });

  test("is a page to sign in for whoever shows no token, and a page for any other", async () => {
    const { file, channel } = bring(harness.fixtures.workspace);
    const page = { type: expect.stringContaining("text/html") };
    expect(await get(file.urlPrivate)).toMatchObject({ status: 200, ...page });
    expect((await fetch(file.urlPrivate, { redirect: "manual" })).status).toBe(302);
    const other = tokenOf(harness.sim.addWorkspace({ name: "Other" }));
    expect(await get(file.urlPrivate, other)).toMatchObject({ status: 403, ...page });
    expect(await get(file.urlPrivate, harness.sim.appToken)).toMatchObject({ status: 403, ...page });
    const token = tokenOf(harness.fixtures.workspace);
    harness.sim.changeChannel(channel, { botIsMember: false });
    expect(await get(file.urlPrivate, token)).toMatchObject({ status: 403 });
    expect(await harness.call("files.info", { file: file.id })).toMatchObject({ error: "file_not_found" });
    harness.sim.changeChannel(channel, { botIsMember: true });
    const { botToken: poor } = harness.sim.install(harness.fixtures.workspace, { scopes: ["chat:write"] });
    expect(await get(file.urlPrivate, poor)).toMatchObject({ status: 403 });
    expect(await get(file.urlPrivate, token)).toMatchObject({ status: 200 });
    await harness.call("auth.revoke", {}, { token });
    expect(await get(file.urlPrivate, token)).toMatchObject({ status: 403 });
  });

  test("of an enterprise is one redirect away, where the token is asked for again", async () => {
    const enterprise = harness.sim.addEnterprise("Grid");
    const { workspace } = harness.sim.addFixtures({ name: "North", enterprise });
    const { file } = bring(workspace);
    const headers = { authorization: `Bearer ${tokenOf(workspace)}` };
    const first = await fetch(file.urlPrivate, { headers, redirect: "manual" });
    expect(first.status).toBe(302);
    const next = new URL(first.headers.get("location") ?? "", file.urlPrivate).href;
    expect(await get(next)).toMatchObject({ type: expect.stringContaining("text/html") });
    expect(await get(next, tokenOf(workspace))).toMatchObject({ status: 200, bytes: PNG });
  });
});
