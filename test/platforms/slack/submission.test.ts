// If this breaks: what somebody entered or attached is lost between opening a form and sending it in, or stands in for
// another thing than it was meant for.

import { aRefusal } from "../../wording/a-refusal.ts";
import type { ViewOutput } from "@slack/bolt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FieldValues, JsonObject, Upload, View } from "../../../sim/slack/simulator.ts";
import { UserError } from "../../../src/domain/errors/errors.ts";
import type { OptionValues } from "../../../src/domain/messages/invocation.ts";
import type { Form } from "../../../src/platforms/platform.ts";
import { errorsOf } from "../../../src/platforms/slack/form/field-errors.ts";
import type { Draft } from "../../../src/platforms/slack/form/form.ts";
import { drawChoices, stubsOf, submitted, switched, typingOf } from "../../../src/platforms/slack/form/submission.ts";
import type { SlackFile } from "../../../src/platforms/slack/form/submission.ts";
import { catalog, NOW, picture } from "../../catalog/catalog-fixtures.ts";
import { openHarness } from "../../sim/slack/harness.ts";
import type { Harness } from "../../sim/slack/harness.ts";
import { handlers, drawn, Modal } from "./modal.ts";

const file = (name: string): Upload => ({ name, bytes: Buffer.from("\x89PNG\r\n\x1a\nx", "latin1") });
const WAN = "wan2-7-image";
const QWEN = "qwen-image-2-0-pro";
const GEMINI = "gemini-2-5-flash-image-preview-official";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(async () => await harness[Symbol.asyncDispose]());

const asJson = (view: unknown): JsonObject => JSON.parse(JSON.stringify(view)) as JsonObject;
const sentIn = (payload: JsonObject): ViewOutput => payload["view"] as ViewOutput;

interface Opened {
  readonly view: View;
  readonly draft: Draft;
}

async function open(command: string, values: OptionValues = {}): Promise<Opened> {
  const form = handlers.form(command, values);
  return { view: await harness.open(asJson(drawn(form))), draft: { command, values: form.values } };
}

const submit = ({ view, draft }: Opened, values: FieldValues = {}): OptionValues => {
  const { payload } = harness.fixtures.members[0].submit(view, values);
  return submitted({ view: sentIn(payload), draft, handlers });
};

/** Chooses another model, as the bot then answers it. */
async function choose({ view, draft }: Opened, model: string): Promise<Opened> {
  const [press] = harness.fixtures.members[0].fill(view, { model });
  const form = switched({ view: sentIn(press?.payload ?? {}), draft, handlers });
  const answer = await harness.call("views.update", { view_id: view.id, view: asJson(drawn(form)) });
  expect(answer.problems).toEqual([]);
  return { view, draft: { command: draft.command, values: form.values } };
}

describe("what is sent in", () => {
  test("has the kinds of values that any platform gives, and nothing that was left alone", async () => {
    const form = await open("image");
    expect(submit(form, { prompt: "a fox", n: 3, watermark: "false", resolution: "1K", seed: null })).toEqual({
      model: WAN,
      prompt: "a fox",
      n: 3,
      resolution: "1K",
      watermark: false,
    });
  });

  test("leaves out what was taken back", async () => {
    const form = await open("image", { model: WAN, prompt: "a fox", resolution: "1K", watermark: true, n: 2 });
    expect(submit(form, { resolution: "(default)", watermark: "(default)", n: null })).toEqual({
      model: WAN,
      prompt: "a fox",
    });
  });

  test("has a completed field's own words as well as what was suggested", async () => {
    const modal = new Modal(handlers.form("image", {})).fill("prompt", "x").fill("size", "1000x900");
    expect(submitted({ view: modal.sent, draft: modal.draft, handlers })).toMatchObject({ size: "1000x900" });
    expect(drawChoices([{ label: "16:9", value: "16:9" }], { text: " 16:9 ", isFree: true })).toHaveLength(1);
    const choices = drawChoices([{ label: "16:9", value: "16:9" }], { text: "", isFree: true });
    expect(choices.map(({ value }) => value)).toEqual(["(default)", "16:9"]);
    expect(drawChoices([], { text: "17", isFree: false })).toEqual([]);
    expect(drawChoices([], { text: "x".repeat(76), isFree: true })).toEqual([]);
  });
});

describe("files", () => {
  test("fill the options of their field in order, with what Slack knows of them", async () => {
    const form = await open("r2v", { prompt: "x" });
    const values = submit(form, {
      image: [file("a.png"), file("b.png")],
      voice_2: [{ name: "v.mp3", bytes: Buffer.from("ID3") }],
    });
    expect(values).toEqual({
      prompt: "x",
      image: expect.objectContaining({ name: "a.png", contentType: "image/png", bytes: 9, access: "private" }),
      image_2: expect.objectContaining({ name: "b.png", url: expect.stringContaining("/files-pri/") }),
      voice_2: expect.objectContaining({ name: "v.mp3", contentType: "audio/mpeg" }),
    });
    const { input } = catalog.read("r2v", values, NOW);
    const [first, second] = input["image_with_roles"] as readonly Record<string, string>[];
    expect([first?.["reference_voice"], second?.["reference_voice"]]).toEqual([
      undefined,
      expect.stringContaining("v.mp3"),
    ]);
  });

  const before = { model: WAN, prompt: "x", image: picture("one.png"), image_2: picture("two.png") };

  test("that were attached before stay, unless they are unticked", async () => {
    expect(submit(await open("image", before))).toEqual(before);
    const { image: _, ...rest } = before;
    expect(submit(await open("image", before), { "kept:image": ["image_2"] })).toEqual(rest);
    expect(submit(await open("image", before), { "kept:image": null })).toEqual({ model: WAN, prompt: "x" });
  });

  test("are replaced by new ones, all of them", async () => {
    const values = submit(await open("image", before), { image: [file("new.png")] });
    expect(values).toMatchObject({ image: { name: "new.png" } });
    expect(values).not.toHaveProperty("image_2");
  });

  test("of a voice stay with their picture, each in its own field", async () => {
    const values = {
      prompt: "x",
      image: picture("1.png"),
      image_2: picture("2.png"),
      voice: picture("1.mp3"),
      voice_2: picture("2.mp3"),
    };
    const form = await open("r2v", values);
    const { voice: _, ...rest } = values;
    expect(submit(form, { "kept:voice": null })).toEqual(rest);
  });

  test("that come as bare IDs are looked up, and are gone where that says nothing", async () => {
    const form = await open("image", { prompt: "x" });
    const { payload } = harness.fixtures.members[0].submit(form.view, { image: [file("a.png")] }, { fileStubs: true });
    const view = sentIn(payload);
    const [id = ""] = stubsOf(view);
    expect(id).toMatch(/^F/);
    const info = (await harness.call("files.info", { file: id })).json["file"] as SlackFile;
    const values = submitted({ view, draft: form.draft, handlers, files: new Map([[id, info]]) });
    expect(values).toMatchObject({ image: { name: "a.png", contentType: "image/png" } });
    expect(() => submitted({ view, draft: form.draft, handlers })).toThrow(UserError);
  });
});

describe("another model", () => {
  test("brings its own fields, and keeps what they share", async () => {
    const form = await open("image");
    harness.fixtures.members[0].fill(form.view, { prompt: "a fox", n: 4, seed: 7, image: [file("a.png")] });
    const next = await choose(form, QWEN);
    expect(JSON.stringify(next.view.blocks)).not.toContain('"seed"');
    expect(submit(next, { negative_prompt: "blur" })).toEqual({
      model: QWEN,
      prompt: "a fox",
      n: 4,
      negative_prompt: "blur",
      image: expect.objectContaining({ name: "a.png" }),
    });
  });

  test("and back again has lost nothing of what only the first one takes, not even a file", async () => {
    const form = await open("image", { model: GEMINI, image: picture("kept.png") });
    harness.fixtures.members[0].fill(form.view, { prompt: "a fox", mask: [file("mask.png")] });
    const qwen = await choose(form, QWEN);
    expect(qwen.draft.values).toMatchObject({ mask: { name: "mask.png" }, image: { name: "kept.png" } });
    const back = await choose(qwen, GEMINI);
    expect(submit(back)).toEqual({
      model: GEMINI,
      prompt: "a fox",
      image: expect.objectContaining({ name: "kept.png" }),
      mask: expect.objectContaining({ name: "mask.png" }),
    });
  });

  test("does not take what only another one has", async () => {
    const next = await choose(await open("image", { model: WAN, prompt: "x", seed: 7 }), QWEN);
    expect(submit(next)).toEqual({ model: QWEN, prompt: "x" });
  });

  test("is what a field is completed for", async () => {
    const { view, draft } = await open("image", { model: WAN, n: 2 });
    const { payload } = harness.fixtures.members[0].submit(view, { prompt: "a fox" });
    expect(typingOf({ view: sentIn(payload), draft, handlers }, { blockId: "size", text: "16" })).toEqual({
      command: "image",
      option: "size",
      text: "16",
      values: { model: WAN, n: 2, prompt: "a fox" },
    });
  });
});

const refused = (command: string, form: Form, values: FieldValues) => {
  const modal = new Modal(form);
  for (const [name, value] of Object.entries(values)) modal.fill(name, value);
  try {
    catalog.read(command, submitted({ view: modal.sent, draft: modal.draft, handlers }), NOW);
  } catch (error) {
    if (error instanceof UserError) return errorsOf(error, modal.sent);
    throw error;
  }
  throw new Error("not refused");
};

describe("what is wrong with it", () => {
  test("stands at its field, all of it at once", () => {
    expect(refused("image", handlers.form("image", { model: WAN }), { n: 6, bbox_list: "what", size: "17" })).toEqual({
      bbox_list:
        "bbox_list needs one entry per image (image): none for an image without boxes. Each box in bbox_list needs four numbers: left, top, right, bottom.",
      n: "n can be up to 4 (up to 12 with enable_sequential on).",
      prompt: "prompt is required unless there is an image.",
      size: "size must be an aspect ratio such as 16:9, a preset (1K or 2K) or pixels such as 1024x1024.",
    });
  });

  test("stands at the field that several files share", () => {
    const values = { prompt: "x", image: picture("1.png"), image_2: picture("2.gif", { contentType: "image/gif" }) };
    expect(refused("image", handlers.form("image", { model: WAN, ...values }), {})).toEqual({
      image: "image_2 takes image/jpeg, image/png, image/bmp or image/webp. This file is image/gif.",
    });
  });

  test("stands at the first one when it belongs to none", () => {
    const { sent } = new Modal(handlers.form("image", {}));
    const of = (code: string, detail = {}) => errorsOf(aRefusal(code, detail), sent);
    const problems = [
      { kind: "unknown-option", option: "colour", nearest: null },
      { kind: "rule", says: "all of it is wrong" },
    ];
    expect(of("request.invalid", { problems })).toEqual({
      model: "There is no option colour. all of it is wrong.",
    });
    expect(of("model.off", { model: "Wan" })).toEqual({
      model: "Wan cannot be used here at the moment. Choose another model.",
    });
    expect(of("file.not_lendable", { options: ["image_2"], tooLarge: false })).toHaveProperty("image");
    expect(of("guild.paused")).toBeNull();
  });
});
