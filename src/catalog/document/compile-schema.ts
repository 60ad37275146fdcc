import { Ajv2020 } from "ajv/dist/2020.js";
import type { ErrorObject } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { keywords } from "./keywords.ts";

/** Everything that is wrong with a value; empty when nothing is. */
export type Check = (value: unknown) => readonly ErrorObject[];

/** @throws Error when the schema itself is broken, or uses a keyword nobody declared */
export type CompileSchema = (schema: object) => Check;

/** One compiler serves all documents: each schema is compiled once, when the bot starts. */
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
  /** Hints for the platform's own form, some of which the catalog reads. They constrain nothing. */
  ajv.addKeyword({ keyword: "x-playground", schemaType: "object" });
  return (schema) => {
    const validate = ajv.compile(schema);
    return (value) => (validate(value) ? [] : [...(validate.errors ?? [])]);
  };
}
