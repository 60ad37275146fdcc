// Writes the types of a model document from its JSON Schema. With --check it writes nothing and fails when they differ.

import { readFile, writeFile } from "node:fs/promises";
import { compile } from "json-schema-to-typescript";
import type { JSONSchema } from "json-schema-to-typescript";

const SCHEMA = new URL("../src/catalog/document.schema.json", import.meta.url);
const TYPES = new URL("../src/catalog/document/document.generated.ts", import.meta.url);

/** What other files name. The rest is reached through these, and stays private so that no export goes unused. */
const EXPORTED = new Set(["Acceptance", "Form", "Limits", "ModelDocument", "Property", "Schema", "Slot"]);

const schema = JSON.parse(await readFile(SCHEMA, "utf8")) as JSONSchema;
const types = await compile(schema, "ModelDocument", {
  bannerComment: "// Generated from document.schema.json by `npm run types`. Do not edit.",
  /** Tuples of "at least one" say little and are awkward to build; the schema itself is checked when a document loads. */
  ignoreMinAndMaxItems: true,
  additionalProperties: true,
});
const wanted = types.replaceAll(/^export (?=(?:interface|type) (\w+))/gm, (keyword: string, name: string) =>
  EXPORTED.has(name) ? keyword : "",
);

if (!process.argv.includes("--check")) {
  await writeFile(TYPES, wanted);
} else if (wanted !== (await readFile(TYPES, "utf8").catch(() => ""))) {
  console.error("src/catalog/document/document.generated.ts is not what its schema says: run `npm run types`.");
  process.exitCode = 1;
}
