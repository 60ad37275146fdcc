// Were this wrong, a form that Discord refuses would open here, and a press of "Edit" would do nothing there.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHarness, type Harness } from "./harness.ts";
import { form, input, label, options } from "./pieces.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

describe("a form is refused", () => {
  test.each<[string, object, string]>([
    ["without an id", { title: "x", components: [label(input())] }, "custom_id[BASE_TYPE_REQUIRED]"],
    [
      "with a title of 46",
      { custom_id: "x", title: "x".repeat(46), components: [label(input())] },
      "title[BASE_TYPE_BAD_LENGTH]",
    ],
    ["with nothing in it", form(), "components[BASE_TYPE_BAD_LENGTH]"],
    [
      "with six parts",
      form(...Array.from({ length: 6 }, (_, n) => label(input({ custom_id: `${n}` })))),
      "components[BASE_TYPE_BAD_LENGTH]",
    ],
    ["with a bare input", form(input()), "components.0[UNION_TYPE_CHOICES]"],
    [
      "with a button",
      form(label({ type: 2, style: 1, custom_id: "b", label: "B" })),
      "components.0.component[UNION_TYPE_CHOICES]",
    ],
    [
      "with a row, as forms once had them",
      form({ type: 1, components: [input({ label: "Old" })] }),
      "components.0[UNION_TYPE_CHOICES]",
    ],
    ["with a label of 46", form(label(input(), { label: "x".repeat(46) })), "components.0.label[BASE_TYPE_BAD_LENGTH]"],
    [
      "with a description of 101",
      form(label(input(), { description: "x".repeat(101) })),
      "components.0.description[BASE_TYPE_MAX_LENGTH]",
    ],
    ["with a label around nothing", form({ type: 18, label: "x" }), "components.0.component[BASE_TYPE_REQUIRED]"],
    [
      "with a label in a label",
      form(label(input({ label: "x" }))),
      "components.0.component.label[TEXT_INPUT_LABEL_FORBIDDEN]",
    ],
    [
      "with one id twice",
      form(label(input()), label(input())),
      "components.1.component.custom_id[COMPONENT_CUSTOM_ID_DUPLICATED]",
    ],
    ["with an input of no style", form(label(input({ style: 3 }))), "components.0.component.style[BASE_TYPE_CHOICES]"],
    [
      "with a value longer than it may be",
      form(label(input({ max_length: 2, value: "xxx" }))),
      "components.0.component.value[BASE_TYPE_MAX_LENGTH]",
    ],
    [
      "with a max_length of 4001",
      form(label(input({ max_length: 4_001 }))),
      "components.0.component.max_length[NUMBER_TYPE_MAX]",
    ],
    [
      "with crossed lengths",
      form(label(input({ min_length: 3, max_length: 2 }))),
      "components.0.component.min_length[TEXT_INPUT_MIN_EXCEEDS_MAX]",
    ],
    [
      "with a placeholder of 101",
      form(label(input({ placeholder: "x".repeat(101) }))),
      "components.0.component.placeholder[BASE_TYPE_MAX_LENGTH]",
    ],
    [
      "with a disabled menu",
      form(label({ type: 3, custom_id: "s", options: options(1), disabled: true })),
      "components.0.component.disabled[COMPONENT_DISABLED_IN_MODAL]",
    ],
    [
      "with a required menu of nothing",
      form(label({ type: 3, custom_id: "s", options: options(1), min_values: 0 })),
      "components.0.component.min_values[COMPONENT_REQUIRED_ZERO_MIN_VALUES]",
    ],
    [
      "with eleven uploads",
      form(label({ type: 19, custom_id: "u", max_values: 11 })),
      "components.0.component.max_values[NUMBER_TYPE_MAX]",
    ],
    [
      "with a file type that is none",
      form(label({ type: 19, custom_id: "u", file_types: ["png"] })),
      "components.0.component.file_types.0[FILE_TYPE_INVALID]",
    ],
    [
      "with a kind of field that the bot never sends",
      form(label({ type: 21, custom_id: "r", options: options(2) })),
      "components.0.component[UNION_TYPE_CHOICES]",
    ],
  ])("%s", async (_name, data, problem) => {
    const answer = await harness.callback(harness.draw(), { type: 9, data });
    expect(answer).toMatchObject({ status: 400, code: 50035 });
    expect(answer.problems).toContain(`data.${problem}`);
  });
});
