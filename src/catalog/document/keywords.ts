// Keywords that the models' rules need and JSON Schema lacks. Ajv's strict mode still refuses any other.

import type { FuncKeywordDefinition } from "ajv";

type Items = Readonly<Record<string, unknown>>;

interface Together {
  readonly of: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

interface PixelLimits {
  readonly min: number;
  readonly max: number;
  readonly maxRatio: number;
}

const NAMES = { type: "array", items: { type: "string" }, minItems: 2 } as const;

export const keywords: readonly FuncKeywordDefinition[] = [
  {
    /** On an object: these arrays have the same length. A missing one counts as empty. */
    keyword: "sameLength",
    type: "object",
    metaSchema: NAMES,
    validate: (names: readonly string[], value: Items) =>
      new Set(names.map((name) => lengthOf(value[name]))).size === 1,
  },
  {
    /** On an object: how many items these arrays have together. */
    keyword: "itemsTogether",
    type: "object",
    metaSchema: {
      type: "object",
      required: ["of"],
      properties: { of: NAMES, min: { type: "integer" }, max: { type: "integer" } },
      additionalProperties: false,
    },
    validate({ of, min = 0, max = Infinity }: Together, value: Items) {
      const count = of.reduce((total, name) => total + lengthOf(value[name]), 0);
      return min <= count && count <= max;
    },
  },
  {
    /** On an array of objects: the percentages in this field ("25%", "12.50%", "12.5") add up to 100. */
    keyword: "percentSum",
    type: "array",
    metaSchema: { type: "string" },
    validate(field: string, items: readonly Items[]) {
      // Whole hundredths of a percent, so that 33.33 + 33.33 + 33.34 is exactly 100.
      const hundredths = items.map((item) => Math.round(Number(String(item[field]).replace(/\s*%$/, "")) * 100));
      return hundredths.reduce((total, part) => total + part, 0) === 10_000;
    },
  },
  {
    /** On a string: if it is `1024x768` or `1024*768`, the number of pixels and how many times as long as wide. */
    keyword: "pixels",
    type: "string",
    metaSchema: {
      type: "object",
      required: ["min", "max", "maxRatio"],
      properties: { min: { type: "integer" }, max: { type: "integer" }, maxRatio: { type: "number" } },
      additionalProperties: false,
    },
    validate({ min, max, maxRatio }: PixelLimits, text: string) {
      const [, width, height] = /^(\d+)[x*](\d+)$/.exec(text)?.map(Number) ?? [];
      if (width === undefined || height === undefined) return true;
      const pixels = width * height;
      return min <= pixels && pixels <= max && Math.max(width, height) <= maxRatio * Math.min(width, height);
    },
  },
];

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
