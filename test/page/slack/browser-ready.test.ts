// The modules are served to a browser as they are, without a bundler: one import of Node's, and the demo's page stays blank.

import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";

const FOLDER = join(import.meta.dirname, "../../../sim/page/slack");
const files = readdirSync(FOLDER);
const modules = files.filter((name) => name.endsWith(".ts"));

/** Of Discord's renderer, which `test/page/browser-ready.test.ts` holds to the same, and of the rooms around both. */
const SHARED = ["../discord/fields.ts", "../discord/unknown.ts", "../room/use-stay-below.ts"];

test.each(modules)("%s needs nothing that a browser does not have", (name) => {
  const stripped = stripTypeScriptTypes(readFileSync(join(FOLDER, name), "utf8"));
  const imported = Array.from(stripped.matchAll(/\bfrom\s*"([^"]+)"/g), ([, from = ""]) => from);
  const outside = imported.filter((from) => from !== "preact" && from !== "preact/hooks" && !SHARED.includes(from));
  expect(outside.filter((from) => !modules.includes(from.replace(/^\.\//, "")))).toEqual([]);
  expect(stripped).not.toMatch(/\bprocess\.|\bBuffer\b|innerHTML|dangerouslySetInnerHTML|\bfetch\(|XMLHttpRequest/);
});

test("every style sheet is part of the one that a page links", () => {
  const all = readFileSync(join(FOLDER, "slack.css"), "utf8");
  const parts = files.filter((name) => name.endsWith(".css") && name !== "slack.css");
  expect(parts.filter((name) => !all.includes(`@import "./${name}";`))).toEqual([]);
});

test("no style sheet asks anybody for anything", () => {
  const sheets = files.filter((name) => name.endsWith(".css"));
  const css = sheets.map((name) => readFileSync(join(FOLDER, name), "utf8")).join("");
  expect(css).not.toMatch(/url\(|@import "(?!\.\/)/);
});
