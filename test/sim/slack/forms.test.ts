// Were this wrong, a person would send in what no form lets through, or lose what they typed when the form changes.
import type { ViewOutput } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ClientRefusal, type FieldValues, type JsonObject, type Upload } from "../../../sim/slack/simulator.ts";
import {
  field,
  modal,
  openBolt,
  openHarness,
  option,
  startHttpBot,
  startSocketBot,
  text,
  type Harness,
} from "./harness.ts";

const cat: Upload = { name: "cat.png", bytes: Buffer.from("\x89PNG\r\n\x1a\ncat", "latin1") };

const sizes = (...values: readonly string[]): JsonObject =>
  field("size", { type: "static_select", options: values.map(option) }, { optional: true });

describe.each([
  ["over a socket", startSocketBot],
  ["by signed requests", startHttpBot],
])("Bolt %s", (_name, start) => {
  test("gets what was filled in, changes the form, finds fault with it, and takes it", async () => {
    await using bolt = await openBolt(start);
    const { bot, workspace, channels, members, sim } = bolt;
    const model = field(
      "model",
      { type: "static_select", options: [option("wan"), option("qwen")] },
      { dispatch_action: true },
    );
    const prompt = field("prompt", text());
    const sent: ViewOutput[] = [];
    bot.app.command("/draw", async ({ ack, client, command }) => {
      await client.views.open({ trigger_id: command.trigger_id, view: modal([model, prompt]) as never });
      await ack();
    });
    bot.app.action("model", async ({ ack, client, body }) => {
      if (body.type !== "block_actions" || !body.view) throw new Error("no view");
      const files = field("pictures", { type: "file_input", max_files: 2 }, { optional: true });
      const { id: view_id, hash } = body.view;
      await client.views.update({ view_id, hash, view: modal([model, prompt, files]) as never });
      await ack();
    });
    bot.app.view("form", async ({ ack, view }) => {
      sent.push(view);
      if (sent.length > 1) return await ack();
      return await ack({ response_action: "errors", errors: { "prompt-block": "Say more" } });
    });

    const [bo] = members;
    expect(await bo.command(channels[0], "/draw").acknowledged).toMatchObject({ type: "empty" });
    const [view] = sim.views(bo);
    if (!view) throw new Error("no form");
    expect(bo.fill(view, { "The prompt": "a fox" })).toEqual([]);
    const [changed] = bo.fill(view, { model: "qwen" });
    await changed?.acknowledged;
    expect(view.blocks).toHaveLength(3);
    expect(view.values).toMatchObject({ "prompt-block": { prompt: { value: "a fox" } } });

    const first = bo.submit(view, { pictures: [cat, cat] });
    expect(() => bo.submit(view)).toThrow("is being sent in");
    expect(await first.acknowledged).toMatchObject({ type: "errors", errors: { "prompt-block": "Say more" } });
    expect(view).toMatchObject({ isOpen: true, errors: { "prompt-block": "Say more" } });
    const second = bo.submit(view, { prompt: "a red fox" });
    expect(await second.acknowledged).toMatchObject({ type: "empty" });
    expect([view.isOpen, view.errors]).toEqual([false, {}]);
    expect(sim.views()).toEqual([]);

    expect(sent[1]?.state.values).toMatchObject({
      "prompt-block": { prompt: { type: "plain_text_input", value: "a red fox" } },
      "model-block": { model: { selected_option: option("qwen") } },
      "pictures-block": {
        pictures: { files: [{ name: "cat.png", mimetype: "image/png" }, { size: cat.bytes.length }] },
      },
    });
    expect(sent[1]).toMatchObject({ id: view.id, callback_id: "form", team_id: workspace.id });
    expect(new Set([first.triggerId, second.triggerId]).size).toBe(2);
  });
});

describe("the client", () => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await openHarness();
  });
  afterEach(async () => await harness[Symbol.asyncDispose]());

  const big: Upload = { name: "big.png", bytes: new Uint8Array(10_000_001) };
  test.each<[string, JsonObject, FieldValues[string], RegExp]>([
    ["emptiness", text(), null, /must be filled in/u],
    ["a short text", text({ min_length: 3 }), "ab", /between 3 and 3000/u],
    ["a long text", text({ max_length: 2 }), "abc", /between 0 and 2/u],
    ["words for a number", { type: "number_input", is_decimal_allowed: true }, "ten", /must be a number/u],
    ["a fraction", { type: "number_input", is_decimal_allowed: false }, 1.5, /must be a number/u],
    ["a small number", { type: "number_input", is_decimal_allowed: false, min_value: "2" }, 1, /between 2/u],
    ["a large number", { type: "number_input", is_decimal_allowed: false, max_value: "2" }, 3, /and 2/u],
    ["an option not on offer", { type: "static_select", options: [option("a")] }, "b", /no option "b"/u],
    ["too many files", { type: "file_input", max_files: 1 }, [cat, cat], /at most 1 files/u],
    ["a large file", { type: "file_input" }, [big], /larger than 10 MB/u],
    ["another kind of file", { type: "file_input", filetypes: ["mp4", "mov"] }, [cat], /none of mp4, mov/u],
    ["text for files", { type: "file_input" }, "cat.png", /takes files/u],
  ])("does not let %s through", async (_name, element, value, problem) => {
    const view = await harness.open(modal([field("value", element)]));
    const before = harness.sim.interactions.length;
    expect(() => harness.fixtures.members[0].submit(view, { value })).toThrow(ClientRefusal);
    expect(() => harness.fixtures.members[0].submit(view, { value })).toThrow(problem);
    expect(harness.sim.interactions).toHaveLength(before);
  });

  test.each<[string, JsonObject, FieldValues[string], JsonObject]>([
    ["a number", { type: "number_input", is_decimal_allowed: false }, 7, { value: "7" }],
    ["boxes", { type: "checkboxes", options: [option("a"), option("b")] }, ["b"], { selected_options: [option("b")] }],
  ])("sends %s as Slack does", async (_name, element, value, state) => {
    const view = await harness.open(modal([field("value", element)]));
    const { payload } = harness.fixtures.members[0].submit(view, { value });
    expect(payload).toMatchObject({
      type: "view_submission",
      user: { id: harness.fixtures.members[0].id, team_id: harness.fixtures.workspace.id },
      view: { state: { values: { "value-block": { value: { type: element["type"], ...state } } } } },
    });
  });

  test("sends what the app filled in, and what is optional as nothing", async () => {
    const blocks = [
      field("prompt", text({ initial_value: "a cat" })),
      field("model", { type: "static_select", options: [option("a"), option("b")], initial_option: option("b") }),
      field("seed", { type: "number_input", is_decimal_allowed: false }, { optional: true }),
      field("files", { type: "file_input" }, { optional: true }),
    ];
    const { payload } = harness.fixtures.members[0].submit(await harness.open(modal(blocks)));
    expect((payload["view"] as ViewOutput).state.values).toEqual({
      "prompt-block": { prompt: { type: "plain_text_input", value: "a cat" } },
      "model-block": { model: { type: "static_select", selected_option: option("b") } },
      "seed-block": { seed: { type: "number_input", value: null } },
      "files-block": { files: { type: "file_input", files: [] } },
    });
  });

  test("forgets what no longer fits after an update, and keeps the rest", async () => {
    const view = await harness.open(modal([sizes("a", "b"), field("prompt", text())]));
    harness.fixtures.members[0].fill(view, { size: "b", prompt: "fox" });
    const change = async (...blocks: readonly JsonObject[]) =>
      await harness.call("views.update", { view_id: view.id, view: modal(blocks) });
    await change(sizes("a", "c"), field("prompt", text()));
    expect(view.values).toMatchObject({
      "size-block": { size: { selected_option: null } },
      "prompt-block": { prompt: { value: "fox" } },
    });
    await change(field("prompt", text(), { block_id: "another" }));
    expect(view.values).toEqual({ another: { prompt: { type: "plain_text_input", value: null } } });
  });

  test("lets only the one who sees a view use it, once, and only its top", async () => {
    const view = await harness.open(modal([field("prompt", text({ initial_value: "a" }))]));
    const [bo, cy] = harness.fixtures.members;
    expect(() => cy.submit(view)).toThrow("not open for Cy");
    expect(() => bo.submit(view, { nothing: "x" })).toThrow('no field "nothing"');
    expect(() => bo.submit({ id: "V0NOTHING" })).toThrow("no such view");
    // Nobody is connected: the person is told, and may try again.
    expect(bo.submit(view)).toMatchObject({ failure: "dispatch_failed", deliveries: 0 });
    expect(view).toMatchObject({ isOpen: true, isSubmitting: false });
  });

  test("may be a modified one", async () => {
    const view = await harness.open(modal([field("prompt", text({ max_length: 2 }))]));
    const [bo] = harness.fixtures.members;
    const values = { prompt: "much too long" };
    const one = bo.submit(view, values, { forged: true });
    const two = bo.submit(view, values, { forged: true });
    expect([one.viewId, two.viewId]).toEqual([view.id, view.id]);
    expect(one.triggerId).not.toBe(two.triggerId);
  });

  test("tells of a view that is closed, if asked to", async () => {
    const [bo] = harness.fixtures.members;
    const quiet = await harness.open(modal([field("prompt", text())]));
    expect(bo.close(quiet)).toBeUndefined();
    const heard = await harness.open(modal([field("prompt", text())], { notify_on_close: true }));
    expect(bo.close(heard)?.payload).toMatchObject({ type: "view_closed", is_cleared: false, view: { id: heard.id } });
    expect(harness.sim.views()).toEqual([]);
  });

  test("sends files as bare ids from a shared channel", async () => {
    const view = await harness.open(modal([field("files", { type: "file_input" })]));
    const { payload } = harness.fixtures.members[0].submit(view, { files: [cat] }, { fileStubs: true });
    const [file] = harness.sim.files();
    const { values } = (payload["view"] as ViewOutput).state;
    expect(values["files-block"]?.["files"]?.files).toMatchObject([{ id: file?.id, file_access: "check_file_info" }]);
    expect(await harness.call("files.info", { file: file?.id })).toMatchObject({ json: { file: { name: "cat.png" } } });
  });

  test("keeps a file from the app until the form is sent in", async () => {
    const view = await harness.open(modal([field("files", { type: "file_input" })]));
    harness.fixtures.members[0].fill(view, { files: [cat] });
    const file = harness.sim.files()[0]?.id;
    expect(await harness.call("files.info", { file })).toMatchObject({ error: "file_not_found" });
    harness.fixtures.members[0].submit(view);
    expect(await harness.call("files.info", { file })).toMatchObject({ ok: true });
  });
});
