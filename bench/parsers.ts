// Every parser of what people type, with 12,000 characters of fifty kinds: how long the slowest takes, beside the time that
// reading the same text once takes.

import { readAmount } from "../src/budget/read-amount.ts";
import { findZone } from "../src/budget/time-zones.ts";
import { loadCatalog } from "../src/catalog/load.ts";
import { commandSpecs } from "../commands/index.ts";
import { nearest } from "../src/domain/text/nearest.ts";
import { isVisible } from "../src/domain/text/visible.ts";
import { OPTION_LIMITS } from "../src/platforms/slack/limits.ts";
import { readArguments } from "../src/platforms/slack/arguments/read-arguments.ts";
import { fileURLToPath } from "node:url";
import { KINDS } from "./parsers/kinds.ts";

const CHARS = 12_000;
/** Less than `LIMITS.pageChars`, with room for the subcommand. */
const PAGE_CHARS = 980;
/** Longer, and others wait for their answer. */
const MOST_MS = 20;

const catalog = (await loadCatalog(fileURLToPath(new URL("../schemas/", import.meta.url)))).within(OPTION_LIMITS);
const specs = commandSpecs(catalog);

const quietly = (work: () => unknown): void => {
  try {
    work();
  } catch {
    // A refusal is an answer.
  }
};

const PARSERS: readonly (readonly [string, (text: string) => void])[] = [
  ...specs.flatMap((spec) => {
    const subcommands = spec.subcommands?.map(({ name }) => `${name} `) ?? [""];
    return subcommands.map(
      (sub) =>
        [`/${spec.name} ${sub}`.trim(), (text: string) => quietly(() => readArguments(sub + text, spec))] as const,
    );
  }),
  ["a form's text", (text) => quietly(() => catalog.readText("image", text))],
  ["an amount", (text) => quietly(() => readAmount(text))],
  ["a time zone", (text) => quietly(() => findZone(text))],
  ["the nearest name", (text) => quietly(() => nearest(text, ["prompt", "size", "seed"]))],
  ["whether it is visible", (text) => quietly(() => isVisible(text))],
];

function slowestOf(parse: (text: string) => void, chars: number): { readonly ms: number; readonly kind: string } {
  let slowest = { ms: 0, kind: "" };
  for (const [kind, piece] of KINDS) {
    const text = piece.repeat(Math.ceil(CHARS / piece.length)).slice(0, chars);
    // Once to warm up; then the best of three, for the machine may have had other work.
    parse(text);
    let ms = Infinity;
    for (let round = 0; round < 3; round += 1) {
      const from = performance.now();
      parse(text);
      ms = Math.min(ms, performance.now() - from);
    }
    if (ms > slowest.ms) slowest = { ms, kind };
  }
  return slowest;
}

// Beside all of it, as much as the longest page takes: what is longer is refused unread.
const rows = PARSERS.flatMap(([name, parse]) =>
  [CHARS, PAGE_CHARS].map((chars) => ({ name: `${name}, ${chars} characters`, ...slowestOf(parse, chars) })),
).toSorted((a, b) => b.ms - a.ms);
console.log(
  `${PARSERS.length} parsers, ${KINDS.length} kinds of ${CHARS} characters each; none may take ${MOST_MS} ms.\n`,
);
console.log("| parser | slowest, ms | on |\n| --- | --- | --- |");
for (const { name, ms, kind } of rows.slice(0, 12)) console.log(`| ${name} | ${ms.toFixed(2)} | ${kind} |`);
if (rows.some(({ ms }) => ms > MOST_MS)) process.exitCode = 1;
