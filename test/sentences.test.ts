// Plain English. A sentence that puzzled people and was rewritten must not come back.

import { globSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

/** What people read, and what contributors read. */
const PROSE = [
  "README.md",
  "CONTRIBUTING.md",
  ".env.example",
  "docs/*.md",
  "src/**/*.ts",
  "commands/*.ts",
  "schemas/*.json",
];

const textsOf = (patterns: readonly string[]): readonly { readonly path: string; readonly text: string }[] =>
  globSync(patterns, { cwd: ROOT }).map((path) => ({
    path: path.split(sep).join("/"),
    text: readFileSync(join(ROOT, path), "utf8"),
  }));

const prose = textsOf(PROSE);

const RETIRED_PHRASES: readonly RegExp[] = [
  /whoever runs (?:the bot|it|this bot)/i,
  /\banew\b/i,
  /\bmay be spent\b/i,
  /\bis none\. (?:Did|Name|There)/,
  /(?:those|somebody) who (?:may )?manages? the/i,
  /\bsee to it that\b/i,
  /\bis asked about first\b|\basked about first\b/i,
  /\bit is told in\b|\bNobody is told\b/,
  /\bOut of order for a moment\b/,
  /\bless than nothing\b/,
  /\bits reply", place\b|on its way to its reply/,
  /\bset free\b/,
  /What has no room in the first field|is forgotten\. Press/,
  /Left empty, they stay|Without its line/,
  /must have one entry for each of|must be four numbers/,
  /estimated end\b/,
  /· (?:in line|at work|on its way)`/,
  /The question ends|What was typed is left out/,
  /was not let in|The bot is in\b/,
  /Be a member or an admin, make MindVideo|Whatever is wrong is said at once|Whoever may install/,
  /\/\*\* The same[,.]/,
];

/** A member reads of MindVideo alone; who else documents a limit is in a rule's `sources`. */
const COMPANIES = /\b(?:APIMart|Alibaba|GMI Cloud|Modelstream|publishers of this model)\b/;

const linesWith = (pattern: RegExp, texts: typeof prose): readonly string[] =>
  texts.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  );

test.each(RETIRED_PHRASES)("%s is not said any more", (pattern) => {
  expect(prose.length).toBeGreaterThan(300);
  expect(linesWith(pattern, prose)).toEqual([]);
});

test("no sentence of a rule names a company", () => {
  const says = linesWith(/"says"/, textsOf(["schemas/*.json"]));
  expect(says.length).toBeGreaterThan(30);
  expect(says.filter((line) => COMPANIES.test(line))).toEqual([]);
});

test("a planted phrase is found", () => {
  const planted = [{ path: "src/x.ts", text: 'const a = 1;\nconst b = "Whoever runs the bot sees it.";' }];
  expect(RETIRED_PHRASES.flatMap((pattern) => linesWith(pattern, planted))).toEqual([
    'src/x.ts:2 const b = "Whoever runs the bot sees it.";',
  ]);
});
