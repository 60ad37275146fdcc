// Adding a model is adding one file. If that stops being true, whoever adds the next one has to learn the code first.

import { OPTION_LIMITS } from "../../src/platforms/discord/limits.ts";
import type { Problem } from "../../src/domain/messages/problem.ts";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandSpecs } from "../../commands/index.ts";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { TerminalError, UserError } from "../../src/domain/errors/errors.ts";
import { fromDollars } from "../../src/domain/money/money.ts";
import { NOW, picture, SCHEMAS } from "./catalog-fixtures.ts";

/** As little as a model's file can say, with properties and types that none of the five has. */
const SIXTH = {
  model: "dream-9",
  title: "Dream 9",
  description: "Dreams.",
  command: "image",
  input: {
    type: "object",
    required: ["prompt", "style_refs"],
    properties: {
      prompt: { type: "string", title: "Prompt", maxLength: 50 },
      guidanceScale: { type: "number", title: "Guidance scale", minimum: 1, maximum: 20, default: 7.5 },
      steps: { type: "integer", enum: [20, 50] },
      tags: { type: "array", items: { type: "string" }, maxItems: 3 },
      camera: { type: "object", properties: { zoom: { type: "number" } }, required: ["zoom"] },
      style_refs: {
        type: "array",
        items: { type: "string", format: "uri" },
        maxItems: 2,
        "x-playground": { uploadKind: "image", accept: "image/*", widget: "file-upload" },
      },
    },
    additionalProperties: false,
  },
  price: {
    per: "image",
    rates: [
      { when: { properties: { steps: { const: 50 } }, required: ["steps"] }, dollars: "0.2" },
      { dollars: "0.1" },
    ],
    by: ["steps"],
    sources: ["page"],
  },
  takes: [{ medianSeconds: 10, spread: 0.4 }],
};

let folder: string;
let catalog: Catalog;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "schemas-"));
  await cp(SCHEMAS, folder, { recursive: true });
  await writeFile(join(folder, "dream-9.json"), JSON.stringify(SIXTH));
  catalog = await loadCatalog(folder);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test("it is offered, with all it takes, and the others still are", () => {
  const options = commandSpecs(catalog.within(OPTION_LIMITS)).find(({ name }) => name === "image")?.options ?? [];
  expect(options).toHaveLength(25);
  expect(options.find(({ name }) => name === "model")).toMatchObject({
    choices: expect.arrayContaining([{ label: "Dream 9", value: "dream-9" }]),
  });
  expect(options.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "guidance_scale",
      "steps",
      "tags",
      "camera",
      "style_refs",
      "image",
      "image_2",
      "bbox_list",
      "mask_url",
    ]),
  );
  expect(options.find(({ name }) => name === "steps")).toMatchObject({
    kind: "choice",
    choices: [{ value: "20" }, { value: "50" }],
  });
  expect(catalog.forCommand("image")[0]?.slug).toBe("wan2-7-image");
});

test("it is read, priced and timed", () => {
  const { model, input } = catalog.read(
    "image",
    {
      model: "dream-9",
      prompt: "x",
      guidance_scale: "3.5",
      steps: "50",
      tags: "a, b",
      camera: '{"zoom":2}',
      image: picture("a.png"),
    },
    NOW,
  );
  expect(input).toEqual({
    prompt: "x",
    guidanceScale: 3.5,
    steps: 50,
    tags: ["a", "b"],
    camera: { zoom: 2 },
    style_refs: ["https://cdn.example.com/a.png"],
  });
  expect(catalog.highestPrice(model.slug, input)).toBe(fromDollars("0.2"));
  expect(catalog.priceKey(model.slug, input)).toBe("dream-9 steps=50");
  expect(catalog.duration(model.slug, input)).toEqual({ medianMs: 10_000, sigma: 0.4 });
});

test("it is checked", () => {
  const values = {
    model: "dream-9",
    guidance_scale: "21",
    steps: "30",
    tags: "a,b,c,d",
    camera: "{}",
    size: "1:1",
    image: picture("a.mp3", { contentType: "audio/mpeg" }),
  };
  const problems: readonly Problem[] = [
    { kind: "range", option: "guidance_scale", min: 1, max: 20 },
    { kind: "choice", option: "steps", allowed: ["20", "50"], got: "30" },
    { kind: "count", option: "tags", min: null, max: 3, got: 4 },
    { kind: "form", option: "camera", example: "{}" },
    { kind: "not-offered", option: "size", model: "Dream 9" },
    { kind: "file-kind", option: "image", allowed: ["image/*"], got: "audio/mpeg" },
    { kind: "required", option: "prompt" },
  ];
  expect(() => catalog.read("image", values, NOW)).toThrow(new UserError("request.invalid", { detail: { problems } }));
});

test("more properties than 25 options hold share one, and are as good there", async () => {
  const many = Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`knob_${index + 1}`, { type: "integer" }]));
  const document = {
    ...SIXTH,
    model: "dream-10",
    title: "Dream 10",
    input: { ...SIXTH.input, properties: { ...SIXTH.input.properties, ...many } },
  };
  const path = join(folder, "dream-10.json");
  await writeFile(path, JSON.stringify(document));
  const crowded = (await loadCatalog(folder)).within(OPTION_LIMITS);
  await rm(path);
  const options = crowded.options("image");
  expect(options).toHaveLength(25);
  const values = {
    model: "dream-10",
    prompt: "x",
    image: picture("a.png"),
    more: "knob_14: 3\nstyle_refs: https://example.com/b.png",
  };
  expect(crowded.read("image", values, NOW).input).toEqual({
    prompt: "x",
    knob_14: 3,
    style_refs: ["https://cdn.example.com/a.png", "https://example.com/b.png"],
  });
});

test.each([
  ["a slot", { name: "style_of_a_picture", title: "Style", max: 1 }],
  ["the second slot of a row", { name: "style_of_picture", title: "Style", max: 2 }],
])("%s with a name longer than a platform takes is refused where the catalog is cut to it", async (_, slot) => {
  const path = join(folder, "dream-11.json");
  const accepts = { style_refs: { kind: "image", slots: [slot] } };
  await writeFile(path, JSON.stringify({ ...SIXTH, model: "dream-11", title: "Dream 11", accepts }));
  const unlimited = await loadCatalog(folder);
  await rm(path);
  const isRefused = (nameChars: number): unknown => {
    try {
      unlimited.within({ ...OPTION_LIMITS, nameChars });
      return null;
    } catch (error) {
      return (error as TerminalError).detail;
    }
  };
  expect(JSON.stringify(isRefused(17))).toContain("dream-11: style_of_");
  expect(JSON.stringify(isRefused(18))).not.toContain("dream-11");
});

describe("a file that cannot be used is refused when it is loaded, by its name and its fault", () => {
  const { price } = SIXTH;
  test.each<readonly [string, object, string]>([
    ["no price", { price: undefined }, "must have required property 'price'"],
    ["a misspelt field", { tittle: "x" }, "must NOT have additional properties"],
    [
      "a keyword that nobody declared",
      {
        input: { ...SIXTH.input, properties: { prompt: { type: "string", maxLenght: 3 } } },
        price: { ...price, by: [] },
      },
      'unknown keyword: "maxLenght"',
    ],
    [
      "a rule about no property",
      { rules: [{ level: "warn", says: "{propmt} is odd", must: {}, sources: ["page"] }] },
      "rules: there is no property propmt",
    ],
    [
      "a rule that asks nothing",
      { rules: [{ level: "warn", says: "odd", sources: ["page"] }] },
      "has to have either must or never",
    ],
    [
      "a slot with the name of a property",
      { accepts: { style_refs: { kind: "image", slots: [{ name: "tags", title: "x" }] } } },
      "two things are called tags",
    ],
    [
      "a slot with the name of another's property",
      { accepts: { style_refs: { kind: "image", slots: [{ name: "size", title: "x" }] } } },
      "its models use size for different things",
    ],
    [
      "files in a number",
      { accepts: { steps: { kind: "image", slots: [{ name: "step", title: "x" }] } } },
      "steps cannot carry files that way",
    ],
    [
      "a price for some requests only",
      { price: { ...price, rates: price.rates.slice(0, 1) } },
      "a request may have no price",
    ],
    ["a second default", { default: true }, "cannot all be its default"],
    ["another file's title", { title: "Wan 2.7 Image" }, "two models are called Wan 2.7 Image"],
    ["another name than its file", { model: "dream-8" }, "a file is named for its model"],
  ])("%s", async (_, change, fault) => {
    await writeFile(join(folder, "dream-9.json"), JSON.stringify({ ...SIXTH, ...change }));
    const error: unknown = await loadCatalog(folder).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TerminalError);
    expect(error).toMatchObject({ code: "catalog.broken" });
    expect(JSON.stringify((error as TerminalError).detail)).toContain(JSON.stringify(fault).slice(1, -1));
  });

  test("no JSON at all", async () => {
    await writeFile(join(folder, "dream-9.json"), "{");
    await expect(loadCatalog(folder)).rejects.toMatchObject({
      code: "catalog.broken",
      detail: { file: "dream-9.json" },
    });
  });
});
