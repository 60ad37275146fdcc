// Were this wrong, media would count as delivered that no channel ever shows.
import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { JsonObject } from "../../../sim/slack/simulator.ts";
import { announce, complete, MP4, PNG, upload } from "./media.ts";
import { clientOf, openHarness, section, tokenOf, type Harness } from "./harness.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness({ fileReadyMs: 1_000 });
});
afterEach(async () => await harness[Symbol.asyncDispose]());

test("an upload takes three steps, and is seen once Slack has looked at it", async () => {
  const root = await harness.post({ text: "Working" });
  const id = await upload(harness, PNG, { alt_txt: "A red fox" });
  const args = { channel_id: root.channelId, thread_ts: root.ts, initial_comment: "Done" };
  expect((await complete(harness, args, id)).json["files"]).toMatchObject([{ id, mimetype: "", shares: {} }]);
  await harness.post({ text: "posted meanwhile" });
  harness.clock.advance(999);
  const early = (await harness.call("files.info", { file: id })).json["file"];
  expect(early).toHaveProperty("mimetype", "");
  expect(early).toHaveProperty("shares", {});
  harness.clock.advance(1);
  const { file } = (await harness.call("files.info", { file: id })).json;
  const message = harness.sim.messages().at(-1);
  expect(message).toMatchObject({
    origin: "file",
    text: "Done",
    threadTs: root.ts,
    files: [{ id, altText: "A red fox" }],
  });
  expect(file).toMatchObject({
    id,
    mimetype: "image/png",
    filetype: "png",
    size: PNG.length,
    original_w: 640,
    original_h: 480,
    alt_txt: "A red fox",
    is_public: true,
    shares: { public: { [root.channelId]: [{ ts: message?.ts, thread_ts: root.ts }] } },
  });
  expect(harness.sim.files()).toMatchObject([
    {
      id,
      state: "ready",
      sha256: createHash("sha256").update(PNG).digest("hex"),
      shares: [{ channelId: root.channelId, ts: message?.ts, threadTs: root.ts }],
    },
  ]);
});

test("an upload of several files makes one message, when the last is ready", async () => {
  const ids = [await upload(harness, PNG), await upload(harness, MP4, { filename: "fox.mp4" })];
  const blocks = [section("*Done*")];
  expect(await complete(harness, { channel_id: harness.fixtures.channels[0].id, blocks }, ...ids)).toMatchObject({
    ok: true,
  });
  harness.sim.makeReady({ id: ids[0] ?? "" });
  expect(harness.sim.messages()).toEqual([]);
  harness.sim.makeReady({ id: ids[1] ?? "" });
  expect(harness.sim.messages()).toMatchObject([
    { blocks, files: [{ mimetype: "image/png" }, { mimetype: "video/mp4" }] },
  ]);
});

test("an upload by the SDK's own helper loses its alt text, as it does at Slack", async () => {
  const client = clientOf(harness.sim, tokenOf(harness.fixtures.workspace));
  const [channel] = harness.fixtures.channels;
  await client.filesUploadV2({ channel_id: channel.id, filename: "fox.png", file: PNG, alt_text: "A red fox" });
  harness.clock.advance(1_000);
  expect(harness.sim.messages()).toMatchObject([
    { files: [{ name: "fox.png", size: PNG.length, altText: undefined }] },
  ]);
});

test("an upload may answer well and never be shared", async () => {
  const id = await upload(harness, PNG);
  harness.sim.failNext({ method: "files.completeUploadExternal", neverShared: true });
  expect(await complete(harness, { channel_id: harness.fixtures.channels[0].id }, id)).toMatchObject({ ok: true });
  harness.clock.advance(60_000);
  const { file } = (await harness.call("files.info", { file: id })).json;
  expect(file).toHaveProperty("mimetype", "image/png");
  expect(file).toHaveProperty("shares", {});
  expect(harness.sim.messages()).toEqual([]);
});

test("an upload carries as many bytes as were announced, once", async () => {
  const { url } = await announce(harness, PNG);
  const send = async (bytes: Uint8Array) => (await fetch(url, { method: "POST", body: new Uint8Array(bytes) })).status;
  expect(await send(PNG.subarray(1))).toBe(400);
  expect(await send(PNG)).toBe(200);
  expect(await send(PNG)).toBe(400);
  expect((await fetch(`${harness.sim.origin}/upload/v1/none`, { method: "POST", body: "x" })).status).toBe(400);
});

test.each([
  ["no length", { length: undefined }, "invalid_arguments"],
  ["nothing", { length: 0 }, "missing_argument"],
  ["more than a gigabyte", { length: 1_000_000_001 }, "file_upload_size_restricted"],
  ["a long alt text", { alt_txt: "x".repeat(1_001) }, "alt_txt_too_large"],
])("an upload of %s is not begun", async (_name, change, error) => {
  const args = { filename: "a.png", length: 1, ...change };
  expect(await harness.call("files.getUploadURLExternal", args)).toMatchObject({ error });
});

test("an upload is completed by who began it, after its bytes, once", async () => {
  const { id } = await announce(harness, PNG);
  expect(await complete(harness, {}, id)).toMatchObject({ error: "file_not_found" });
  expect(await complete(harness, {}, "F0NOTHING")).toMatchObject({ error: "file_not_found" });
  expect(await complete(harness, {})).toMatchObject({ error: "invalid_arguments" });
  const done = await upload(harness, PNG);
  const token = tokenOf(harness.sim.addWorkspace({ name: "Other" }));
  const theirs = await harness.call("files.completeUploadExternal", { files: [{ id: done }] }, { token });
  expect(theirs).toMatchObject({ error: "file_not_found" });
  expect(await complete(harness, {}, done)).toMatchObject({ ok: true });
  expect(await complete(harness, {}, done)).toMatchObject({ error: "file_not_found" });
});

test("an upload reaches channels that the bot is in, whatever it may post", async () => {
  const { workspace, members, channels } = harness.fixtures;
  const open = harness.sim.addChannel(workspace, { name: "open", botIsMember: false });
  const secret = harness.sim.addChannel(workspace, { name: "secret", kind: "private", botIsMember: false });
  const closed = harness.sim.addChannel(workspace, { name: "closed", isArchived: true });
  const id = await upload(harness, PNG);
  const to = async (args: JsonObject) => await complete(harness, args, id);
  expect(await to({ channel_id: open.id })).toMatchObject({ error: "not_in_channel" });
  expect(await to({ channel_id: secret.id })).toMatchObject({ error: "channel_not_found" });
  expect(await to({ channel_id: closed.id })).toMatchObject({ error: "posting_to_channel_denied" });
  expect(await to({ channel_id: members[0].id })).toMatchObject({ error: "invalid_arguments" });
  expect(await to({ channel_id: channels[0].id, thread_ts: "1.1" })).toMatchObject({
    error: "cannot_reply_to_message",
  });
  expect(await to({ channel_id: channels[0].id, blocks: [{}] })).toMatchObject({ error: "invalid_blocks" });
  expect(await to({ channels: members[0].id })).toMatchObject({ ok: true });
  harness.clock.advance(1_000);
  expect(harness.sim.messages()).toMatchObject([{ channelId: harness.sim.channels.at(-1)?.id, files: [{ id }] }]);
});

test.each([
  ["file_uploads_disabled", "a.png"],
  ["file_uploads_except_images_disabled", "a.mp4"],
  ["file_type_not_allowed", "a.png"],
  ["storage_limit_reached", "a.png"],
] as const)("uploads may be forbidden: %s", async (policy, filename) => {
  harness.sim.changeWorkspace(harness.fixtures.workspace, { policy });
  expect(await harness.call("files.getUploadURLExternal", { filename, length: 1 })).toMatchObject({ error: policy });
});

test("an upload may be larger nowhere than the workspace allows", async () => {
  harness.sim.changeWorkspace(harness.fixtures.workspace, { maxFileBytes: 10 });
  const announced = async (length: number) =>
    await harness.call("files.getUploadURLExternal", { filename: "a.png", length });
  expect(await announced(11)).toMatchObject({ error: "file_upload_size_restricted" });
  expect(await announced(10)).toMatchObject({ ok: true });
});

test("an upload of a picture passes where only pictures do", async () => {
  harness.sim.changeWorkspace(harness.fixtures.workspace, { policy: "file_uploads_except_images_disabled" });
  expect(await complete(harness, {}, await upload(harness, PNG))).toMatchObject({ ok: true });
});
