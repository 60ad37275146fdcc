import { TerminalError } from "../../domain/errors/errors.ts";
import { documentFaults } from "./check-document.ts";
import type { Check, CompileSchema } from "./compile-schema.ts";
import documentSchema from "../document.schema.json" with { type: "json" };
import type { Acceptance, ModelDocument, Schema } from "./document.generated.ts";
import { fileProperties } from "./file-properties.ts";
import { optionName } from "./option-name.ts";

/** A model as the rest of the bot sees it. */
export interface Model {
  /** The API's name for it. */
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly command: string;
}

/** A condition on a request. */
type Matches = (request: unknown) => boolean;

interface Rule {
  readonly level: "refuse" | "warn";
  /** The sentence; the properties it is about stand in braces. */
  readonly says: string;
  readonly isKept: Matches;
}

/** A document with its schema, rules and conditions compiled. */
export interface CompiledModel extends Model {
  readonly document: ModelDocument;
  /** By option name. */
  readonly properties: ReadonlyMap<string, string>;
  /** By property. */
  readonly files: ReadonlyMap<string, Acceptance>;
  readonly check: Check;
  readonly rules: readonly Rule[];
  readonly rates: readonly { readonly matches: Matches; readonly dollars: string }[];
  readonly assumptions: readonly { readonly matches: Matches; readonly values: Readonly<Record<string, unknown>> }[];
  readonly expectations: readonly {
    readonly matches: Matches;
    readonly medianSeconds: number;
    readonly spread: number;
  }[];
}

/** True if the price counts this property in seconds. */
export const countsSeconds = ({ document: { input, price } }: CompiledModel, property: string): boolean =>
  price.per === "second" &&
  input.properties[property]?.type === "integer" &&
  (price.units ?? []).some(({ of }) => of === property);

/** @returns Turns a document into a model, or throws TerminalError `catalog.broken` with every fault it finds. */
export function modelCompiler(compile: CompileSchema): (candidate: unknown) => CompiledModel {
  const checkDocument = compile(documentSchema);
  return (candidate) => {
    const errors = checkDocument(candidate).map(({ instancePath, message }) => `${instancePath || "/"} ${message}`);
    if (errors.length > 0) throw broken(candidate, errors);
    const document = candidate as ModelDocument;
    const faults = documentFaults(document);
    if (faults.length > 0) throw broken(document, faults);
    try {
      return compileModel(document, compile);
    } catch (error) {
      throw broken(document, [error instanceof Error ? error.message : String(error)]);
    }
  };
}

function compileModel(document: ModelDocument, compile: CompileSchema): CompiledModel {
  const { model: slug, title, description, command, input, price, takes } = document;
  const matching = (schema: Schema | undefined): Matches => {
    if (schema === undefined) return () => true;
    const check = compile(schema);
    return (request) => check(request).length === 0;
  };
  return {
    slug,
    title,
    description,
    command,
    document,
    properties: new Map(Object.keys(input.properties).map((property) => [optionName(property), property])),
    files: fileProperties(document),
    check: compile(input),
    rules: (document.rules ?? []).map(({ level, says, when, must, never }) => {
      const applies = matching(when);
      const keeps = matching(must);
      const breaks = never === undefined ? () => false : matching(never);
      return { level, says, isKept: (request) => (!applies(request) || keeps(request)) && !breaks(request) };
    }),
    rates: price.rates.map(({ when, dollars }) => ({ matches: matching(when), dollars })),
    assumptions: (price.assume ?? []).map(({ when, values }) => ({ matches: matching(when), values })),
    expectations: takes.map(({ when, medianSeconds, spread }) => ({ matches: matching(when), medianSeconds, spread })),
  };
}

function broken(document: unknown, faults: readonly string[]): TerminalError {
  const model = typeof document === "object" && document !== null && "model" in document ? document.model : null;
  return new TerminalError("catalog.broken", { detail: { model: typeof model === "string" ? model : null, faults } });
}
