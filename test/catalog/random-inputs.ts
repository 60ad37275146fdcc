// Requests made from the published schemas alone, so that a way of saying them that loses something is found without
// anyone having thought of it.

import fc from "fast-check";
import type { Arbitrary } from "fast-check";
import type { OptionValue } from "../../src/domain/messages/invocation.ts";
import type { PageSchema } from "./published-pages.ts";

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

export const inputOf = (schema: PageSchema): Arbitrary<Record<string, unknown>> =>
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

/** As a person would write it: a list in the form of its own. */
export function spell(value: unknown): OptionValue {
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

/** The same as text. */
export const write = (value: OptionValue): string => (typeof value === "object" ? value.name : String(value));
