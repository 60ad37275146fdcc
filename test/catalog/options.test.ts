// A property without an option is a feature nobody can reach; a command over a platform's limit is a bot without commands.

import { describe, expect, test } from "vitest";
import type { Option } from "../../src/domain/messages/option.ts";
import { catalog } from "./catalog-fixtures.ts";
import { readPages } from "./published-pages.ts";

const COMMANDS = ["image", "video", "r2v"];

const named = (command: string, name: string): Option => {
  const option = catalog.options(command).find((candidate) => candidate.name === name);
  if (option === undefined) throw new Error(`/${command} has no ${name}`);
  return option;
};

/** As Discord counts: names, descriptions and choices of the whole command. */
const characters = (options: readonly Option[]): number =>
  options.reduce((total, option) => {
    const choices = option.kind === "choice" ? option.choices : [];
    const menu = choices.reduce((sum, { label, value }) => sum + label.length + value.length, 0);
    return total + option.name.length + option.description.length + menu;
  }, 0);

describe.each(COMMANDS)("/%s", (command) => {
  const options = catalog.options(command);

  test("stays within what Discord takes", () => {
    expect(options.length).toBeLessThanOrEqual(25);
    expect(characters(options)).toBeLessThan(7_500);
    expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
    for (const { name, description, title } of options) {
      expect(name).toMatch(/^[a-z0-9_-]{1,32}$/);
      expect(description.length).toBeLessThanOrEqual(100);
      expect(description).not.toBe("");
      expect(title).not.toBe("");
    }
    const required = options.map((option) => option.required);
    expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
  });
});

test("every property of every published schema has an option of its name", async () => {
  for (const { model, input_schema } of await readPages()) {
    const command = catalog.models.find(({ slug }) => slug === model)?.command ?? "";
    const names = catalog.options(command).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(input_schema.properties ?? {})));
  }
});

test("only a command with several models asks which, and the default comes first", () => {
  expect(named("image", "model")).toMatchObject({
    kind: "choice",
    required: false,
    choices: [
      { label: "Wan 2.7 Image", value: "wan2-7-image" },
      { value: "gemini-2-5-flash-image-preview-official" },
      { value: "qwen-image-2-0-pro" },
    ],
  });
  expect(catalog.options("video").map(({ name }) => name)).not.toContain("model");
});

test("what the models agree on is chosen, what they do not is completed, and ranges are the widest", () => {
  expect(named("r2v", "size")).toMatchObject({ kind: "choice" });
  expect(named("image", "size")).toMatchObject({ kind: "suggested" });
  expect(named("image", "resolution")).toMatchObject({ kind: "suggested" });
  expect(named("image", "n")).toMatchObject({ kind: "integer", min: 1, max: 12 });
  expect(named("image", "prompt")).toMatchObject({ kind: "text", required: false, minLength: null, maxLength: 5000 });
  expect(named("r2v", "prompt")).toMatchObject({
    kind: "text",
    required: true,
    minLength: 1,
    maxLength: 5000,
    multiline: true,
  });
  expect(named("video", "audio")).toMatchObject({ kind: "boolean" });
  expect(named("video", "seed")).toMatchObject({ kind: "integer", min: 0, max: null });
});

const slots = (command: string): string[] =>
  catalog
    .options(command)
    .filter(({ kind }) => kind === "file")
    .map(({ name }) => name);

test("slots fill the room that is left, a first of each kind before a second", () => {
  expect(slots("image")).toEqual(["image", "mask", ...[2, 3, 4, 5, 6, 7, 8, 9, 10].map((index) => `image_${index}`)]);
  expect(slots("video")).toEqual(["image", "audio_file"]);
  expect(slots("r2v").slice(0, 7)).toEqual(["image", "first_frame", "video", "voice", "image_2", "video_2", "voice_2"]);
  expect(slots("r2v")).toHaveLength(15);
});

test("help comes from the schema and says the default", () => {
  expect(named("video", "duration").description).toBe("Duration in seconds. Default 5.");
  expect(named("image", "n").description).toBe(
    "Images: 1-4 in normal mode, 1-12 when enable_sequential is true. Default 1.",
  );
  expect(named("image", "thinking_mode").description).toBe("Thinking mode. Default on. Wan 2.7 Image only.");
  expect(named("image", "color_palette").description).toContain("#FF8800 40%, #223344 35%, #FFFFFF 25%");
});
