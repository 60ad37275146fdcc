// Discord has room for 25 options, and so for some of a model's files. On Slack options are typed, and each file has its own.

import { expect, test } from "vitest";
import { createCatalog } from "../../../src/catalog/create-catalog.ts";
import { OPTION_LIMITS as DISCORD } from "../../../src/platforms/discord/limits.ts";
import { catalog, NOW, slackCatalog } from "../../catalog/catalog-fixtures.ts";
import { gemini } from "../../catalog/gemini.ts";
import { typed } from "./typing.ts";

const URLS = Array.from({ length: 14 }, (_, index) => `https://example.com/${index + 1}.png`);
const options = URLS.map((url, index) => `--image${index === 0 ? "" : `_${index + 1}`} ${url}`);

test("all fourteen pictures that a model takes can be typed, each by its own name", () => {
  const { values } = typed("image", `a fox --model ${gemini.model} ${options.join(" ")}`);
  const { input } = slackCatalog.read("image", values, NOW);
  expect(input["image_urls"]).toEqual(URLS);
});

test("where there are 25 options, some files have none of their own", () => {
  const names = catalog.options("image").map(({ name }) => name);
  expect(names).toHaveLength(DISCORD.options);
  expect(names).not.toContain("image_14");
  expect(slackCatalog.options("image").map(({ name }) => name)).toContain("image_14");
});

test("a name that a platform cannot publish is told with its model; elsewhere it is an option like any other", () => {
  const long = "a_property_with_a_name_of_33_chars";
  const { properties } = gemini.input;
  const document = { ...gemini, input: { ...gemini.input, properties: { ...properties, [long]: { type: "string" } } } };
  const crowded = createCatalog([document]);
  expect(crowded.options("image").map(({ name }) => name)).toContain(long);
  expect(() => crowded.within(DISCORD)).toThrow(
    expect.objectContaining({ code: "catalog.broken", detail: { faults: [expect.stringContaining(long)] } }),
  );
});
