// Were this wrong, a message that Slack would never show would count as delivered.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { complete, PNG, upload } from "./media.ts";
import { clientOf, openHarness, section, tokenOf, type Harness } from "./harness.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const update = async (ts: string, args: object) =>
  await harness.call("chat.update", { channel: harness.fixtures.channels[0].id, ts, ...args });

describe("posting", () => {
  test("the real client's message is kept as it was sent", async () => {
    const client = clientOf(harness.sim, tokenOf(harness.fixtures.workspace));
    const [channel] = harness.fixtures.channels;
    const blocks = [section("*hello*")];
    const metadata = { event_type: "generation", event_payload: { id: "1" } };
    const posted: unknown = await client.apiCall("chat.postMessage", {
      channel: channel.id,
      text: "hello",
      blocks,
      metadata,
    });
    const [message] = harness.sim.messages(channel.id);
    expect(message).toMatchObject({
      text: "hello",
      blocks,
      metadata,
      origin: "bot",
      ephemeral: false,
      threadTs: undefined,
      author: { id: harness.fixtures.workspace.installation?.botUserId, bot: true },
    });
    expect(posted).toMatchObject({
      ts: message?.ts,
      message: { blocks: [{ type: "section", block_id: expect.any(String) }] },
    });
  });

  test("timestamps rise, also within one millisecond", async () => {
    const all = [
      await harness.post({ text: "a" }),
      await harness.post({ text: "b" }),
      await harness.post({ text: "c" }),
    ];
    expect(all.map(({ ts }) => ts)).toEqual(all.map(({ ts }) => ts).toSorted());
    expect(new Set(all.map(({ ts }) => ts)).size).toBe(3);
    expect(all[0]?.ts).toMatch(/^\d{10}\.\d{6}$/u);
  });

  test.each([
    ["nothing to say", {}, "no_text"],
    ["empty blocks and no text", { blocks: [] }, "no_text"],
    ["a text that is too long", { text: "x".repeat(40_001) }, "msg_too_long"],
    ["blocks that are no list", { blocks: { type: "section" } }, "invalid_blocks_format"],
    ["markdown beside text", { text: "a", markdown_text: "b" }, "markdown_text_conflict"],
    ["metadata without its parts", { text: "a", metadata: { event_type: "x" } }, "invalid_metadata_schema"],
    ["a thread nobody began", { text: "a", thread_ts: "1.000001" }, "cannot_reply_to_message"],
    ["another name without the scope", { text: "a", username: "Boss" }, "missing_scope"],
  ])("%s is refused", async (_name, args, error) => {
    expect(await harness.call("chat.postMessage", { channel: harness.fixtures.channels[0].id, ...args })).toMatchObject(
      {
        error,
      },
    );
    expect(harness.sim.messages()).toEqual([]);
  });

  test("threads hang on their first message alone", async () => {
    const root = await harness.post({ text: "root" });
    const reply = await harness.post({ text: "reply", thread_ts: root.ts });
    expect(reply.threadTs).toBe(root.ts);
    await expect(harness.post({ text: "deeper", thread_ts: reply.ts })).rejects.toThrow("cannot_reply_to_message");
    const { members, channels } = harness.fixtures;
    const args = { channel: channels[0].id, user: members[0].id, text: "psst" };
    const { json } = await harness.call("chat.postEphemeral", args);
    const below = harness.post({ text: "below", thread_ts: json["message_ts"] });
    await expect(below).rejects.toThrow("cannot_reply_to_message");
  });
});

describe("where the bot may post", () => {
  const text = "hello";
  const post = async (channel: string, token?: string) =>
    await harness.call("chat.postMessage", { channel, text }, token === undefined ? {} : { token });

  test("public channels with the scope for it, other places only as a member", async () => {
    const { workspace, members } = harness.fixtures;
    const open = harness.sim.addChannel(workspace, { name: "open", botIsMember: false });
    const secret = harness.sim.addChannel(workspace, { name: "secret", kind: "private", botIsMember: false });
    const between = harness.sim.addDirectMessage(...members);
    expect(await post(open.id)).toMatchObject({ ok: true });
    expect(await post(secret.id)).toMatchObject({ error: "channel_not_found" });
    expect(await post(between.id)).toMatchObject({ error: "channel_not_found" });
    expect(await post("C0NOTHING")).toMatchObject({ error: "channel_not_found" });
    harness.sim.changeChannel(secret, { botIsMember: true });
    expect(await post(secret.id)).toMatchObject({ ok: true });
    harness.sim.changeChannel(secret, { isArchived: true });
    expect(await post(secret.id)).toMatchObject({ error: "is_archived" });
    const strict = harness.sim.addWorkspace({ name: "Strict", scopes: ["chat:write"] });
    const elsewhere = harness.sim.addChannel(strict, { name: "open", botIsMember: false });
    expect(await post(elsewhere.id, tokenOf(strict))).toMatchObject({ error: "not_in_channel" });
  });

  test("a user's id stands for the direct message", async () => {
    const [bo] = harness.fixtures.members;
    const { json } = await post(bo.id);
    expect(harness.sim.channels.find(({ id }) => id === json["channel"])).toMatchObject({ kind: "im" });
    expect(harness.sim.messages(String(json["channel"]))).toMatchObject([{ text }]);
  });

  test("an ephemeral message wants both in the channel, and is out of reach afterwards", async () => {
    const { members, channels, workspace } = harness.fixtures;
    const [channel] = channels;
    const ephemeral = async (args: object) =>
      await harness.call("chat.postEphemeral", { channel: channel.id, user: members[0].id, text, ...args });
    const { json } = await ephemeral({});
    expect(harness.sim.messages()).toMatchObject([
      { ephemeral: true, visibleTo: members[0].id, ts: json["message_ts"] },
    ]);
    const outsider = harness.sim.addMember(workspace, { name: "Di" });
    harness.sim.changeChannel(channel, { members });
    expect(await ephemeral({ user: outsider.id })).toMatchObject({ error: "user_not_in_channel" });
    const open = harness.sim.addChannel(workspace, { name: "open", botIsMember: false });
    expect(await ephemeral({ channel: open.id })).toMatchObject({ error: "not_in_channel" });
    const at = { channel: channel.id, ts: json["message_ts"], text: "no" };
    expect(await harness.call("chat.update", at)).toMatchObject({ error: "message_not_found" });
    expect(await harness.call("chat.delete", at)).toMatchObject({ error: "message_not_found" });
  });
});

describe("changing", () => {
  test("a message with files keeps them", async () => {
    const id = await upload(harness, PNG);
    await complete(harness, { channel_id: harness.fixtures.channels[0].id, initial_comment: "Done" }, id);
    const [message] = harness.sim.messages();
    await update(message?.ts ?? "", { text: "Really done" });
    expect(message).toMatchObject({ text: "Really done", files: [{ id }] });
  });

  test("every state is kept, and text alone takes the blocks away", async () => {
    const message = await harness.post({ text: "one", blocks: [section("one")] });
    harness.clock.advance(5);
    expect(await update(message.ts, { text: "two", blocks: [section("two")] })).toMatchObject({ ok: true });
    expect(await update(message.ts, { blocks: [section("three")] })).toMatchObject({ json: { text: "two" } });
    expect(message).toMatchObject({ text: "two", blocks: [section("three")] });
    await update(message.ts, { text: "four" });
    expect(message).toMatchObject({ text: "four", blocks: [], editedAt: harness.clock.now() });
    expect(message.revisions.map(({ text, blocks }) => [text, blocks.length])).toEqual([
      ["one", 1],
      ["two", 1],
      ["two", 1],
      ["four", 0],
    ]);
  });

  test("an edit says less than a post, and only of what is the bot's own and still there", async () => {
    const [channel] = harness.fixtures.channels;
    const message = await harness.post({ text: "mine" });
    const theirs = harness.fixtures.members[0].say(channel, "theirs");
    expect(await update(message.ts, { text: "x".repeat(4_001) })).toMatchObject({ error: "msg_too_long" });
    expect(await update(message.ts, {})).toMatchObject({ error: "no_text" });
    expect(await update(message.ts, { text: "a", file_ids: ["F1"] })).toMatchObject({ error: "unable_to_share_files" });
    expect(await update(theirs.ts, { text: "a" })).toMatchObject({ error: "cant_update_message" });
    expect(await update("1.000001", { text: "a" })).toMatchObject({ error: "message_not_found" });
    harness.sim.deleteMessage(message);
    expect(await update(message.ts, { text: "a" })).toMatchObject({ error: "message_not_found" });
    const late = await harness.post({ text: "late" });
    harness.sim.changeChannel(channel, { isArchived: true });
    expect(await update(late.ts, { text: "a" })).toMatchObject({ error: "is_inactive" });
    expect(late.revisions).toHaveLength(1);
  });

  test("metadata stays until it is changed or emptied", async () => {
    const metadata = { event_type: "generation", event_payload: {} };
    const message = await harness.post({ text: "one", metadata });
    await update(message.ts, { text: "two" });
    expect(message.metadata).toEqual(metadata);
    await update(message.ts, { text: "three", metadata: {} });
    expect(message.metadata).toBeUndefined();
  });

  test("the bot takes back what it said, and nobody else's words", async () => {
    const [channel] = harness.fixtures.channels;
    const message = await harness.post({ text: "mine" });
    const theirs = harness.fixtures.members[0].say(channel, "theirs");
    const remove = async (ts: string) => await harness.call("chat.delete", { channel: channel.id, ts });
    expect(await remove(theirs.ts)).toMatchObject({ error: "cant_delete_message" });
    expect(await remove(message.ts)).toMatchObject({ ok: true });
    expect(message.deleted).toBe(true);
    expect(await remove(message.ts)).toMatchObject({ error: "message_not_found" });
  });

  test("a workspace may close its messages for editing", async () => {
    await using strict = await openHarness({ editWindowMs: 60_000 });
    const message = await strict.post({ text: "one" });
    const args = { channel: strict.fixtures.channels[0].id, ts: message.ts, text: "two" };
    expect(await strict.call("chat.update", args)).toMatchObject({ ok: true });
    strict.clock.advance(60_001);
    expect(await strict.call("chat.update", args)).toMatchObject({ error: "edit_window_closed" });
  });
});

test("a permalink leads to the message, in its thread", async () => {
  const root = await harness.post({ text: "root" });
  const reply = await harness.post({ text: "reply", thread_ts: root.ts });
  const link = async (message_ts: string) =>
    await harness.call("chat.getPermalink", { channel: root.channelId, message_ts });
  expect((await link(root.ts)).json["permalink"]).toBe(
    `https://atelier.slack.com/archives/${root.channelId}/p${root.ts.replace(".", "")}`,
  );
  expect((await link(reply.ts)).json["permalink"]).toContain(`?thread_ts=${root.ts}&cid=${root.channelId}`);
  expect(await link("1.000001")).toMatchObject({ error: "message_not_found" });
});
