// The pages are the contract. If a schema drifts from its page, people are refused what the API takes; if a sample cannot
// be typed, a person who copies it from the page gets another picture than the page promises.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { OptionValue, OptionValues } from "../../src/domain/messages/invocation.ts";
import { read, SCHEMAS } from "./catalog-fixtures.ts";
import { readPages } from "./published-pages.ts";

interface ModelFile {
  readonly model: string;
  readonly description: string;
  readonly command: string;
  readonly input: object;
}

const pages = await readPages();

/** The page's JSON as a person types it: files as URLs in the text option of their property. */
const typed = (input: Readonly<Record<string, unknown>>): OptionValues =>
  Object.fromEntries(Object.entries(input).map(([name, value]) => [name, asTyped(value)]));

function asTyped(value: unknown): OptionValue {
  if (!Array.isArray(value)) return value as OptionValue;
  return value.map((item) => (typeof item === "string" ? item : Object.values(item as object).join(" "))).join(" ");
}

test("all five models are there", () => {
  expect(pages.map(({ model }) => model)).toEqual([
    "gemini-2-5-flash-image-preview-official",
    "qwen-image-2-0-pro",
    "wan2-6-i2v-flash",
    "wan2-7-image",
    "wan2-7-r2v",
  ]);
});

describe.each(pages)("$model", (page) => {
  const load = async (): Promise<ModelFile> =>
    JSON.parse(await readFile(join(SCHEMAS, `${page.model}.json`), "utf8")) as ModelFile;

  test("has the input schema of its page, untouched", async () => {
    const document = await load();
    expect(document.input).toEqual(page.input_schema);
    expect(document).toMatchObject({ model: page.model, description: page.description });
  });

  test("its sample request, typed, is the page's JSON", async () => {
    const { command } = await load();
    const { model, input, warnings } = read(command, { model: page.sample.model, ...typed(page.sample.input) });
    expect({ model: model.slug, input }).toEqual(page.sample);
    expect(warnings).toEqual([]);
  });
});
