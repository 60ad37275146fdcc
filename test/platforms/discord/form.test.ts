// If this breaks: Discord refuses to open the form, or a value is lost between opening it and sending it in.

import { ComponentType } from "discord.js";
import type { APILabelComponent, APIModalInteractionResponseCallbackData } from "discord.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { OptionValues } from "../../../src/domain/messages/invocation.ts";
import type { Option } from "../../../src/domain/messages/option.ts";
import { drawForm, inOrder } from "../../../src/platforms/discord/form/form.ts";
import { disk, picture, ran, signal, sole } from "../contract/fixtures.ts";
import type { Disk } from "../contract/harness.ts";
import { openDiscord } from "./harness.ts";
import { anAttachment } from "../../an-attachment.ts";

const named = (name: string) => ({ name, title: name, description: name, required: false });
const text = (name: string): Option => {
  return { ...named(name), kind: "text", minLength: null, maxLength: null, multiline: true };
};
const file = (name: string): Option => ({ ...named(name), kind: "file", accepts: "image" });
const menu = (count: number): Option => {
  const choices = Array.from({ length: count }, (_, index) => ({ label: `Model ${index}`, value: `model-${index}` }));
  return { name: "model", title: "Model", description: "Model", required: false, kind: "choice", choices };
};
const attached = anAttachment({ name: "cat.png", access: "open" });

const labels = ({ components }: APIModalInteractionResponseCallbackData): readonly APILabelComponent[] =>
  components.flatMap((one) => (one.type === ComponentType.Label ? [one] : []));

const valueOf = (modal: APIModalInteractionResponseCallbackData, name: string): string | undefined => {
  const component = labels(modal).find(({ component: { custom_id } }) => custom_id === name)?.component;
  return component?.type === ComponentType.TextInput ? component.value : undefined;
};

test("prompt, model, options and files have a field each; what is set stands in it", () => {
  const options = [text("prompt"), menu(2), text("size"), text("seed"), file("image"), file("mask")];
  const values = { prompt: "a fox\nin the snow", model: "model-1", size: "16:9", mask: attached };
  const { modal } = drawForm({ command: "image", options, values }, "form:1");

  expect(labels(modal).map(({ component: { custom_id } }) => custom_id)).toEqual([
    "prompt",
    "model",
    "options",
    "files",
  ]);
  expect(valueOf(modal, "prompt")).toBe("a fox\nin the snow");
  expect(valueOf(modal, "options")).toBe("size: 16:9");
  const [, model, , files] = labels(modal);
  expect(model?.component).toMatchObject({ options: [{ default: false }, { value: "model-1", default: true }] });
  // What has a file now comes first, because new files take the places in this order.
  expect(files?.description).toBe("Leave empty to keep the current files. New files replace all of them: mask, image");
  expect(files?.component).toMatchObject({ required: false, min_values: 0, max_values: 2, file_types: ["image"] });
});

test("one picture more becomes a further picture, not a mask", () => {
  const files = ["image", "mask", "image_2", "image_3"].map((name): Extract<Option, { kind: "file" }> => {
    return { name, title: name, description: name, required: false, kind: "file", accepts: "image" };
  });
  const names = (values: OptionValues) => inOrder(files, values).map(({ name }) => name);

  expect(names({ image: attached })).toEqual(["image", "image_2", "image_3", "mask"]);
  expect(names({ image_2: attached, mask: attached })).toEqual(["mask", "image_2", "image", "image_3"]);
});

test("one model, or more than a menu holds, needs no menu", () => {
  for (const count of [1, 26]) {
    const { modal } = drawForm({ command: "image", options: [menu(count)], values: { model: "model-0" } }, "form:1");
    expect(valueOf(modal, "options")).toBe("model: model-0");
  }
});

test("what is too long for a field stays in the draft rather than being cut", () => {
  const options = [text("prompt"), text("size"), text("negative_prompt")];
  const values = { prompt: "p".repeat(4_001), size: "16:9", negative_prompt: "n".repeat(4_000) };
  const { modal, draft } = drawForm({ command: "image", options, values }, "form:1");

  expect(draft.kept).toEqual(["prompt", "negative_prompt"]);
  expect(valueOf(modal, "prompt")).toBeUndefined();
  expect(valueOf(modal, "options")).toBe("size: 16:9");
  expect(labels(modal)[0]).toMatchObject({
    description: expect.stringContaining("Leave empty to keep it"),
    component: { required: false },
  });
});

test("no values can make a form that Discord refuses", () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,31}$/);
  const values = fc.dictionary(
    name,
    fc.oneof(fc.string({ maxLength: 6_000 }), fc.integer(), fc.boolean(), fc.constant(attached)),
    { maxKeys: 25 },
  );
  fc.assert(
    fc.property(
      values,
      fc.string({ minLength: 1, maxLength: 6_000 }),
      fc.integer({ min: 1, max: 30 }),
      (others, prompt, models) => {
        const typed: OptionValues = { ...others, prompt, model: "model-0" };
        const options = [
          text("prompt"),
          menu(models),
          ...Object.keys(others).map((key, index) => (index % 3 ? text(key) : file(key))),
        ];
        const { modal } = drawForm({ command: "image", options, values: typed }, "form:1");

        expect(modal.title.length).toBeLessThanOrEqual(45);
        expect(labels(modal).length).toBeLessThanOrEqual(5);
        for (const { label, description = "", component } of labels(modal)) {
          expect(label.length).toBeLessThanOrEqual(45);
          expect(description.length).toBeLessThanOrEqual(100);
          const { value = "", placeholder = "" } = component.type === ComponentType.TextInput ? component : {};
          expect(value.length).toBeLessThanOrEqual(4_000);
          expect(placeholder.length).toBeLessThanOrEqual(100);
        }
      },
    ),
  );
});

async function opened(values: Record<string, string | number | Disk>) {
  const at = await openDiscord();
  await at.person.type("image", values);
  const id = at.handlers.answers[0] ?? "";
  const card = at.handlers.card(id, { kind: "cancelled" }, ["edit"]);
  await at.platform.show(at.handlers.reply(id), card, signal);
  return { at, form: await at.person.open(sole(at.seen()), "Edit") };
}

test("new files replace all the old ones, in the order that the form names", async () => {
  const { at, form } = await opened({ prompt: "x", mask: disk("old-mask.png", 1) });
  await using _ = at;
  await form.submit({ files: [disk("first.png", 2), disk("second.png", 3)] });

  const { values } = at.handlers.invoked.at(-1)?.invocation ?? {};
  expect(values).toMatchObject({ mask: { name: "first.png" }, image: { name: "second.png" } });
});

test("files for which there is no place are told, and nothing is started", async () => {
  const { at, form } = await opened({ prompt: "x" });
  await using _ = at;
  await form.submit({ files: [disk("a.png", 1), disk("b.png", 2), disk("c.png", 3)] });

  expect(at.handlers.invoked).toHaveLength(1);
  expect(at.seen().at(-1)).toMatchObject({ onlyFor: at.person.userId });
  expect(at.seen().at(-1)?.text).toContain("at most 2 entries. It has 3");
});

test("a line that was deleted takes the option back", async () => {
  const { at, form } = await opened({ prompt: "x", size: "16:9", n: 3 });
  await using _ = at;
  await form.submit({ options: "n: 3" });

  expect(at.handlers.invoked.at(-1)?.invocation.values).toEqual({ prompt: "x", n: 3 });
});

test("the form of a finished run leaves its card alone", async () => {
  await using at = await openDiscord();
  const run = await ran(at);
  await at.platform.deliver(run.delivery([picture(1)]), signal);
  const form = await at.person.open(sole(at.seen()), "Edit");
  await form.submit({ prompt: "a blue fox" });

  expect(at.seen().map(({ files }) => files.length)).toEqual([1, 0]);
});
