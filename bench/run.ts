// `npm run bench` runs every benchmark in a process of its own and rewrites docs/BENCHMARKS.md; `npm run bench -- polls edits`
// runs those alone and leaves the other sections as they are.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describeMachine } from "./run/machine.ts";
import { compose, sectionsOf } from "./run/document.ts";

const BENCHES = new Map([
  ["polls", "Polls and delay"],
  ["shared-rate", "Many tasks under one rate"],
  ["ack", "From a command to its answer"],
  ["slack-ack", "From a command on Slack to its answer"],
  ["edits", "Two hundred edits at once"],
  ["memory", "Memory and processor"],
  ["scale", "Several processes on PostgreSQL"],
  ["delivery", "Fifty results of 8 MB"],
  ["restart", "A restart with ten thousand running tasks"],
  ["usage", "A month's report"],
  ["parsers", "What people type, 12,000 characters of it"],
  ["demo", "From npm run demo to a card"],
]);

/** None takes half of it on two cores that do nothing else; what hangs must not hold up the rest. */
const LIMIT_MS = 10 * 60_000;
const DOCUMENT = fileURLToPath(new URL("../docs/BENCHMARKS.md", import.meta.url));
const inBench = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** What it printed, or null when it broke off. */
async function measure(name: string): Promise<string | null> {
  const child = spawn(process.execPath, ["--expose-gc", inBench(`${name}.ts`)], {
    stdio: ["ignore", "pipe", "inherit"],
    timeout: LIMIT_MS,
    killSignal: "SIGKILL",
  });
  const ended = once(child, "close");
  let text = "";
  for await (const piece of child.stdout.setEncoding("utf8")) {
    process.stdout.write(String(piece));
    text += String(piece);
  }
  const [code] = (await ended) as [number | null];
  return code === 0 ? text.trim() : null;
}

async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => !BENCHES.has(name));
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(", ")}; there are ${[...BENCHES.keys()].join(", ")}.`);
  const sections = sectionsOf(await readFile(DOCUMENT, "utf8").catch(() => ""));
  for (const [name, title] of BENCHES) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n## ${title}\n`);
    const startedAt = performance.now();
    const text = await measure(name);
    const seconds = (performance.now() - startedAt) / 1_000;
    if (text !== null) sections.set(name, { title, text, machine: describeMachine(seconds) });
    else {
      console.error(`${name} broke off: its section stays as it was.`);
      process.exitCode = 1;
    }
  }
  const ordered = [...BENCHES.keys()].flatMap((name) => {
    const section = sections.get(name);
    return section === undefined ? [] : [{ name, ...section }];
  });
  await writeFile(DOCUMENT, compose(ordered));
  await once(spawn(inBench("../node_modules/.bin/oxfmt"), [DOCUMENT], { stdio: "inherit" }), "close");
}

await main(process.argv.slice(2));
