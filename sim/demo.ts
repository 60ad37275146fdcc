// `npm run demo`: the product in a page, without an account, a token or a network. `npm run demo -- --script` plays a
// conversation in the terminal instead, and fails unless all of it arrived.

import { mkdirSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { enableCompileCache } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const HELP = `npm run demo                 opens the page on port 3000, or the next one that is free
npm run demo -- --port 4000  begins to look for a free one there
npm run demo -- --data DIR   keeps the bot's data and log in DIR; else they go when the demo ends
npm run demo -- --script     plays a conversation in the terminal, and exits`;

const FIRST_PORT = 3_000;
/** Sysexits' EX_USAGE. */
const EXIT_USAGE = 64;
/** Sysexits' EX_CANTCREAT. */
const EXIT_NO_FOLDER = 73;

interface Wanted {
  readonly port: number;
  readonly data: string | undefined;
  readonly script: boolean;
}

/** Null: help is wanted, or what was typed makes no sense and has been said. */
function readWishes(): Wanted | null {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: "string" },
        port: { type: "string", default: String(FIRST_PORT) },
        script: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${values.port} is no port.`);
    if (!values.help) return { port, data: values.data, script: values.script };
    console.log(HELP);
  } catch (cause) {
    console.error(`${cause instanceof Error ? cause.message : String(cause)}\n\n${HELP}`);
    process.exitCode = EXIT_USAGE;
  }
  return null;
}

/** npm passes a Ctrl+C on that the terminal has sent already: the second one is the same wish. */
async function untilStopped(): Promise<void> {
  const { promise, resolve: stop } = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop());
  await promise;
}

/** Null: it cannot be had, which has been said. */
function openFolder(path: string): string | null {
  try {
    mkdirSync(path, { recursive: true });
    return path;
  } catch (cause) {
    console.error(`${path} cannot be used as a folder: ${cause instanceof Error ? cause.message : String(cause)}`);
    process.exitCode = EXIT_NO_FOLDER;
    return null;
  }
}

async function showPage({ port, data }: Wanted): Promise<void> {
  await using closing = new AsyncDisposableStack();
  const stopped = untilStopped();
  const dataDir = data === undefined ? mkdtempSync(join(tmpdir(), "atelier-demo-")) : openFolder(resolve(data));
  if (dataDir === null) return;
  if (data === undefined) closing.defer(async () => await rm(dataDir, { recursive: true, force: true }));
  const { openDemo } = await import("./server/open-demo.ts");
  const demo = closing.use(await openDemo({ port, dataDir }));
  console.log(`Atelier, with simulators of Discord, Slack and MindVideo: ${demo.url}\nCtrl+C ends it.`);
  await stopped;
  console.log("Stopping.");
}

async function playScript(): Promise<void> {
  const { playConversation } = await import("./terminal/play.ts");
  await playConversation(mkdtempSync(join(tmpdir(), "atelier-demo-")));
}

// What is imported from here on is compiled once, not at each start.
enableCompileCache();
const wanted = readWishes();
if (wanted?.script) await playScript();
else if (wanted) await showPage(wanted);
process.exit();
