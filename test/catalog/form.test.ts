// If this breaks: a form leaves out a property of a model, shows another model's limits, or drops what was filled in.

import { describe, expect, test } from "vitest";
import { createCatalog } from "../../src/catalog/create-catalog.ts";
import { UserError } from "../../src/domain/errors/errors.ts";
import type { Option } from "../../src/domain/messages/option.ts";
import { catalog } from "./catalog-fixtures.ts";
import { readPages } from "./published-pages.ts";
import type { PageSchema } from "./published-pages.ts";

const named = (options: readonly Option[], name: string): Option | undefined =>
  options.find((option) => option.name === name);

function expected(name: string, schema: PageSchema): object {
  if (schema.enum !== undefined) {
    return { name, kind: "choice", choices: schema.enum.map((value) => ({ value: String(value) })) };
  }
  if (schema.type === "integer") {
    return { name, kind: "integer", min: schema.minimum ?? null, max: schema.maximum ?? null };
  }
  return schema.type === "string" && schema.maxLength !== undefined
    ? { name, kind: "text", maxLength: schema.maxLength }
    : { name };
}

describe.each(await readPages())("$model", ({ model, input_schema }) => {
  const command = catalog.models.find(({ slug }) => slug === model)?.command ?? "";
  const { options } = catalog.form(command, { model });

  test("every property is there with its own limits", () => {
    for (const [name, schema] of Object.entries(input_schema.properties ?? {})) {
      expect(named(options, name)).toMatchObject(expected(name, schema));
    }
  });

  test("nothing of another model is, and no name is there twice", () => {
    const names = options.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const others = options.filter(({ name, kind }) => kind !== "file" && name !== "model");
    expect(others.map(({ name }) => name).toSorted()).toEqual(Object.keys(input_schema.properties ?? {}).toSorted());
  });
});

const slugOf = (model: string | undefined) =>
  catalog.form("image", model === undefined ? {} : { model }).values["model"];

test("the model that is named is the one whose options they are, or else the default", () => {
  expect([undefined, "qwen-image-2-0-pro", "Gemini 2.5 Flash Image", "gone-since"].map(slugOf)).toEqual([
    "wan2-7-image",
    "qwen-image-2-0-pro",
    "gemini-2-5-flash-image-preview-official",
    "wan2-7-image",
  ]);
  expect(catalog.form("r2v", { prompt: "x" }).values).toEqual({ prompt: "x" });
  const without = catalog.without(["wan2-7-image"]);
  expect(without.form("image", { model: "wan2-7-image" }).values["model"]).not.toBe("wan2-7-image");
  const off = catalog.without(["wan2-7-r2v"]);
  expect(() => off.form("r2v", {})).toThrow(UserError);
});

test("where any number of files is taken there are ten places for them, and the text beside takes more", () => {
  const names = catalog.form("image", { model: "qwen-image-2-0-pro" }).options.map(({ name }) => name);
  expect(names.filter((name) => name.startsWith("image"))).toEqual([
    "image",
    ...Array.from({ length: 9 }, (_, index) => `image_${index + 2}`),
    "image_urls",
  ]);
});

test("what goes with one certain file says which", () => {
  const { options } = catalog.form("r2v", {});
  expect([named(options, "voice"), named(options, "voice_3"), named(options, "image_2")]).toMatchObject([
    { beside: "image" },
    { beside: "image_3" },
    { kind: "file" },
  ]);
  expect(named(options, "image_2")).not.toHaveProperty("beside");
});

test("what stood in the one text of all that found no room stands under its own name", () => {
  const values = { more: "seed: 7\nsize: 16:9", prompt: "a fox" };
  expect(catalog.form("image", values).values).toEqual({
    model: "wan2-7-image",
    prompt: "a fox",
    seed: 7,
    size: "16:9",
  });
});

test("a menu of any length stays a menu", () => {
  const sizes = Array.from({ length: 200 }, (_, index) => `${index + 1}x1`);
  const document = {
    model: "many",
    title: "Many",
    description: "Many sizes.",
    command: "image",
    input: { type: "object", properties: { size: { type: "string", enum: sizes } }, additionalProperties: false },
    price: { per: "image", rates: [{ dollars: "0.01" }] },
    takes: [{ medianSeconds: 5, spread: 0.5 }],
  };
  const { options } = createCatalog([document]).form("image", {});
  expect(named(options, "size")).toMatchObject({ kind: "choice", choices: { length: 200 } });
});
