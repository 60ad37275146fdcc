// Were this wrong, a form would open here with a trigger that is dead, or with one block more than Slack takes.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../sim/slack/simulator.ts";
import { actions, button, input, long, modal, openHarness, plain, section, tokenOf, type Harness } from "./harness.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const form = (change: JsonObject = {}): JsonObject => modal([section("a")], change);
const home = (text: string): JsonObject => ({ type: "home", blocks: [section(text)] });
const openWith = async (trigger_id: string | undefined, view: JsonObject = form()) =>
  await harness.call("views.open", { trigger_id, view });

describe("a trigger", () => {
  test("opens one view, within three seconds", async () => {
    const { triggerId } = harness.draw();
    harness.clock.advance(3_000);
    const opened = await openWith(triggerId);
    expect(opened.json).toMatchObject({ view: { callback_id: "form", state: { values: {} }, previous_view_id: null } });
    expect(await openWith(triggerId)).toMatchObject({ error: "exchanged_trigger_id" });
    const late = harness.draw().triggerId;
    harness.clock.advance(3_001);
    expect(await openWith(late)).toMatchObject({ error: "expired_trigger_id" });
    expect(await openWith("1.2.three")).toMatchObject({ error: "invalid_trigger_id" });
    expect(harness.sim.views(harness.fixtures.members[0])).toHaveLength(1);
  });

  test("is not used up by a view that is refused", async () => {
    const { triggerId } = harness.draw();
    expect(await openWith(triggerId, form({ title: plain(long(25)) }))).toMatchObject({ error: "invalid_arguments" });
    expect(await openWith(triggerId)).toMatchObject({ ok: true });
  });

  test("is worth nothing to another workspace's token", async () => {
    const other = harness.sim.addWorkspace({ name: "Other" });
    const args = { trigger_id: harness.draw().triggerId, view: form() };
    expect(await harness.call("views.open", args, { token: tokenOf(other) })).toMatchObject({
      error: "invalid_trigger_id",
    });
  });
});

test.each([
  ["title", { title: plain(long(25)) }, "must be less than 25 characters [json-pointer:/view/title/text]"],
  ["submit", { submit: plain(long(25)) }, "must be less than 25 characters [json-pointer:/view/submit/text]"],
  ["close", { close: plain(long(25)) }, "must be less than 25 characters [json-pointer:/view/close/text]"],
  [
    "metadata",
    { private_metadata: long(3_001) },
    "must be less than 3001 characters [json-pointer:/view/private_metadata]",
  ],
  ["callback id", { callback_id: long(256) }, "must be less than 256 characters [json-pointer:/view/callback_id]"],
  ["type", { type: "dialog" }, "must be a valid enum value [json-pointer:/view/type]"],
  ["unknown field", { colour: "red" }, "invalid additional property: colour [json-pointer:/view]"],
  [
    "count of blocks",
    { blocks: Array.from({ length: 101 }, () => section("a")) },
    "no more than 100 items allowed [json-pointer:/view/blocks]",
  ],
  ["absence of blocks", { blocks: [] }, "no fewer than 1 items required [json-pointer:/view/blocks]"],
  [
    "markdown",
    { blocks: [{ type: "markdown", text: "a" }] },
    "unsupported type: markdown [json-pointer:/view/blocks/0]",
  ],
  [
    "task",
    { blocks: [{ type: "task_card", task_id: "a", title: "a", status: "pending" }] },
    "unsupported type: task_card [json-pointer:/view/blocks/0]",
  ],
  [
    "input without submit",
    { blocks: [input({ type: "plain_text_input" })], submit: undefined },
    "missing required field: submit [json-pointer:/view]",
  ],
  [
    "long label",
    { blocks: [input({ type: "plain_text_input" }, { label: plain(long(2_001)) })] },
    "must be less than 2001 characters [json-pointer:/view/blocks/0/label/text]",
  ],
  [
    "long placeholder",
    { blocks: [input({ type: "plain_text_input", placeholder: plain(long(151)) })] },
    "must be less than 151 characters [json-pointer:/view/blocks/0/element/placeholder/text]",
  ],
  [
    "greedy text",
    { blocks: [input({ type: "plain_text_input", max_length: 3_001 })] },
    "must be between 1 and 3000 [json-pointer:/view/blocks/0/element/max_length]",
  ],
  [
    "text longer than allowed",
    { blocks: [input({ type: "plain_text_input", max_length: 2, initial_value: "abc" })] },
    "must be less than 3 characters [json-pointer:/view/blocks/0/element/initial_value]",
  ],
  [
    "number that is no text",
    { blocks: [input({ type: "number_input", is_decimal_allowed: false, min_value: 1 })] },
    "must provide a string [json-pointer:/view/blocks/0/element/min_value]",
  ],
  [
    "number of unknown kind",
    { blocks: [input({ type: "number_input" })] },
    "missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]",
  ],
  [
    "number out of range",
    { blocks: [input({ type: "number_input", is_decimal_allowed: false, max_value: "4", initial_value: "5" })] },
    "must be between `min_value` and `max_value` [json-pointer:/view/blocks/0/element/initial_value]",
  ],
  [
    "fraction",
    { blocks: [input({ type: "number_input", is_decimal_allowed: false, initial_value: "0.5" })] },
    "must be a valid integer [json-pointer:/view/blocks/0/element/initial_value]",
  ],
  [
    "eleven files",
    { blocks: [input({ type: "file_input", max_files: 11 })] },
    "must be between 1 and 10 [json-pointer:/view/blocks/0/element/max_files]",
  ],
  [
    "strange file type",
    { blocks: [input({ type: "file_input", filetypes: [".png"] })] },
    "must be a valid file type [json-pointer:/view/blocks/0/element/filetypes/0]",
  ],
  [
    "button as a field",
    { blocks: [input({ ...button() })] },
    "unsupported type: button [json-pointer:/view/blocks/0/element]",
  ],
])("a view with a wrong %s is refused, with the place of it", async (_name, change, problem) => {
  const { triggerId } = harness.draw();
  expect(await openWith(triggerId, form(change))).toMatchObject({ error: "invalid_arguments", problems: [problem] });
});

test("a view has its limits as a whole", async () => {
  const blocks = Array.from({ length: 90 }, () => section(long(2_900)));
  expect(await openWith(harness.draw().triggerId, form({ blocks }))).toMatchObject({ error: "view_too_large" });
  expect(await openWith(harness.draw().triggerId, form({ blocks: blocks.slice(0, 80) }))).toMatchObject({ ok: true });
});

test("a field for files takes the scope to read them", async () => {
  const view = modal([input({ type: "file_input" })]);
  const { botToken: token } = harness.sim.install(harness.fixtures.workspace, { scopes: ["commands"] });
  const args = { trigger_id: harness.draw().triggerId, view };
  expect(await harness.call("views.open", args, { token })).toMatchObject({
    error: "missing_scope",
    json: { needed: "files:read" },
  });
});

describe("a view that is open", () => {
  test("gives way to another root", async () => {
    const first = await harness.open(form());
    const second = await harness.open(form());
    expect(first.isOpen).toBe(false);
    expect(harness.sim.views(harness.fixtures.members[0])).toEqual([second]);
  });

  test("is updated by id or external id, guarded by its hash", async () => {
    const view = await harness.open(form({ external_id: "mine" }));
    const { hash } = view;
    const update = async (args: JsonObject) =>
      await harness.call("views.update", { view: form({ title: plain("New") }), ...args });
    expect(await update({ view_id: view.id, hash: "1.wrong" })).toMatchObject({ error: "hash_conflict" });
    expect(await update({ view_id: view.id, hash })).toMatchObject({ ok: true });
    expect(await update({ view_id: view.id, hash })).toMatchObject({ error: "hash_conflict" });
    expect(view).toMatchObject({ title: "New", updates: 1, externalId: undefined });
    expect(await update({ external_id: "mine" })).toMatchObject({ error: "not_found" });
    expect(await update({ view_id: "V0NOTHING" })).toMatchObject({ error: "not_found" });
    expect(await update({})).toMatchObject({ error: "invalid_arguments" });
    expect(await update({ view_id: view.id, external_id: "mine" })).toMatchObject({ error: "invalid_arguments" });
    harness.fixtures.members[0].close(view);
    expect(await update({ view_id: view.id })).toMatchObject({ error: "not_found" });
  });

  test("shares its external id with no other", async () => {
    await harness.open(form({ external_id: "mine" }));
    const other = harness.fixtures.members[1].command(harness.fixtures.channels[0], "/draw");
    expect(await openWith(other.triggerId, form({ external_id: "mine" }))).toMatchObject({
      error: "duplicate_external_id",
    });
    const found = await harness.call("views.update", { external_id: "mine", view: form({ external_id: "mine" }) });
    expect(found).toMatchObject({ ok: true });
  });

  test("is not there for another workspace's token", async () => {
    const view = await harness.open(form());
    const token = tokenOf(harness.sim.addWorkspace({ name: "Other" }));
    expect(await harness.call("views.update", { view_id: view.id, view: form() }, { token })).toMatchObject({
      error: "not_found",
    });
  });

  test("carries two more at most, pushed from within", async () => {
    const pressable = modal([actions(button())]);
    const view = await harness.open(pressable);
    const person = harness.fixtures.members[0];
    const push = async (trigger_id: string | undefined) =>
      await harness.call("views.push", { trigger_id, view: pressable });
    expect(await push(harness.draw().triggerId)).toMatchObject({ error: "not_found" });
    for (const expected of [{ ok: true }, { ok: true }, { error: "push_limit_reached" }]) {
      const top = harness.sim.views(person).at(-1);
      expect(await push(top && person.press(top, "go").triggerId)).toMatchObject(expected);
    }
    const stack = harness.sim.views(person);
    expect(stack.map(({ rootViewId }) => rootViewId)).toEqual([view.id, view.id, view.id]);
    expect(stack.map(({ previousViewId }) => previousViewId)).toEqual([undefined, view.id, stack[1]?.id]);
    expect(() => person.submit(view)).toThrow("not on top");
  });
});

test("a home tab is published, again and again", async () => {
  const person = harness.fixtures.members[0];
  const publish = async (args: JsonObject) => await harness.call("views.publish", { user_id: person.id, ...args });
  expect(await publish({ view: home("one") })).toMatchObject({ ok: true });
  expect(await publish({ view: home("two"), hash: "1.wrong" })).toMatchObject({ error: "hash_conflict" });
  expect(await publish({ view: home("two") })).toMatchObject({ ok: true });
  expect(harness.sim.home(person)).toMatchObject({ kind: "home", blocks: [section("two")], updates: 1 });
  expect(await publish({ view: form() })).toMatchObject({ error: "invalid_arguments" });
  expect(await publish({ view: home("three"), user_id: "U0NOBODY" })).toMatchObject({ error: "user_not_found" });
  expect(harness.sim.views()).toEqual([]);
});
