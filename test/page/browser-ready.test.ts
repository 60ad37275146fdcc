// The modules are served to a browser as they are, without a bundler: one import of Node's, and the demo's page stays blank.

import { readdirSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { expect, test } from "vitest";
import { drawDocument } from "../../sim/page/picture/document.ts";
import { modulesOf, readAsset } from "../../sim/server/assets.ts";
import { SHEETS } from "../../sim/server/document.ts";

const read = (path: string): string => String(readAsset(path)?.body ?? "");
const modules = [...modulesOf("/page/shell/main.ts")].filter((path) => path.startsWith("/page/"));

test.each(modules)("%s needs nothing that a browser does not have", (path) => {
  const stripped = read(path);
  const imported = Array.from(stripped.matchAll(/\bfrom\s*"([^"]+)"/g), ([, from = ""]) => from);
  const outside = imported.filter((from) => from !== "preact" && from !== "preact/hooks");
  expect(outside.filter((from) => !modules.includes(posix.join(dirname(path), from)))).toEqual([]);
  expect(stripped).not.toMatch(/\bprocess\.\w|\bBuffer\b|innerHTML|dangerouslySetInnerHTML|XMLHttpRequest/);
});

test("what draws payloads asks nobody for anything", () => {
  const drawing = modules.filter((path) => /^\/page\/(?:discord|slack|payload)\//.test(path));
  expect(drawing.length).toBeGreaterThan(80);
  expect(drawing.filter((path) => /\bfetch\(/.test(read(path)))).toEqual([]);
});

/** With those that it imports. */
const sheetsFrom = (path: string): readonly string[] => [
  path,
  ...Array.from(read(path).matchAll(/@import "([^"]+)"/g), ([, part = ""]) => posix.join(dirname(path), part)).flatMap(
    sheetsFrom,
  ),
];

const linked = SHEETS.filter((path) => path.startsWith("/page/")).flatMap(sheetsFrom);

test("every style sheet is linked, once, and asks nobody for anything but fonts", () => {
  const names = readdirSync(join(import.meta.dirname, "../../sim/page"), { recursive: true, encoding: "utf8" });
  const sheets = names
    .filter((name) => name.endsWith(".css") && !name.startsWith("picture"))
    .map((name) => `/page/${name}`);
  expect(linked.toSorted()).toEqual(sheets.toSorted());
  expect(linked.filter((path) => /url\((?!"\/fonts\/)/.test(read(path)))).toEqual([]);
});

test("a document for a picture asks nobody for anything", () => {
  const document = drawDocument("text");
  expect(document).not.toMatch(/@import|url\((?!data:)|src=|href=/);
  expect(document).toMatch(/<\/style>text$/);
});
