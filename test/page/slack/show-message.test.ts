// If this breaks: the page shows another message than the one that the simulator holds.

import { afterEach, beforeEach, expect, test } from "vitest";
import { showMessage, showView } from "../../../sim/page/slack/message/show-message.ts";
import { messageBlocks } from "../../../sim/slack/state/message-view.ts";
import { blocksOf } from "../../../sim/slack/state/view-store.ts";
import { complete, PNG, ready, upload } from "../../sim/slack/media.ts";
import { openHarness, section, type Harness } from "../../sim/slack/harness.ts";
import { htmlOfBlock, htmlOfMessage, wordsOf } from "./drawn.ts";
import { running } from "./card-messages.ts";
import { form } from "./form-view.ts";
import { plain } from "./payloads.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const around = () => ({
  files: harness.sim.files(),
  urlOf: ({ id }: { readonly id: string }) => `https://page.example/${id}`,
});

test("a message of the bot, with the ids that its elements are used by", async () => {
  const button = { type: "button", text: { type: "plain_text", text: "Go" } };
  const message = await harness.post({
    text: "for notifications",
    blocks: [section("*hello*"), { type: "actions", elements: [button] }],
  });
  const shown = showMessage(message, { ...around(), blocks: messageBlocks(message) });
  expect(shown).toMatchObject({
    id: message.id,
    author: { name: message.author.name, bot: true },
    ephemeral: false,
    edited: false,
  });
  expect(shown.blocks).toMatchObject([
    { block_id: expect.any(String) },
    { elements: [{ action_id: expect.any(String) }] },
  ]);
  expect(htmlOfMessage(shown)).toContain("<strong>hello</strong>");
});

test("a message that was edited says so only without blocks, as in Slack", async () => {
  const [words, blocks] = [
    await harness.post({ text: "a" }),
    await harness.post({ text: "a", blocks: [section("a")] }),
  ];
  const channel = harness.fixtures.channels[0].id;
  await harness.call("chat.update", { channel, ts: words.ts, text: "b" });
  await harness.call("chat.update", { channel, ts: blocks.ts, text: "b", blocks: [section("b")] });
  const reply = await harness.post({ text: "c", thread_ts: words.ts });
  expect(showMessage(reply, around()).threadOf).toBe(words.id);
  expect([words, blocks].map((message) => showMessage(message, around()).edited)).toEqual([true, false]);
  expect(showMessage(words, around(), words.revisions[0])).toMatchObject({ text: "a" });
});

test("files of a message, behind the page's own addresses", async () => {
  const id = await upload(harness, PNG, { alt_txt: "A fox" });
  await complete(harness, { channel_id: harness.fixtures.channels[0].id }, id);
  harness.sim.makeReady({ id });
  const message = await harness.sim.waitFor((sim) => sim.messages().find(({ files }) => files.length > 0));
  expect(showMessage(message, around()).files).toMatchObject([
    { name: "fox.png", mimetype: "image/png", altText: "A fox", width: 640, url: `https://page.example/${id}` },
  ]);
});

test("a picture that an edit has added is lost, one that was there from the start is not", async () => {
  const id = await ready(harness, PNG);
  const block = { type: "image", alt_text: "A fox", slack_file: { id } };
  const from = await harness.post({ text: "x", blocks: [block] });
  const later = await harness.post({ text: "x", blocks: [section("x")] });
  await harness.call("chat.update", {
    channel: harness.fixtures.channels[0].id,
    ts: later.ts,
    text: "x",
    blocks: [block],
  });
  expect(htmlOfMessage(showMessage(from, around()))).toContain(`src="https://page.example/${id}"`);
  expect(wordsOf(htmlOfMessage(showMessage(later, around())))).toContain("This file could not be found");
});

test("a form that the bot has opened", async () => {
  const { blocks, title, submit, close } = form;
  const view = await harness.open({
    type: "modal",
    title: plain(title),
    submit: plain(submit ?? ""),
    close: plain(close ?? ""),
    blocks,
  });
  const shown = showView(view, "Atelier", { ...around(), blocks: blocksOf(view) });
  expect(shown).toMatchObject({
    id: view.id,
    appName: "Atelier",
    title: "Make a picture",
    submit: "Generate",
    errors: {},
    isPushed: false,
  });
  expect(shown.values).toMatchObject({ count: { value: { type: "number_input", value: "1" } } });
});

test("what the fixtures look like, Slack would take", async () => {
  const { ok, problems } = await harness.call("chat.postMessage", {
    channel: harness.fixtures.channels[0].id,
    text: "x",
    blocks: running.blocks,
  });
  expect([ok, problems]).toEqual([true, []]);
  expect(htmlOfBlock(running.blocks[0])).toContain("Generating 2 pictures");
});
