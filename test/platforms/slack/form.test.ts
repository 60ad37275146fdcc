// If this breaks: Slack refuses to open a form, or a property of a model cannot be entered in it.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OptionValue, OptionValues } from "../../../src/domain/messages/invocation.ts";
import type { Option } from "../../../src/domain/messages/option.ts";
import { drawForm, readPlace } from "../../../src/platforms/slack/form/form.ts";
import { submitted } from "../../../src/platforms/slack/form/submission.ts";
import { catalog, NOW, picture } from "../../catalog/catalog-fixtures.ts";
import { readPages } from "../../catalog/published-pages.ts";
import { inputOf, spell, write } from "../../catalog/random-inputs.ts";
import { faultsIn } from "./judges.ts";
import { handlers, drawn, Modal, PLACE } from "./modal.ts";

const pages = await readPages();
const commandOf = (slug: string): string => catalog.models.find((model) => model.slug === slug)?.command ?? "";
const blockOf = (view: ReturnType<typeof drawn>, id: string) =>
  view.blocks.flatMap((block) =>
    "block_id" in block && block.block_id === id && "element" in block ? [block] : [],
  )[0];

describe.each(pages)("the form of $model", ({ model, input_schema, sample }) => {
  const command = commandOf(model);
  const form = handlers.form(command, { model });

  test("is one that Slack opens, with a field for every property", () => {
    const view = drawn(form);
    expect(faultsIn(view)).toEqual([]);
    for (const property of Object.keys(input_schema.properties ?? {})) expect(blockOf(view, property)).toBeDefined();
    const files = Object.values(input_schema.properties ?? {}).some((schema) => "x-playground" in schema);
    const inputs = view.blocks.flatMap((block) =>
      block.type === "input" && "element" in block ? [block.element] : [],
    );
    expect(inputs.some((element) => element.type === "file_input")).toBe(files);
  });

  test("says below a field what its label does not say", () => {
    for (const block of drawn(form).blocks) {
      if (block.type !== "input" || !("element" in block) || block.hint === undefined) continue;
      expect(block.hint.text).not.toBe("");
      expect(block.hint.text.replace(/[.:,].*/, "")).not.toBe(block.label.text);
    }
  });

  test("takes the page's own sample, and makes the page's own request of it", () => {
    const modal = new Modal(form);
    for (const [name, value] of Object.entries(sample.input)) modal.fill(name, write(spell(value)));
    expect(modal.problems()).toEqual([]);
    const values = submitted({ view: modal.sent, draft: { command, values: {} }, handlers });
    expect(catalog.read(command, values, NOW)).toMatchObject({ model: { slug: model } });
    expect(catalog.read(command, values, NOW).input).toEqual(sample.input);
  });

  test("takes whatever the schema allows, and edited without a change it stays the same", () => {
    const property = fc.property(inputOf(input_schema), (input) => {
      const { template = "" } = input;
      // The one text that is completed: what is typed to find it has no blanks around it, and a menu's length.
      fc.pre(typeof template === "string" && template === template.trim() && template.length <= 75);
      const modal = new Modal(form);
      for (const [name, value] of Object.entries(input)) modal.fill(name, write(spell(value)));
      expect(modal.problems()).toEqual([]);
      const values = submitted({ view: modal.sent, draft: { command, values: {} }, handlers });
      const read = readOf(command, values);
      fc.pre(read !== null);
      expect(read).toEqual(input);

      const again = new Modal(handlers.form(command, values));
      expect(faultsIn(again.view)).toEqual([]);
      expect(submitted({ view: again.sent, draft: again.draft, handlers })).toEqual({
        ...values,
        ...again.draft.values,
      });
    });
    fc.assert(property, { numRuns: 60, maxSkipsPerRun: 1_000 });
  });
});

/** Null: a rule that no schema knows is broken, which says nothing about forms. */
function readOf(command: string, values: OptionValues): unknown {
  try {
    return catalog.read(command, values, NOW).input;
  } catch {
    return null;
  }
}

const text = (name: string, maxLength: number | null = null): Option => {
  const base = { name, title: name, description: `The ${name}`, required: false } as const;
  return { ...base, kind: "text", minLength: null, maxLength, multiline: true };
};
const choice = (name: string, values: readonly string[]): Option => {
  const choices = values.map((value) => ({ label: value, value }));
  return { name, title: name, description: name, required: false, kind: "choice", choices };
};

test("each kind of field has the limits of its option", () => {
  const view = drawn(handlers.form("image", { model: "qwen-image-2-0-pro", n: 3 }));
  expect(blockOf(view, "prompt")).toMatchObject({ optional: false, element: { max_length: 800, multiline: true } });
  expect(blockOf(view, "n")?.element).toMatchObject({
    type: "number_input",
    min_value: "1",
    max_value: "6",
    initial_value: "3",
  });
  expect(blockOf(view, "resolution")?.element).toMatchObject({
    type: "static_select",
    options: [{ value: "(default)" }, { value: "1K" }, { value: "2K" }],
  });
  expect(blockOf(view, "image")?.element).toEqual({
    type: "file_input",
    action_id: "files",
    filetypes: expect.arrayContaining(["png", "jpg", "webp"]),
    max_files: 10,
  });
  expect(blockOf(view, "model")).toMatchObject({
    dispatch_action: true,
    element: { initial_option: { value: "qwen-image-2-0-pro" } },
  });
  const clip = drawn(handlers.form("video", {}));
  expect(blockOf(clip, "model")).toBeUndefined();
  expect(blockOf(clip, "audio")?.element).toMatchObject({ options: [{}, { value: "true" }, { value: "false" }] });
  expect(blockOf(clip, "template")?.element).toMatchObject({ type: "external_select", min_query_length: 0 });
  expect(blockOf(clip, "audio_file")?.element).toMatchObject({
    max_files: 1,
    filetypes: expect.arrayContaining(["wav"]),
  });
});

test("files that go together come in one field, and one that goes with a certain other has its own", () => {
  const view = drawn(handlers.form("r2v", {}));
  const files = view.blocks.flatMap((block) => {
    if (block.type !== "input" || !("element" in block) || block.element.type !== "file_input") return [];
    return [[block.block_id, block.element.max_files]];
  });
  expect(Object.fromEntries(files)).toEqual({
    image: 5,
    first_frame: 1,
    voice: 1,
    voice_2: 1,
    voice_3: 1,
    voice_4: 1,
    voice_5: 1,
    video: 5,
  });
});

test("what is filled in stands in its field; what no field of its kind can show stands in a text", () => {
  const values = { prompt: "a fox\nin snow", n: 99, size: "17:9", resolution: "8K", watermark: "maybe", seed: "x" };
  const view = drawn(handlers.form("image", values));
  const shown = (name: string): unknown => {
    const element = blockOf(view, name)?.element;
    if (element === undefined) return undefined;
    if ("initial_option" in element) return element.initial_option?.value;
    return "initial_value" in element ? element.initial_value : undefined;
  };
  expect(Object.keys(values).map(shown)).toEqual(Object.values(values).map(String));
  expect(faultsIn(view)).toEqual([]);
});

test("files that were attached before are boxes, all ticked", () => {
  const values = { image: picture("cat.png"), image_2: picture("dog.png"), mask: "https://a.example/mask.png" };
  const view = drawn(handlers.form("image", { model: "gemini-2-5-flash-image-preview-official", ...values }));
  expect(blockOf(view, "kept:image")?.element).toMatchObject({
    initial_options: [
      { text: { text: "cat.png" }, value: "image" },
      { text: { text: "dog.png" }, value: "image_2" },
    ],
  });
  expect(blockOf(view, "kept:mask")?.element).toMatchObject({ options: [{ value: "mask" }] });
  expect(faultsIn(view)).toEqual([]);
});

const promptFields = (view: ReturnType<typeof drawn>) =>
  ["prompt", "prompt+2", "prompt+3"].map((id) => {
    const element = blockOf(view, id)?.element;
    if (element?.type !== "plain_text_input") return null;
    return element.initial_value ?? "";
  });

describe("a text longer than a field", () => {
  const prompt = Array.from({ length: 700 }, (_, index) => `word${index}`).join(" ");
  test("goes on in a further one, and back together it is the same", () => {
    const values = { model: "wan2-7-image", prompt };
    const view = drawn(handlers.form("image", values));
    const [first, second, third] = promptFields(view);
    expect(`${first ?? ""}${second ?? ""}`).toBe(prompt);
    expect([first?.endsWith(" "), third]).toEqual([true, null]);
    const modal = new Modal(handlers.form("image", values));
    expect(submitted({ view: modal.sent, draft: modal.draft, handlers })).toEqual(values);
    modal.fill("prompt+2", "the end");
    expect(submitted({ view: modal.sent, draft: modal.draft, handlers })["prompt"]).toBe(`${first ?? ""}the end`);
  });

  test("has an empty further one where the model takes more, and none where it does not", () => {
    expect(promptFields(drawn(handlers.form("image", {})))).toEqual(["", "", null]);
    expect(promptFields(drawn(handlers.form("image", { model: "qwen-image-2-0-pro" })))).toEqual(["", null, null]);
  });

  test("and than all of them stays in the draft, unless something else is entered", () => {
    const long = `data:image/png;base64,${"A".repeat(20_000)}`;
    const values = { model: "wan2-7-image", prompt: "x", image_urls: long };
    const modal = new Modal(handlers.form("image", values));
    expect(blockOf(modal.view, "image_urls")?.hint?.text).toContain("Leave empty to keep it");
    expect(submitted({ view: modal.sent, draft: modal.draft, handlers })["image_urls"]).toBe(long);
    modal.fill("image_urls", "https://a.example/b.png");
    expect(submitted({ view: modal.sent, draft: modal.draft, handlers })["image_urls"]).toBe("https://a.example/b.png");
  });
});

test("menus that Slack cannot hold are completed, or typed", () => {
  const many = choice(
    "many",
    Array.from({ length: 150 }, (_, index) => `v${index}`),
  );
  const wordy = choice("wordy", ["x".repeat(76), "y"]);
  const view = drawn({ command: "image", options: [many, wordy], values: { many: "v149", wordy: "y" } });
  expect(blockOf(view, "many")?.element).toMatchObject({ type: "external_select", initial_option: { value: "v149" } });
  expect(blockOf(view, "wordy")?.element).toMatchObject({ type: "plain_text_input", initial_value: "y" });
  expect(faultsIn(view)).toEqual([]);
});

test("options for which a view has no room are named, and what they are set to stays", () => {
  const options = Array.from({ length: 120 }, (_, index) => text(`option_${index}`));
  const form = { command: "image", options, values: { option_0: "a", option_119: "z" } };
  const modal = new Modal(form);
  expect(faultsIn(modal.view)).toEqual([]);
  expect(JSON.stringify(modal.view.blocks.at(-1))).toContain("option_119");
  const values = submitted({ view: modal.sent, draft: modal.draft, handlers: { form: () => form } });
  expect(values).toEqual({ option_0: "a", option_119: "z" });
});

test("where the answer belongs goes with the form, and comes back", () => {
  const { private_metadata: metadata = "" } = drawn(handlers.form("image", {}));
  const { prefix: _, ...place } = PLACE;
  expect(readPlace(metadata)).toEqual({ ...place, command: "image" });
  for (const broken of ["", "null", "[]", '{"command":1}']) expect(readPlace(broken)).toBeNull();
  expect(drawForm(handlers.form("image", {}), { ...PLACE, command: "image", prefix: "mv-" }).title.text).toBe(
    "/mv-image",
  );
});

test("no values can make a form that Slack refuses to open", () => {
  const value: fc.Arbitrary<OptionValue> = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 4_000 }),
    fc.constant("x".repeat(9_000)),
    fc.integer(),
    fc.boolean(),
    fc.constant(picture("a".repeat(300))),
  );
  const names = ["prompt", "n", "size", "resolution", "image", "image_2", "image_urls", "watermark", "seed", "mask"];
  const values = fc.dictionary(fc.constantFrom(...names), value);
  fc.assert(
    fc.property(values, fc.constantFrom(...pages.map(({ model }) => model)), (set, model) => {
      expect(faultsIn(drawn(handlers.form(commandOf(model), { ...set, model })))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
