import { Ajv2020 } from "ajv/dist/2020.js";
import type { ErrorObject } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { keywords } from "./keywords.ts";

/** Returns every fault of a value; empty if it is valid. */
export type Check = (value: unknown) => readonly ErrorObject[];

/** @throws Error when the schema itself is broken, or uses a keyword nobody declared */
export type CompileSchema = (schema: object) => Check;

/** Opens one compiler for all documents. Each schema is compiled once, at start. */
export function schemaCompiler(): CompileSchema {
  const ajv = new Ajv2020({
    allErrors: true,
    /** Problems quote the value and its limits. */
    verbose: true,
    strict: true,
    // Rules are about single properties of an object whose type the input schema has already fixed.
    strictTypes: false,
    strictRequired: false,
  });
  formats.default(ajv);
  for (const keyword of keywords) ajv.addKeyword({ errors: false, ...keyword });
  /** Hints for MindVideo's own form, some of which the catalog reads. They constrain nothing. */
  ajv.addKeyword({ keyword: "x-playground", schemaType: "object" });
  return (schema) => {
    const validate = ajv.compile(schema);
    return (value) => (validate(value) ? [] : [...(validate.errors ?? [])]);
  };
}
