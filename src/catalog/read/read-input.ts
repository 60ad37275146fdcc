import type { OptionValues } from "../../domain/messages/invocation.ts";
import type { Json, JsonObject } from "../../domain/json.ts";
import type { Problem } from "../../domain/messages/problem.ts";
import { bind } from "./binding.ts";
import { brokenRules } from "./broken-rules.ts";
import type { Property } from "../document/document.generated.ts";
import type { CompiledModel } from "../document/compile-model.ts";
import { readFiles } from "./read-files.ts";
import type { Piece } from "./read-files.ts";
import type { Typed } from "./binding.ts";
import { formOf, readForm } from "./read-form.ts";
import { readScalar, unreadable } from "./read-scalar.ts";
import { schemaProblems } from "./schema-problems.ts";

/** The API's input, and everything that is wrong with it. */
export interface InputReading {
  readonly input: JsonObject;
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

/**
 * Turns what was typed into the request's input and lists everything that is wrong with it. One mistake is one problem:
 * schema and rules skip a property that could not be read.
 * @param now Milliseconds since the epoch.
 */
export function readInput(model: CompiledModel, values: OptionValues, now: number): InputReading {
  const { typed, problems } = sortOptions(model, values);
  const input: Record<string, Json> = {};
  const warnings: string[] = [];
  const faulty = new Set<string>();
  for (const [property, options] of typed) {
    const piece = readProperty(model, { property, options, now });
    if (piece.value !== undefined) input[property] = piece.value;
    if (piece.problems.length > 0) faulty.add(property);
    problems.push(...piece.problems);
    warnings.push(...piece.warnings);
  }
  for (const [property, found] of schemaProblems(model, input, typed)) {
    if (faulty.has(property)) continue;
    faulty.add(property);
    problems.push(...found);
  }
  const broken = brokenRules(model, input, { typed, faulty });
  return {
    input,
    problems: [...inTypedOrder(problems, values), ...broken.problems],
    warnings: [...warnings, ...broken.warnings],
  };
}

/** Sorts problems in the order in which options were typed; missing options come last. */
function inTypedOrder(problems: readonly Problem[], values: OptionValues): readonly Problem[] {
  const names = Object.keys(values);
  const place = (problem: Problem): number =>
    "option" in problem && problem.option in values ? names.indexOf(problem.option) : names.length;
  return problems.toSorted((a, b) => place(a) - place(b));
}

function sortOptions(model: CompiledModel, values: OptionValues): { typed: Map<string, Typed[]>; problems: Problem[] } {
  const typed = new Map<string, Typed[]>();
  const problems: Problem[] = [];
  for (const [option, value] of Object.entries(values)) {
    const binding = bind(model, option);
    if (binding === null) problems.push({ kind: "not-offered", option, model: model.title });
    else typed.set(binding.property, [...(typed.get(binding.property) ?? []), { option, value, binding }]);
  }
  return { typed, problems };
}

interface TypedProperty {
  readonly property: string;
  readonly options: readonly Typed[];
  readonly now: number;
}

function readProperty(model: CompiledModel, { property, options, now }: TypedProperty): Piece {
  const schema = model.document.input.properties[property] ?? {};
  const acceptance = model.files.get(property);
  if (acceptance !== undefined) return readFiles(options, { schema, acceptance, now });
  // Without slots, a property has one option.
  const [only] = options;
  return only === undefined ? { value: undefined, problems: [], warnings: [] } : readPlain(model, schema, only);
}

function readPlain(model: CompiledModel, schema: Property, { option, value, binding }: Typed): Piece {
  if (schema.type !== "array" && schema.type !== "object") {
    const read = readScalar(schema, value);
    return { value: read, problems: read === undefined ? [unreadable(option, schema, value)] : [], warnings: [] };
  }
  const form = formOf(schema, model.document.forms?.[binding.property]);
  const read = typeof value === "object" ? undefined : readForm(String(value), schema, form);
  const example = form?.example ?? (schema.type === "object" ? "{}" : "[]");
  return { value: read, problems: read === undefined ? [{ kind: "form", option, example }] : [], warnings: [] };
}
