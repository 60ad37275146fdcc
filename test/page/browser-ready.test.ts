// The modules are served to a browser as they are, without a bundler: one import of Node's, and the demo's page stays blank.

import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { drawDocument } from "../../sim/page/picture/document.ts";

const FOLDER = join(import.meta.dirname, "../../sim/page/discord");
const files = readdirSync(FOLDER);
const modules = files.filter((name) => name.endsWith(".ts"));

test.each(modules)("%s needs nothing that a browser does not have", (name) => {
  const stripped = stripTypeScriptTypes(readFileSync(join(FOLDER, name), "utf8"));
  const imported = Array.from(stripped.matchAll(/\bfrom\s*"([^"]+)"/g), ([, from = ""]) => from);
  const outside = imported.filter((from) => from !== "preact" && from !== "preact/hooks");
  expect(outside.filter((from) => !modules.includes(from.replace(/^\.\//, "")))).toEqual([]);
  expect(stripped).not.toMatch(/\bprocess\.|\bBuffer\b|innerHTML|dangerouslySetInnerHTML/);
});

test("every style sheet is part of the one that a page links", () => {
  const all = readFileSync(join(FOLDER, "discord.css"), "utf8");
  const parts = files.filter((name) => name.endsWith(".css") && name !== "discord.css");
  expect(parts.filter((name) => !all.includes(`@import "./${name}";`))).toEqual([]);
});

test("a document for a picture asks nobody for anything", () => {
  const document = drawDocument("text");
  expect(document).not.toMatch(/@import|url\((?!data:)|src=|href=/);
  expect(document).toMatch(/<\/style>text$/);
});
