// One word for one thing. A retired word that comes back gives one thing two names, and whoever greps for one of them
// misses the other.

import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const CODE = ["src", "commands", "sim", "test", "bench", "scripts"];
const EVERYWHERE = [...CODE, "docs", "README.md", "CONTRIBUTING.md"];
const READ = new Set([".ts", ".md"]);

interface Retired {
  readonly word: RegExp;
  /** Files and folders in which it must not stand. */
  readonly where: readonly string[];
  /** The word of today. */
  readonly now: string;
  /** Files and folders in which it means something else. */
  readonly except?: readonly string[];
}

/** Sheets of style and of pictures. */
const STYLE_SHEETS = ["sim/page/picture", "sim/server/assets.ts", "sim/server/document.ts", "scripts/draw-pictures.ts"];
/** A label in the figures of operators, whose dashboards know it by this name. */
const LABELS = ["src/metrics", "test/metrics", "test/e2e/metrics.test.ts", "docs/METRICS.md", "docs/OPERATIONS.md"];

const RETIRED: readonly Retired[] = [
  // What Slack calls surfaces are messages, modals and the home tab.
  { word: /\bsurfaces?(?!\/modals)\b/i, where: EVERYWHERE, now: "platform", except: ["sim/slack/rules", "test/page"] },
  { word: /\bdesk\b|\w+Desk\b/i, where: EVERYWHERE, now: "handlers" },
  { word: /\bwhispers?\b/i, where: EVERYWHERE, now: "response URL, ephemeral" },
  { word: /\basides\b|\b(?<!set )(?<!\]\) )aside\b(?= =|:)/i, where: ["src", "test"], now: "ephemeral" },
  { word: /\b(?:carryOn|waitOut|lendFiles|sendFiles|whereAnswered)\b/, where: CODE, now: "the file's name" },
  { word: /\bnudges?\b/i, where: EVERYWHERE, now: "wake-up" },
  { word: /\b(?:judgeLook|createLooks|waitToLook|LooksParts|A_LOOK|looksEach)\b/, where: CODE, now: "poll" },
  { word: /\b(?:a|each|every|first|next|no|one) look(?!\w| at)/i, where: ["src", "test/pacing", "bench"], now: "poll" },
  {
    word: /\b(?:bells?|shel(?:f|ves))\b/i,
    where: EVERYWHERE,
    now: "kernel, history, store",
    except: ["sim/page/slack"],
  },
  { word: /\b(?:MemoryBound|SharedMemory|openMemory|MapMemory)\b/, where: CODE, now: "memory budget, key-value store" },
  {
    word: /\b(?:roomBytes|hasRoom|noRoom|inRoom|PROCESS_ROOM)\b/i,
    where: CODE,
    now: "memory, free slots, char budget",
  },
  { word: /\b(?:interface|type|class) (?:Kept|Told|Asked|Doing|Turns)\b/, where: CODE, now: "what it holds" },
  { word: /\btall(?:y|ies|ied)\b/i, where: EVERYWHERE, now: "counts, state counts" },
  { word: /\b(?:standingOf|toldOf|standings)\b/, where: ["src"], now: "budget status" },
  { word: /\b(?:handOver|enlist\w*|putDown|HandOver)\b/, where: CODE, now: "complete, enqueue, release" },
  { word: /\bpeers?\b/i, where: EVERYWHERE, now: "processes, services", except: LABELS },
  { word: /\bceilings\b/i, where: EVERYWHERE, now: "upload limits" },
  {
    word: /(?<!-)\b(?:memory-bound|inline|looks|slack-asides|wait-out|carry-on)\.ts/,
    where: CODE,
    now: "the file's new name",
  },
  { word: /\bparcels?\b|\bplacing\b/i, where: EVERYWHERE, now: "delivery, send options" },
  { word: /\bsheets?\b/i, where: CODE, now: "payload, page", except: [...STYLE_SHEETS, "test/page"] },
  { word: /\bfates?\b/i, where: EVERYWHERE, now: "outcome", except: LABELS },
  {
    word: /\bstruck\b|\.strike\(|\bStruck/,
    where: ["src", "sim", "test"],
    now: "apply a fault",
    except: ["sim/page", "test/page"],
  },
  { word: /\bcouriers?\b/i, where: EVERYWHERE, now: "event sender" },
  { word: /\b\w+(?:Book|Shelf)\b/, where: ["src", "sim"], now: "store, queue" },
  { word: /\bbooks?\b|Books\b/i, where: CODE, now: "store, ledger", except: ["sim/page"] },
  { word: /\btowns?\b|addTown/i, where: EVERYWHERE, now: "fixtures", except: ["sim/mindvideo/art"] },
  { word: /\brigs?\b|Rig\b/i, where: ["test"], now: "harness" },
  {
    word: /\b(?:open)?\w*(?:Stage|Scene|World)\b/,
    where: ["test", "sim"],
    now: "harness",
    except: ["sim/mindvideo/art"],
  },
];

const filesIn = (path: string): readonly string[] =>
  extname(path) === ""
    ? readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    : [path];

const isIn = (path: string, places: readonly string[]): boolean =>
  places.some((place) => path === place || path.startsWith(`${place}/`));

interface Source {
  readonly path: string;
  readonly lines: readonly string[];
}

/** This file and what is generated are left out. */
const sources: readonly Source[] = EVERYWHERE.flatMap(filesIn)
  .filter((path) => READ.has(extname(path)) && !path.endsWith("words.test.ts") && !path.includes(".generated."))
  .map((path) => ({ path, lines: readFileSync(join(ROOT, path), "utf8").split("\n") }));

/** Addresses are other people's words. */
const plain = (line: string): string => line.replaceAll(/https?:\/\/\S+/g, "");

const found = ({ word, where, except = [] }: Retired, among: readonly Source[]): readonly string[] =>
  among
    .filter(({ path }) => isIn(path, where) && !isIn(path, except))
    .flatMap(({ path, lines }) =>
      lines.flatMap((line, index) => (word.test(plain(line)) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    );

test.each(RETIRED)("$word is called $now", (retired) => {
  expect(found(retired, sources)).toEqual([]);
});

test("a planted word is found, and an address is not", () => {
  const [surface] = RETIRED;
  const lines = ["// Each surface draws it.", "// https://docs.slack.dev/surfaces/modals"];
  expect(surface && found(surface, [{ path: "src/a.ts", lines }])).toEqual(["src/a.ts:1: // Each surface draws it."]);
});
