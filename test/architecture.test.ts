// The table of who may import whom, held to the code: without it the pipeline grows a Discord import, and Slack, a second
// generator or a second store become rewrites.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

interface Rule {
  /** Files that it is about: a folder, or one file. The first rule that fits decides. */
  readonly about: string;
  /** Folders and files of ours, itself included without saying. */
  readonly ours: readonly string[];
  /** Packages and `node:` modules; null: any. */
  readonly others: readonly string[] | null;
}

const RULES: readonly Rule[] = [
  { about: "src/domain", ours: [], others: [] },
  { about: "commands", ours: ["src/domain", "src/catalog/catalog.ts"], others: [] },
  {
    about: "src/catalog",
    ours: ["src/domain", "schemas", "src/wording/options.ts"],
    others: ["ajv", "ajv-formats", "node:fs/promises", "node:path"],
  },
  { about: "src/budget", ours: ["src/domain", "src/store/store.ts"], others: [] },
  {
    about: "src/usage",
    ours: ["src/domain", "src/budget/windows.ts", "src/store/store.ts"],
    others: [
      "chart.js",
      "@napi-rs/canvas",
      "node:fs",
      "node:path",
      "node:timers/promises",
      "node:url",
      "node:util",
      "node:worker_threads",
      "node:zlib",
    ],
  },
  { about: "src/pacing", ours: ["src/domain", "src/store/store.ts"], others: [] },
  {
    about: "src/pipeline",
    ours: [
      "src/domain",
      "src/catalog",
      "src/budget",
      "src/pacing",
      "src/media",
      "src/usage",
      "src/store/store.ts",
      "src/queue/queue.ts",
      "src/generator/generator.ts",
      "src/platforms/platform.ts",
    ],
    others: [],
  },
  {
    about: "src/handlers",
    ours: [
      "src/domain",
      "commands",
      "src/catalog",
      "src/budget",
      "src/media/link-lifetime.ts",
      "src/pipeline",
      "src/wording/budget-choices.ts",
      "src/wording/chart.ts",
      "src/usage",
      "src/store/store.ts",
      "src/platforms/platform.ts",
    ],
    others: [],
  },
  { about: "src/wording", ours: ["src/domain"], others: [] },
  {
    about: "src/store",
    ours: ["src/domain"],
    others: ["kysely", "keyv", "pg", "node:sqlite", "node:fs", "node:path", "node:util"],
  },
  {
    about: "src/queue",
    ours: ["src/domain", "src/store/postgres/limits.ts"],
    others: ["pg", "pg-boss", "node:crypto"],
  },
  { about: "src/generator/generator.ts", ours: ["src/domain"], others: [] },
  {
    about: "src/generator/mindvideo",
    ours: ["src/domain", "src/generator/generator.ts"],
    others: ["undici", "node:zlib"],
  },
  {
    about: "src/media",
    ours: ["src/domain"],
    others: ["undici", "sharp", "ipaddr.js", "node:crypto", "node:dns", "node:net"],
  },
  {
    about: "src/platforms/discord",
    ours: ["src/domain", "commands", "src/wording", "src/platforms/*"],
    others: ["discord.js", "undici", "node:crypto", "node:stream"],
  },
  {
    about: "src/platforms/slack",
    ours: ["src/domain", "commands", "src/wording", "src/platforms/*"],
    others: ["@slack/bolt", "undici", "node:crypto", "node:http", "node:util"],
  },
  { about: "src/platforms", ours: ["src/domain"], others: [] },
  {
    about: "src/metrics",
    ours: [
      "src/domain",
      "src/media/fetch-media.ts",
      "src/media/memory-budget.ts",
      "src/store/store.ts",
      "src/queue/queue.ts",
      "src/generator/generator.ts",
      "src/platforms/platform.ts",
    ],
    others: ["prom-client", "node:diagnostics_channel", "node:perf_hooks"],
  },
  {
    about: "src/http",
    ours: ["src/domain", "src/media/lend.ts", "src/platforms/platform.ts"],
    others: ["ipaddr.js", "node:http", "node:net", "node:stream/promises"],
  },
  { about: "src", ours: ["src", "commands", "schemas"], others: null },
  { about: "sim", ours: ["schemas"], others: null },
];

interface Source {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Static imports, re-exports and dynamic ones, types included: a type ties two folders together just as well. */
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[\w\s{},*$]*?\sfrom\s*"([^"]+)"|(?:^|\n)\s*import\s*"([^"]+)"|import\(\s*"([^"]+)"\s*\)/g;

const importsOf = ({ text }: Source): readonly string[] =>
  [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");

const isIn = (path: string, place: string): boolean =>
  place.endsWith("/*") ? dirname(path) === dirname(place) : path === place || path.startsWith(`${place}/`);

/** `@scope/name/deep` is the package `@scope/name`; `node:fs/promises` stays whole. */
const packageOf = (specifier: string): string =>
  specifier.startsWith("node:")
    ? specifier
    : specifier
        .split("/")
        .slice(0, specifier.startsWith("@") ? 2 : 1)
        .join("/");

function breaches(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) => {
    const rule = RULES.find(({ about }) => isIn(source.path, about));
    if (rule === undefined) return [];
    const allowed = (specifier: string): boolean => {
      if (!specifier.startsWith(".")) return rule.others?.includes(packageOf(specifier)) ?? true;
      const target = posix.join(posix.dirname(source.path), specifier);
      return [rule.about, ...rule.ours].some((place) => isIn(target, place));
    };
    return importsOf(source)
      .filter((specifier) => !allowed(specifier))
      .map((specifier) => `${source.path} imports ${specifier}`);
  });
}

function sourcesIn(folder: string): readonly Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(ROOT, path).replaceAll("\\", "/"), text: readFileSync(path, "utf8") }));
}

const all = ["src", "commands", "sim"].flatMap(sourcesIn);

test("nobody imports what the table does not allow", () => {
  expect(all.length).toBeGreaterThan(50);
  expect(breaches(all)).toEqual([]);
});

test.each([
  ["src/pipeline/deliver.ts", 'import { Client } from "discord.js";'],
  ["src/pipeline/deliver.ts", 'import type { Store } from "../store/sqlite.ts";'],
  ["src/domain/money/money.ts", 'import { readFileSync } from "node:fs";'],
  ["src/platforms/discord/draw/card.ts", 'import type { Catalog } from "../../catalog/catalog.ts";'],
  ["src/platforms/discord/draw/card.ts", 'export { limits } from "../../slack/limits.ts";'],
  ["src/budget/claims.ts", 'import {\n  sql,\n} from "kysely";'],
  ["commands/image.ts", 'import "node:fs";'],
  ["src/pipeline/settle.ts", 'import { Counter } from "prom-client";'],
  ["sim/discord/socket/gateway.ts", 'const wording = await import("../../../src/wording/card.ts");'],
])("a planted import is found: %s, %s", (path, text) => {
  expect(breaches([{ path, text }])).toHaveLength(1);
});

test("no file of ours has a default export or re-exports a folder", () => {
  const offenders = all.filter(
    ({ path, text }) =>
      /^export default|^export \* from/m.test(text) || /(^|\/)(utils|helpers|common|types|constants)\.ts$/.test(path),
  );
  expect(offenders.map(({ path }) => path)).toEqual([]);
});

/** From each file of a part to the files of it that it imports, types included. */
function graphOf(sources: readonly Source[]): ReadonlyMap<string, readonly string[]> {
  const paths = new Set(sources.map(({ path }) => path));
  return new Map(
    sources.map((source) => {
      const from = posix.dirname(source.path);
      const targets = importsOf(source).map((specifier) => posix.join(from, specifier));
      return [source.path, targets.filter((target) => paths.has(target))];
    }),
  );
}

/** Files from which one comes back to where one began. What nothing imports, or imports nothing, is in no circle. */
function circles(sources: readonly Source[]): readonly string[] {
  let left = graphOf(sources);
  for (let before = -1; before !== left.size;) {
    before = left.size;
    const imported = new Set([...left.values()].flat());
    left = new Map(
      [...left]
        .filter(([path, targets]) => imported.has(path) && targets.length > 0)
        .map(([path, targets], _, kept) => [path, targets.filter((target) => kept.some(([one]) => one === target))]),
    );
  }
  return [...left.keys()].toSorted();
}

test.each(["src", "sim"])("no files of %s import each other in a circle, types included", (part) => {
  expect(circles(all.filter(({ path }) => isIn(path, part)))).toEqual([]);
});

test("a planted circle is found, and what merely hangs on it is not", () => {
  const planted = [
    { path: "src/a/one.ts", text: 'import { two } from "./two.ts";' },
    { path: "src/a/two.ts", text: 'import type { Three } from "../b/three.ts";' },
    { path: "src/b/three.ts", text: 'import { one } from "../a/one.ts";\nimport { end } from "./end.ts";' },
    { path: "src/b/end.ts", text: "" },
    { path: "src/b/begin.ts", text: 'import { one } from "../a/one.ts";' },
  ];
  expect(circles(planted)).toEqual(["src/a/one.ts", "src/a/two.ts", "src/b/three.ts"]);
});

/** More, and nobody finds a behaviour by reading the names. */
const MOST_FILES = 15;
/** A table of sentences: each file is one subject, and they are looked up by it. */
const LARGE_FOLDERS = ["src/wording"];

const crowded = (sources: readonly Source[]): readonly string[] =>
  [...Map.groupBy(sources, ({ path }) => dirname(path))]
    .filter(([folder, files]) => files.length > MOST_FILES && !LARGE_FOLDERS.includes(folder))
    .map(([folder]) => folder);

test.each(["src", "sim/page"])("no folder of %s holds more files than one can take in", (part) => {
  expect(crowded(all.filter(({ path }) => isIn(path, part)))).toEqual([]);
});

test("a planted drawer of files is found", () => {
  const many = Array.from({ length: MOST_FILES + 1 }, (_, index) => ({ path: `src/drawer/${index}.ts`, text: "" }));
  expect(crowded(many)).toEqual(["src/drawer"]);
});

/** The same seven questions on each platform: how we connect, what somebody did, what they typed, … */
const WINGS = ["api", "arguments", "connection", "draw", "form", "incoming", "replies"];

test.each(["discord", "slack"])("%s has the seven wings of a platform, and no others", (platform) => {
  const entries = readdirSync(join(ROOT, "src/platforms", platform), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(folders.toSorted()).toEqual(WINGS);
});
