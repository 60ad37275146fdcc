// Were this wrong, a card with one character too many would pass here and be refused in every workspace.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject } from "../../../sim/slack/simulator.ts";
import { actions, button, input, long, mrkdwn, plain, section, times, openHarness, type Harness } from "./harness.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(async () => await harness[Symbol.asyncDispose]());

const rich = (text: string): JsonObject => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }],
});
const task = (change: JsonObject = {}): JsonObject => ({
  type: "task_card",
  task_id: "t1",
  title: "Painting",
  status: "in_progress",
  ...change,
});
const picture = (change: JsonObject = {}): JsonObject => ({
  type: "image",
  image_url: "https://example.org/a.png",
  alt_text: "A fox",
  ...change,
});
const context = (...elements: readonly JsonObject[]): JsonObject => ({ type: "context", elements });

test("what the documents allow passes, to the last character", async () => {
  const answer = await harness.send(
    section(long(3_000)),
    { type: "section", fields: times(10, () => mrkdwn(long(2_000))) },
    { type: "header", text: plain(long(150)), block_id: long(255) },
    context(...times(9, () => mrkdwn("a")), picture()),
    actions(...times(25, (n) => button({ action_id: `b${n}` }))),
    picture({ title: plain("Fox") }),
    task({ title: long(256) }),
    rich("hello"),
    input({ type: "plain_text_input" }),
  );
  expect(answer).toMatchObject({ ok: true, problems: [] });
});

test.each([
  ["blocks", times(51, () => section("a")), "no more than 50 items allowed [json-pointer:/blocks]"],
  ["an unknown type", [{ type: "marquee" }], "unsupported type: marquee [json-pointer:/blocks/0]"],
  ["a type that the bot never sends", [{ type: "divider" }], "unsupported type: divider [json-pointer:/blocks/0]"],
  [
    "a file block",
    [{ type: "file", external_id: "x", source: "remote" }],
    "unsupported type: file [json-pointer:/blocks/0]",
  ],
  [
    "a field of Slack's own",
    [picture({ image_width: 1 })],
    "invalid additional property: image_width [json-pointer:/blocks/0]",
  ],
  ["no alt text", [{ ...picture(), alt_text: undefined }], "missing required field: alt_text [json-pointer:/blocks/0]"],
  [
    "a local image",
    [picture({ image_url: "http://127.0.0.1/a.png" })],
    "downloading image failed [json-pointer:/blocks/0/image_url]",
  ],
  [
    "two sources of an image",
    [picture({ slack_file: { id: "F012345678" } })],
    "must define either `image_url` or `slack_file` [json-pointer:/blocks/0]",
  ],
  [
    "an image of nobody's",
    [{ ...picture({ slack_file: { id: "F012345678" } }), image_url: undefined }],
    "invalid slack file [json-pointer:/blocks/0/slack_file]",
  ],
  ["an empty section", [section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"],
  ["a long section", [section(long(3_001))], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"],
  ["a section of nothing", [{ type: "section" }], "must define either `text` or `fields` [json-pointer:/blocks/0]"],
  [
    "a long field",
    [{ type: "section", fields: [mrkdwn(long(2_001))] }],
    "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
  ],
  [
    "eleven fields",
    [{ type: "section", fields: times(11, () => mrkdwn("a")) }],
    "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
  ],
  [
    "a header in markup",
    [{ type: "header", text: mrkdwn("a") }],
    "must be a valid enum value [json-pointer:/blocks/0/text/type]",
  ],
  [
    "a long header",
    [{ type: "header", text: plain(long(151)) }],
    "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
  ],
  [
    "emoji in markup",
    [section("a"), { type: "section", text: { ...mrkdwn("a"), emoji: true } }],
    "invalid additional property: emoji [json-pointer:/blocks/1/text]",
  ],
  [
    "much context",
    [context(...times(11, () => mrkdwn("a")))],
    "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
  ],
  [
    "many actions",
    [actions(...times(26, (n) => button({ action_id: `b${n}` })))],
    "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
  ],
  ["no actions", [actions()], "no fewer than 1 items required [json-pointer:/blocks/0/elements]"],
  [
    "one block id twice",
    [
      { ...section("a"), block_id: "a" },
      { ...section("b"), block_id: "a" },
    ],
    "`block_id` already exists: a [json-pointer:/blocks/1/block_id]",
  ],
  ["a hasty task", [task({ status: "completed" })], "must be a valid enum value [json-pointer:/blocks/0/status]"],
  [
    "a task with more than its title",
    [task({ details: rich("a") })],
    "invalid additional property: details [json-pointer:/blocks/0]",
  ],
  ["a task of no name", [task({ title: "" })], "must be more than 0 characters [json-pointer:/blocks/0/title]"],
  [
    "files in a message",
    [input({ type: "file_input" })],
    "file_input is only supported in modals [json-pointer:/blocks/0/element]",
  ],
  [
    "an empty rich text",
    [{ type: "rich_text", elements: [] }],
    "no fewer than 1 items required [json-pointer:/blocks/0/elements]",
  ],
])("%s: refused, with the place of it", async (_name, blocks: readonly JsonObject[], problem) => {
  expect(await harness.send(...blocks)).toMatchObject({ error: "invalid_blocks", problems: [problem] });
});

test("all problems are said at once", async () => {
  const answer = await harness.send(section(""), { type: "header", text: plain(long(151)) });
  expect(answer.problems).toHaveLength(2);
  expect(answer.json["errors"]).toEqual(answer.problems);
});
