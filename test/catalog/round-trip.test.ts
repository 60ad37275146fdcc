// Whatever a schema allows must arrive as it was meant, through an option and through a form's text. The values are made
// from the published schemas alone, so a form that loses one is found without anyone having thought of it.

import fc from "fast-check";
import type { Arbitrary } from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/domain/errors.ts";
import type { OptionValue, OptionValues } from "../../src/domain/invocation.ts";
import type { Problem } from "../../src/domain/problem.ts";
import { catalog, NOW } from "./catalog-fixtures.ts";
import { readPages } from "./published-pages.ts";
import type { PageSchema } from "./published-pages.ts";

const RUNS = 150;

/** Of a string that its schema does not limit: enough to meet every separator. */
const TEXT_CHARS = 60;

const url = (kind: string): Arbitrary<string> =>
  fc.webUrl({ withQueryParameters: true }).map((base) => `${base}${base.includes("?") ? "&" : "?"}as=${kind},1`);

/** The one text whose form a rule restricts. */
const size = fc.constantFrom("1:1", "16:9", "2K", "1024x1024", "1024*768");

const word = fc.stringMatching(/^[\w#%.]{1,12}$/);

/** A field that holds nothing but space is a field left empty. */
const text = (schema: PageSchema): Arbitrary<string> =>
  fc
    .string({
      unit: "grapheme",
      minLength: schema.minLength ?? 0,
      maxLength: Math.min(schema.maxLength ?? TEXT_CHARS, TEXT_CHARS),
    })
    .filter((value) => value.trim() !== "" && Array.from(value).length <= (schema.maxLength ?? Infinity));

function valueOf(name: string, schema: PageSchema): Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? Number.MAX_SAFE_INTEGER });
    case "string":
      return /url|voice/.test(name) ? url("file") : name === "size" ? size : text(schema);
    case "object":
      return fc.record(
        Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, leaf(key, inner)])),
        { requiredKeys: schema.required ?? Object.keys(schema.properties ?? {}) },
      );
    case "array":
      return fc.array(itemOf(name, schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: schema.maxItems ?? 6,
      });
    case undefined:
      break;
  }
  throw new Error(`nobody knows what ${name} holds`);
}

const leaf = (name: string, schema: PageSchema): Arbitrary<unknown> =>
  schema.type === "string" && schema.enum === undefined && !/url|voice/.test(name) ? word : valueOf(name, schema);

/** The innermost lists of the boxes have no type in the published schema: theirs is four numbers. */
const itemOf = (name: string, schema: PageSchema): Arbitrary<unknown> =>
  schema.type === "array"
    ? fc.array(
        fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()).map((box) => [...box]),
        { maxLength: 3 },
      )
    : valueOf(name, schema);

const inputOf = (schema: PageSchema): Arbitrary<Record<string, unknown>> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, property]) => [name, valueOf(name, property)]),
      ),
      { requiredKeys: schema.required ?? [] },
    )
    .map(alignBoxes);

/** One entry an image, or hardly any request with boxes would get past that rule. */
function alignBoxes(input: Record<string, unknown>): Record<string, unknown> {
  const { bbox_list: boxes, image_urls: images, ...others } = input;
  if (!Array.isArray(boxes) || !Array.isArray(images)) return input;
  return { ...others, image_urls: images, bbox_list: images.map((_, index) => boxes[index] ?? []) };
}

/** As a person would write it. */
function spell(value: unknown): OptionValue {
  if (!Array.isArray(value)) return value as OptionValue;
  if (value.length === 0) return "[]";
  if (value.every((item) => typeof item === "string")) return value.join(", ");
  if (value.every((item) => Array.isArray(item))) return value.map(spellBoxes).join(" | ");
  const [first] = value as readonly Record<string, string>[];
  return first !== undefined && "url" in first
    ? (value as readonly Record<string, string>[]).map(spellReference).join("\n")
    : (value as readonly Record<string, string>[]).map((item) => Object.values(item).join(" ")).join(", ");
}

const spellBoxes = (boxes: readonly (readonly number[])[]): string =>
  boxes.length === 0 ? "none" : boxes.map((box) => box.join(",")).join("; ");

const spellReference = ({ url: file, role, reference_voice: voice }: Record<string, string>): string =>
  [file, role, ...(voice === undefined ? [] : [`voice=${voice}`])].join(" ");

const write = (value: OptionValue): string => (typeof value === "object" ? value.name : String(value));

/** Lists as JSON, which every option takes: the form that has nothing to misread. */
const asJson = (input: Record<string, unknown>): OptionValues =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      Array.isArray(value) ? JSON.stringify(value) : (value as OptionValue),
    ]),
  );

/** Random requests break rules that no schema knows: those are refused in every form, and say nothing about forms. */
function readUnlessRuled(command: string, values: OptionValues): unknown {
  try {
    return catalog.read(command, values, NOW).input;
  } catch (error) {
    const problems = error instanceof UserError ? (error.detail["problems"] as readonly Problem[]) : null;
    fc.pre(problems === null || problems.some(({ kind }) => kind !== "rule"));
    throw error;
  }
}

describe.each(await readPages())("$model", ({ model, input_schema }) => {
  const command = catalog.models.find(({ slug }) => slug === model)?.command ?? "";
  const check = (predicate: (input: Record<string, unknown>) => void): void => {
    const property = fc.property(inputOf(input_schema), (input) => {
      expect(readUnlessRuled(command, { ...asJson(input), model })).toEqual(input);
      predicate(input);
    });
    fc.assert(property, { numRuns: RUNS, maxSkipsPerRun: 1_000 });
  };

  test("through its options", () => {
    check((input) => {
      const values = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, spell(value)]));
      expect(catalog.read(command, { ...values, model }, NOW).input).toEqual(input);
    });
  });

  test("through a form's text", () => {
    check((input) => {
      const texts = Object.values(input).filter((value) => typeof value === "string");
      fc.pre(texts.every((value) => value === value.replaceAll(/\s+/g, " ").trim()));
      const lines = Object.entries({ model, ...input }).map(([name, value]) => `${name}: ${write(spell(value))}`);
      expect(catalog.read(command, catalog.readText(command, lines.join("\n")), NOW).input).toEqual(input);
    });
  });
});
