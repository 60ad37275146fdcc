import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { compileCacheEnv } from "./compile-cache.ts";
import type { Environment } from "./environment.ts";

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

/** The unchanged bot as a process of its own, led to the simulators by its environment and nothing else. */
export interface BotChild extends AsyncDisposable {
  readonly pid: number;
  /** Resolves when it says that it is ready. */
  readonly ready: Promise<void>;
  /** Resolves when the process is gone, with the code or the signal that ended it. */
  readonly gone: Promise<number | string>;
  /** Rejects when the bot ends although nobody stopped it. */
  readonly ended: Promise<never>;
  /** What it last told whoever started it. */
  readonly complaint: () => string;
  /** `SIGKILL`: nothing in the process has a say. */
  kill(): void;
}

/** A bot that does not put its work down within this time is ended as it stands: it would carry on at its next start. */
const STOP_MS = 5_000;
const COMPLAINT_CHARS = 2_000;

export function startBotChild(env: Environment, logFile: string): BotChild {
  const log = createWriteStream(logFile, { flags: "a" });
  const child = spawn(process.execPath, [MAIN], {
    env: { ...compileCacheEnv(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaint = `${complaint}${chunk.toString()}`.slice(-COMPLAINT_CHARS);
  });
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.includes('"msg":"ready"')) resolve();
    });
  });
  const gone = new Promise<number | string>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
  let stopping = false;
  const ended = gone.then((how) => {
    log.end();
    if (!stopping) throw new Error(`The bot ended (${how}). Its log: ${logFile}`);
    return new Promise<never>(() => {});
  });
  ended.catch(() => {});
  return {
    pid: child.pid ?? 0,
    ready,
    gone,
    ended,
    complaint: () => complaint.trim(),
    kill: () => void child.kill("SIGKILL"),
    [Symbol.asyncDispose]: async () => {
      stopping = true;
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      await gone;
      clearTimeout(timer);
    },
  };
}
