import type { ErrorObject } from "ajv";
import type { Json, JsonObject } from "../../domain/json.ts";
import type { Problem } from "../../domain/messages/problem.ts";
import { usualOption } from "./binding.ts";
import type { Property } from "../document/document.generated.ts";
import { exampleOf } from "./file-text.ts";
import { countsSeconds } from "../document/compile-model.ts";
import type { CompiledModel } from "../document/compile-model.ts";
import { formOf } from "./read-form.ts";
import type { TypedOptions } from "./binding.ts";
import { spell } from "../spell.ts";

/** Violations of the input schema, by property, under the option names that were typed. */
export function schemaProblems(
  model: CompiledModel,
  input: JsonObject,
  typed: TypedOptions,
): ReadonlyMap<string, readonly Problem[]> {
  const found = new Map<string, Problem[]>();
  for (const error of model.check(input)) {
    const property = propertyOf(error);
    const option = typed.get(property)?.[0]?.option ?? usualOption(model, property);
    const problem = problemOf(model, error, { property, option, value: input[property] });
    const before = found.get(property) ?? [];
    // One problem per limit, even if nine items of a list break it.
    if (!before.some(({ kind }) => kind === problem.kind)) found.set(property, [...before, problem]);
  }
  return found;
}

interface Subject {
  readonly property: string;
  readonly option: string;
  readonly value: Json | undefined;
}

function propertyOf({ instancePath, params }: ErrorObject): string {
  const [, first = String((params as { missingProperty?: unknown }).missingProperty)] = instancePath.split("/");
  return first.replaceAll("~1", "/").replaceAll("~0", "~");
}

function problemOf(model: CompiledModel, error: ErrorObject, { property, option, value }: Subject): Problem {
  const schema = model.document.input.properties[property] ?? {};
  // A missing field is reported at the object it is missing from.
  const place = error.keyword === "required" ? `${error.instancePath}/missing` : error.instancePath;
  const isInside = place.split("/").length > 2;
  // Inside a list or an object only a menu can be named: the rest is a matter of how it was typed.
  const known = !isInside || error.keyword === "enum" ? limitProblem(error, option, error.data as Json) : null;
  if (known?.kind === "range" && countsSeconds(model, property)) return { ...known, unit: "seconds" };
  if (known !== null) return known;
  const file = model.files.get(property);
  if (file !== undefined && error.keyword === "format") return { kind: "url", option, got: spell(error.data) };
  return { kind: "form", option, example: exampleFor(model, property, schema) ?? spell(value) };
}

/** The problem for limits that we have words for. `parentSchema` is there because the compiler is verbose. */
function limitProblem({ keyword, parentSchema = {} }: ErrorObject, option: string, got: Json): Problem | null {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = parentSchema as Property;
  switch (keyword) {
    case "required":
      return { kind: "required", option };
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return { kind: "range", option, min: minimum ?? null, max: maximum ?? null };
    case "minLength":
    case "maxLength":
      // Characters as JSON Schema counts them: code points.
      return {
        kind: "length",
        option,
        min: minLength ?? null,
        max: maxLength ?? null,
        got: Array.from(spell(got)).length,
      };
    case "minItems":
    case "maxItems":
      return {
        kind: "count",
        option,
        min: minItems ?? null,
        max: maxItems ?? null,
        got: (got as readonly Json[]).length,
      };
    case "enum":
      return { kind: "choice", option, allowed: ((parentSchema as Property).enum ?? []).map(String), got: spell(got) };
    case "type":
      return (parentSchema as Property).type === "integer" ? { kind: "not-whole", option } : null;
    default:
      return null;
  }
}

function exampleFor(model: CompiledModel, property: string, schema: Property): string | undefined {
  const file = model.files.get(property);
  if (file !== undefined) return exampleOf(file);
  const form = formOf(schema, model.document.forms?.[property]);
  const hint = schema["x-playground"]?.placeholder ?? schema.default;
  return form?.example ?? (typeof hint === "string" || typeof hint === "number" ? String(hint) : undefined);
}
