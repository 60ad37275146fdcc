// Were this wrong, a picture would be shown here that no workspace shows, or a private file leak to whoever asks for it.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject, Workspace } from "../../../sim/slack/simulator.ts";
import { complete, MP4, PNG, ready, upload } from "./media.ts";
import { openRig, tokenOf, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await openRig({ fileReadyMs: 1_000 });
});
afterEach(async () => await rig[Symbol.asyncDispose]());

const image = (slack_file: JsonObject): JsonObject => ({ type: "image", alt_text: "A fox", slack_file });
const get = async (url: string, token?: string) => {
  const response = await fetch(url, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, type: response.headers.get("content-type"), bytes };
};
const bring = (workspace: Workspace) => {
  const channel = rig.sim.addChannel(workspace, { name: "refs" });
  const person = rig.sim.addMember(workspace, { name: "Di" });
  const [file] = person.upload(channel, { name: "Fox.png", bytes: PNG }, "look").files;
  if (!file) throw new Error("no file");
  return { file, channel };
};

const show = async (slack_file: JsonObject) =>
  await rig.call("chat.postMessage", { channel: rig.fixtures.channels[0].id, text: "x", blocks: [image(slack_file)] });

describe("an image block", () => {
  test("shows a picture that is ready, and nothing else", async () => {
    const id = await upload(rig, PNG);
    await complete(rig, {}, id);
    expect(await show({ id })).toMatchObject({
      error: "invalid_blocks",
      problems: ["invalid slack file [json-pointer:/blocks/0/slack_file]"],
    });
    rig.clock.advance(1_000);
    expect(await show({ id })).toMatchObject({ ok: true });
    expect(await show({ url: rig.sim.files()[0]?.urlPrivate })).toMatchObject({ ok: true });
    expect(rig.sim.messages()[0]).toMatchObject({ brokenFiles: [] });
    const video = await ready(rig, MP4, { filename: "fox.mp4" });
    expect(await show({ id: video })).toMatchObject({ error: "invalid_blocks" });
    expect(await show({ id: "f0lower" })).toMatchObject({ error: "invalid_blocks" });
    const other = rig.sim.addFixtures({ name: "Other" });
    expect(await show({ id: other.members[0].keep({ name: "a.png", bytes: PNG }).id })).toMatchObject({
      error: "invalid_blocks",
    });
  });

  test("that an edit adds is broken for those who look", async () => {
    const id = await ready(rig, PNG);
    const message = await rig.post({ text: "Working" });
    const args = { channel: message.channelId, ts: message.ts, text: "Done", blocks: [image({ id })] };
    expect(await rig.call("chat.update", args)).toMatchObject({ ok: true });
    expect(message.brokenFiles).toEqual([id]);
    await rig.call("chat.update", { ...args, text: "Done again" });
    expect(message.brokenFiles).toEqual([id]);
    const shown = await rig.post({ text: "x", blocks: [image({ id })] });
    await rig.call("chat.update", { ...args, ts: shown.ts });
    expect(shown.brokenFiles).toEqual([]);
  });
});

describe("a private file", () => {
  test("is read with the workspace's token", async () => {
    const { file } = bring(rig.fixtures.workspace);
    const token = tokenOf(rig.fixtures.workspace);
    expect(await get(file.urlPrivate, token)).toEqual({ status: 200, type: "image/png", bytes: PNG });
    expect(await get(file.urlPrivateDownload, token)).toMatchObject({ status: 200, bytes: PNG });
    expect(rig.sim.requests.at(-1)).toMatchObject({
      method: "download",
      authorization: "bot",
      workspaceId: rig.fixtures.workspace.id,
    });
  });

  test("is a page to sign in for whoever shows no token, and a page for any other", async () => {
    const { file, channel } = bring(rig.fixtures.workspace);
    const page = { type: expect.stringContaining("text/html") };
    expect(await get(file.urlPrivate)).toMatchObject({ status: 200, ...page });
    expect((await fetch(file.urlPrivate, { redirect: "manual" })).status).toBe(302);
    const other = tokenOf(rig.sim.addWorkspace({ name: "Other" }));
    expect(await get(file.urlPrivate, other)).toMatchObject({ status: 403, ...page });
    expect(await get(file.urlPrivate, rig.sim.appToken)).toMatchObject({ status: 403, ...page });
    const token = tokenOf(rig.fixtures.workspace);
    rig.sim.changeChannel(channel, { botIsMember: false });
    expect(await get(file.urlPrivate, token)).toMatchObject({ status: 403 });
    expect(await rig.call("files.info", { file: file.id })).toMatchObject({ error: "file_not_found" });
    rig.sim.changeChannel(channel, { botIsMember: true });
    const { botToken: poor } = rig.sim.install(rig.fixtures.workspace, { scopes: ["chat:write"] });
    expect(await get(file.urlPrivate, poor)).toMatchObject({ status: 403 });
    expect(await get(file.urlPrivate, token)).toMatchObject({ status: 200 });
    await rig.call("auth.revoke", {}, { token });
    expect(await get(file.urlPrivate, token)).toMatchObject({ status: 403 });
  });

  test("of an enterprise is one redirect away, where the token is asked for again", async () => {
    const enterprise = rig.sim.addEnterprise("Grid");
    const { workspace } = rig.sim.addFixtures({ name: "North", enterprise });
    const { file } = bring(workspace);
    const headers = { authorization: `Bearer ${tokenOf(workspace)}` };
    const first = await fetch(file.urlPrivate, { headers, redirect: "manual" });
    expect(first.status).toBe(302);
    const next = new URL(first.headers.get("location") ?? "", file.urlPrivate).href;
    expect(await get(next)).toMatchObject({ type: expect.stringContaining("text/html") });
    expect(await get(next, tokenOf(workspace))).toMatchObject({ status: 200, bytes: PNG });
  });
});
