// Were this wrong, a menu or a button would pass here that no workspace shows.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject } from "../../../sim/slack/simulator.ts";
import { actions, button, long, mrkdwn, option, plain, section, times, openHarness, type Harness } from "./harness.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(async () => await harness[Symbol.asyncDispose]());

const menu = (change: JsonObject = {}): JsonObject => ({
  type: "static_select",
  action_id: "menu",
  options: [option("a"), option("b")],
  ...change,
});
const accessory = (element: JsonObject): JsonObject => ({ ...section("a"), accessory: element });
const context = (...elements: readonly JsonObject[]): JsonObject => ({ type: "context", elements });

const options = (count: number): readonly JsonObject[] => times(count, (n) => option(`option ${n}`));

test("what the documents allow passes, to the last character", async () => {
  const answer = await harness.send(
    accessory(button({ value: long(2_000), url: "https://example.org", style: "danger", text: plain(long(75)) })),
    actions(menu({ options: options(100), initial_option: options(100)[99] })),
    actions({ type: "checkboxes", options: options(10) }, { type: "overflow", options: options(5) }),
    accessory({ type: "checkboxes", options: [{ text: mrkdwn(long(75)), value: long(75) }] }),
  );
  expect(answer).toMatchObject({ ok: true, problems: [] });
});

test.each([
  ["a button in context", [context(button())], "unsupported type: button [json-pointer:/blocks/0/elements/0]"],
  [
    "one action id twice",
    [actions(button(), button())],
    "`action_id` already exists: go [json-pointer:/blocks/0/elements/1/action_id]",
  ],
  [
    "a long button",
    [actions(button({ text: plain(long(76)) }))],
    "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
  ],
  [
    "a heavy button",
    [actions(button({ value: long(2_001) }))],
    "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
  ],
  [
    "a green button",
    [actions(button({ style: "green" }))],
    "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]",
  ],
  [
    "a strange link",
    [actions(button({ url: "javascript:x" }))],
    "must be a valid URL [json-pointer:/blocks/0/elements/0/url]",
  ],
  [
    "a text field among buttons",
    [actions({ type: "plain_text_input" })],
    "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0]",
  ],
  [
    "an element that the bot never sends",
    [accessory({ type: "radio_buttons", options: options(2) })],
    "unsupported type: radio_buttons [json-pointer:/blocks/0/accessory]",
  ],
  [
    "a menu of nothing",
    [accessory(menu({ options: [] }))],
    "no fewer than 1 items required [json-pointer:/blocks/0/accessory/options]",
  ],
  [
    "a long menu",
    [accessory(menu({ options: options(101) }))],
    "no more than 100 items allowed [json-pointer:/blocks/0/accessory/options]",
  ],
  [
    "a choice not on offer",
    [accessory(menu({ initial_option: option("c") }))],
    "must match one of the options [json-pointer:/blocks/0/accessory/initial_option]",
  ],
  [
    "a long option",
    [accessory(menu({ options: [{ text: plain(long(76)), value: "a" }] }))],
    "must be less than 76 characters [json-pointer:/blocks/0/accessory/options/0/text/text]",
  ],
  [
    "a heavy option",
    [accessory(menu({ options: [{ text: plain("a"), value: long(76) }] }))],
    "must be less than 76 characters [json-pointer:/blocks/0/accessory/options/0/value]",
  ],
  [
    "many boxes",
    [accessory({ type: "checkboxes", options: options(11) })],
    "no more than 10 items allowed [json-pointer:/blocks/0/accessory/options]",
  ],
  [
    "a long overflow",
    [accessory({ type: "overflow", options: options(6) })],
    "no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]",
  ],
  [
    "options in groups",
    [accessory(menu({ option_groups: [] }))],
    "invalid additional property: option_groups [json-pointer:/blocks/0/accessory]",
  ],
  [
    "a question before it",
    [actions(button({ confirm: { text: mrkdwn("Sure?") } }))],
    "invalid additional property: confirm [json-pointer:/blocks/0/elements/0]",
  ],
])("%s: refused, with the place of it", async (_name, blocks: readonly JsonObject[], problem) => {
  expect(await harness.send(...blocks)).toMatchObject({ error: "invalid_blocks", problems: [problem] });
});
