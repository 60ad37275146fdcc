// Were this wrong, a message that Slack would never show would count as delivered.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { complete, PNG, upload } from "./media.ts";
import { clientOf, openRig, section, tokenOf, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => await rig[Symbol.asyncDispose]());

const update = async (ts: string, args: object) =>
  await rig.call("chat.update", { channel: rig.fixtures.channels[0].id, ts, ...args });

describe("posting", () => {
  test("the real client's message is kept as it was sent", async () => {
    const client = clientOf(rig.sim, tokenOf(rig.fixtures.workspace));
    const [channel] = rig.fixtures.channels;
    const blocks = [section("*hello*")];
    const metadata = { event_type: "generation", event_payload: { id: "1" } };
    const posted: unknown = await client.apiCall("chat.postMessage", {
      channel: channel.id,
      text: "hello",
      blocks,
      metadata,
    });
    const [message] = rig.sim.messages(channel.id);
    expect(message).toMatchObject({
      text: "hello",
      blocks,
      metadata,
      origin: "bot",
      ephemeral: false,
      threadTs: undefined,
      author: { id: rig.fixtures.workspace.installation?.botUserId, bot: true },
    });
    expect(posted).toMatchObject({
      ts: message?.ts,
      message: { blocks: [{ type: "section", block_id: expect.any(String) }] },
    });
  });

  test("timestamps rise, also within one millisecond", async () => {
    const all = [await rig.post({ text: "a" }), await rig.post({ text: "b" }), await rig.post({ text: "c" })];
    expect(all.map(({ ts }) => ts)).toEqual(all.map(({ ts }) => ts).toSorted());
    expect(new Set(all.map(({ ts }) => ts)).size).toBe(3);
    expect(all[0]?.ts).toMatch(/^\d{10}\.\d{6}$/u);
  });

  test.each([
    ["nothing to say", {}, "no_text"],
    ["empty blocks and no text", { blocks: [] }, "no_text"],
    ["a text that is too long", { text: "x".repeat(40_001) }, "msg_too_long"],
    ["blocks that are no list", { blocks: { type: "divider" } }, "invalid_blocks_format"],
    ["markdown beside text", { text: "a", markdown_text: "b" }, "markdown_text_conflict"],
    ["metadata without its parts", { text: "a", metadata: { event_type: "x" } }, "invalid_metadata_schema"],
    ["a thread nobody began", { text: "a", thread_ts: "1.000001" }, "cannot_reply_to_message"],
    ["another name without the scope", { text: "a", username: "Boss" }, "missing_scope"],
  ])("%s is refused", async (_name, args, error) => {
    expect(await rig.call("chat.postMessage", { channel: rig.fixtures.channels[0].id, ...args })).toMatchObject({
      error,
    });
    expect(rig.sim.messages()).toEqual([]);
  });

  test("threads hang on their first message alone", async () => {
    const root = await rig.post({ text: "root" });
    const reply = await rig.post({ text: "reply", thread_ts: root.ts });
    expect(reply.threadTs).toBe(root.ts);
    await expect(rig.post({ text: "deeper", thread_ts: reply.ts })).rejects.toThrow("cannot_reply_to_message");
    const { members, channels } = rig.fixtures;
    const args = { channel: channels[0].id, user: members[0].id, text: "psst" };
    const { json } = await rig.call("chat.postEphemeral", args);
    const below = rig.post({ text: "below", thread_ts: json["message_ts"] });
    await expect(below).rejects.toThrow("cannot_reply_to_message");
  });
});

describe("where the bot may post", () => {
  const text = "hello";
  const post = async (channel: string, token?: string) =>
    await rig.call("chat.postMessage", { channel, text }, token === undefined ? {} : { token });

  test("public channels with the scope for it, other places only as a member", async () => {
    const { workspace, members } = rig.fixtures;
    const open = rig.sim.addChannel(workspace, { name: "open", botIsMember: false });
    const secret = rig.sim.addChannel(workspace, { name: "secret", kind: "private", botIsMember: false });
    const between = rig.sim.addDirectMessage(...members);
    expect(await post(open.id)).toMatchObject({ ok: true });
    expect(await post(secret.id)).toMatchObject({ error: "channel_not_found" });
    expect(await post(between.id)).toMatchObject({ error: "channel_not_found" });
    expect(await post("C0NOTHING")).toMatchObject({ error: "channel_not_found" });
    rig.sim.changeChannel(secret, { botIsMember: true });
    expect(await post(secret.id)).toMatchObject({ ok: true });
    rig.sim.changeChannel(secret, { isArchived: true });
    expect(await post(secret.id)).toMatchObject({ error: "is_archived" });
    const strict = rig.sim.addWorkspace({ name: "Strict", scopes: ["chat:write"] });
    const elsewhere = rig.sim.addChannel(strict, { name: "open", botIsMember: false });
    expect(await post(elsewhere.id, tokenOf(strict))).toMatchObject({ error: "not_in_channel" });
  });

  test("a user's id stands for the direct message", async () => {
    const [bo] = rig.fixtures.members;
    const { json } = await post(bo.id);
    expect(rig.sim.channels.find(({ id }) => id === json["channel"])).toMatchObject({ kind: "im" });
    expect(rig.sim.messages(String(json["channel"]))).toMatchObject([{ text }]);
  });

  test("an ephemeral message wants both in the channel, and is out of reach afterwards", async () => {
    const { members, channels, workspace } = rig.fixtures;
    const [channel] = channels;
    const ephemeral = async (args: object) =>
      await rig.call("chat.postEphemeral", { channel: channel.id, user: members[0].id, text, ...args });
    const { json } = await ephemeral({});
    expect(rig.sim.messages()).toMatchObject([{ ephemeral: true, visibleTo: members[0].id, ts: json["message_ts"] }]);
    const outsider = rig.sim.addMember(workspace, { name: "Di" });
    rig.sim.changeChannel(channel, { members });
    expect(await ephemeral({ user: outsider.id })).toMatchObject({ error: "user_not_in_channel" });
    const open = rig.sim.addChannel(workspace, { name: "open", botIsMember: false });
    expect(await ephemeral({ channel: open.id })).toMatchObject({ error: "not_in_channel" });
    const at = { channel: channel.id, ts: json["message_ts"], text: "no" };
    expect(await rig.call("chat.update", at)).toMatchObject({ error: "message_not_found" });
    expect(await rig.call("chat.delete", at)).toMatchObject({ error: "message_not_found" });
  });
});

describe("changing", () => {
  test("a message with files keeps them", async () => {
    const id = await upload(rig, PNG);
    await complete(rig, { channel_id: rig.fixtures.channels[0].id, initial_comment: "Done" }, id);
    const [message] = rig.sim.messages();
    await update(message?.ts ?? "", { text: "Really done" });
    expect(message).toMatchObject({ text: "Really done", files: [{ id }] });
  });

  test("every state is kept, and text alone takes the blocks away", async () => {
    const message = await rig.post({ text: "one", blocks: [section("one")] });
    rig.clock.advance(5);
    expect(await update(message.ts, { text: "two", blocks: [section("two")] })).toMatchObject({ ok: true });
    expect(await update(message.ts, { blocks: [section("three")] })).toMatchObject({ json: { text: "two" } });
    expect(message).toMatchObject({ text: "two", blocks: [section("three")] });
    await update(message.ts, { text: "four" });
    expect(message).toMatchObject({ text: "four", blocks: [], editedAt: rig.clock.now() });
    expect(message.revisions.map(({ text, blocks }) => [text, blocks.length])).toEqual([
      ["one", 1],
      ["two", 1],
      ["two", 1],
      ["four", 0],
    ]);
  });

  test("an edit says less than a post, and only of what is the bot's own and still there", async () => {
    const [channel] = rig.fixtures.channels;
    const message = await rig.post({ text: "mine" });
    const theirs = rig.fixtures.members[0].say(channel, "theirs");
    expect(await update(message.ts, { text: "x".repeat(4_001) })).toMatchObject({ error: "msg_too_long" });
    expect(await update(message.ts, {})).toMatchObject({ error: "no_text" });
    expect(await update(message.ts, { text: "a", file_ids: ["F1"] })).toMatchObject({ error: "unable_to_share_files" });
    expect(await update(theirs.ts, { text: "a" })).toMatchObject({ error: "cant_update_message" });
    expect(await update("1.000001", { text: "a" })).toMatchObject({ error: "message_not_found" });
    rig.sim.deleteMessage(message);
    expect(await update(message.ts, { text: "a" })).toMatchObject({ error: "message_not_found" });
    const late = await rig.post({ text: "late" });
    rig.sim.changeChannel(channel, { isArchived: true });
    expect(await update(late.ts, { text: "a" })).toMatchObject({ error: "is_inactive" });
    expect(late.revisions).toHaveLength(1);
  });

  test("metadata stays until it is changed or emptied", async () => {
    const metadata = { event_type: "generation", event_payload: {} };
    const message = await rig.post({ text: "one", metadata });
    await update(message.ts, { text: "two" });
    expect(message.metadata).toEqual(metadata);
    await update(message.ts, { text: "three", metadata: {} });
    expect(message.metadata).toBeUndefined();
  });

  test("the bot takes back what it said, and nobody else's words", async () => {
    const [channel] = rig.fixtures.channels;
    const message = await rig.post({ text: "mine" });
    const theirs = rig.fixtures.members[0].say(channel, "theirs");
    const remove = async (ts: string) => await rig.call("chat.delete", { channel: channel.id, ts });
    expect(await remove(theirs.ts)).toMatchObject({ error: "cant_delete_message" });
    expect(await remove(message.ts)).toMatchObject({ ok: true });
    expect(message.deleted).toBe(true);
    expect(await remove(message.ts)).toMatchObject({ error: "message_not_found" });
  });

  test("a workspace may close its messages for editing", async () => {
    await using strict = await openRig({ editWindowMs: 60_000 });
    const message = await strict.post({ text: "one" });
    const args = { channel: strict.fixtures.channels[0].id, ts: message.ts, text: "two" };
    expect(await strict.call("chat.update", args)).toMatchObject({ ok: true });
    strict.clock.advance(60_001);
    expect(await strict.call("chat.update", args)).toMatchObject({ error: "edit_window_closed" });
  });
});

test("a permalink leads to the message, in its thread", async () => {
  const root = await rig.post({ text: "root" });
  const reply = await rig.post({ text: "reply", thread_ts: root.ts });
  const link = async (message_ts: string) =>
    await rig.call("chat.getPermalink", { channel: root.channelId, message_ts });
  expect((await link(root.ts)).json["permalink"]).toBe(
    `https://atelier.slack.com/archives/${root.channelId}/p${root.ts.replace(".", "")}`,
  );
  expect((await link(reply.ts)).json["permalink"]).toContain(`?thread_ts=${root.ts}&cid=${root.channelId}`);
  expect(await link("1.000001")).toMatchObject({ error: "message_not_found" });
});
