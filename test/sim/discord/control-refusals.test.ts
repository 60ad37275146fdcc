// Were this wrong, a button or a menu that Discord refuses would take its whole card down, and only in a real guild.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHarness, V2, type Harness } from "./harness.ts";
import { button, many, row, send } from "./pieces.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const select = (change: object = {}): object => ({
  type: 3,
  custom_id: "s",
  options: [{ label: "A", value: "a" }],
  ...change,
});

const CONTROLS: [string, object, string][] = [
  ["an empty row", row(), "data.components.0.components[BASE_TYPE_BAD_LENGTH]"],
  [
    "six buttons in a row",
    row(...many(6, (n) => button({ custom_id: `${n}` }))),
    "data.components.0.components[BASE_TYPE_BAD_LENGTH]",
  ],
  ["a menu beside a button", row(select(), button()), "data.components.0[COMPONENT_LAYOUT_WIDTH_EXCEEDED]"],
  ["a row in a row", row(row(button())), "data.components.0.components.0[UNION_TYPE_CHOICES]"],
  [
    "a text input",
    row({ type: 4, custom_id: "t", style: 1, label: "T" }),
    "data.components.0.components.0[UNION_TYPE_CHOICES]",
  ],
  [
    "a button without a style",
    row(button({ style: undefined })),
    "data.components.0.components.0.style[BASE_TYPE_REQUIRED]",
  ],
  [
    "a button without an id",
    row(button({ custom_id: undefined })),
    "data.components.0.components.0.custom_id[BASE_TYPE_REQUIRED]",
  ],
  [
    "a button with an id of 101",
    row(button({ custom_id: "x".repeat(101) })),
    "data.components.0.components.0.custom_id[BASE_TYPE_BAD_LENGTH]",
  ],
  [
    "a button with a label of 81",
    row(button({ label: "x".repeat(81) })),
    "data.components.0.components.0.label[BASE_TYPE_MAX_LENGTH]",
  ],
  [
    "a button with nothing on it",
    row(button({ label: undefined })),
    "data.components.0.components.0[BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED]",
  ],
  [
    "a button with an emoji that is none",
    row(button({ emoji: { name: "smile" } })),
    "data.components.0.components.0.emoji.name[BUTTON_COMPONENT_INVALID_EMOJI]",
  ],
  [
    "a button with a link",
    row(button({ url: "https://example.org" })),
    "data.components.0.components.0.url[BUTTON_COMPONENT_FIELD_FORBIDDEN]",
  ],
  [
    "a link without an address",
    row(button({ style: 5, custom_id: undefined })),
    "data.components.0.components.0.url[BASE_TYPE_REQUIRED]",
  ],
  [
    "a link with an id",
    row(button({ style: 5, url: "https://example.org" })),
    "data.components.0.components.0.custom_id[BUTTON_COMPONENT_FIELD_FORBIDDEN]",
  ],
  [
    "a link of another scheme",
    row(button({ style: 5, custom_id: undefined, url: "ftp://x" })),
    "data.components.0.components.0.url[URL_TYPE_INVALID_SCHEME]",
  ],
  [
    "a link of 513",
    row(button({ style: 5, custom_id: undefined, url: `https://${"x".repeat(505)}` })),
    "data.components.0.components.0.url[BASE_TYPE_BAD_LENGTH]",
  ],
  ["one id twice", row(button(), button()), "data.components.0.components.1.custom_id[COMPONENT_CUSTOM_ID_DUPLICATED]"],
  [
    "a menu without options",
    row(select({ options: [] })),
    "data.components.0.components.0.options[BASE_TYPE_BAD_LENGTH]",
  ],
  [
    "a menu with 26 options",
    row(select({ options: many(26, (n) => ({ label: "x", value: `${n}` })) })),
    "data.components.0.components.0.options[BASE_TYPE_BAD_LENGTH]",
  ],
  [
    "a menu with one value twice",
    row(select({ options: many(2, () => ({ label: "x", value: "x" })) })),
    "data.components.0.components.0.options.1.value[SELECT_COMPONENT_OPTION_VALUE_DUPLICATED]",
  ],
  [
    "a menu label of 101",
    row(select({ options: [{ label: "x".repeat(101), value: "a" }] })),
    "data.components.0.components.0.options.0.label[BASE_TYPE_BAD_LENGTH]",
  ],
  [
    "a placeholder of 151",
    row(select({ placeholder: "x".repeat(151) })),
    "data.components.0.components.0.placeholder[BASE_TYPE_MAX_LENGTH]",
  ],
  ["26 values", row(select({ max_values: 26 })), "data.components.0.components.0.max_values[NUMBER_TYPE_MAX]"],
  [
    "crossed numbers of values",
    row(select({ min_values: 3, max_values: 2 })),
    "data.components.0.components.0.min_values[COMPONENT_MIN_VALUES_EXCEED_MAX]",
  ],
  [
    "more defaults than values",
    row(select({ options: many(2, (n) => ({ label: "x", value: `${n}`, default: true })) })),
    "data.components.0.components.0.options[SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES]",
  ],
];

describe.each([
  ["a plain message", { content: "x" }],
  ["Components V2", { flags: V2 }],
])("in %s", (_name, message) => {
  test.each(CONTROLS)("%s is refused", async (_control, component, problem) => {
    const answer = await send(harness, { ...message, components: [component] });
    expect(answer).toMatchObject({ status: 400, code: 50035 });
    expect(answer.problems).toContain(problem);
    expect(harness.sim.messages()).toEqual([]);
  });
});
