// Whatever a schema allows must arrive as it was meant, through an option and through a form's text. The values are made
// from the published schemas alone, so a form that loses one is found without anyone having thought of it.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isFault } from "../../src/domain/errors/errors.ts";
import type { OptionValue, OptionValues } from "../../src/domain/messages/invocation.ts";
import { catalog, NOW } from "./catalog-fixtures.ts";
import { readPages } from "./published-pages.ts";
import { inputOf, spell, write } from "./random-inputs.ts";

const RUNS = 150;

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
    const problems = isFault(error, "request.invalid") ? error.detail.problems : null;
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
