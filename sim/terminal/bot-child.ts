import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

/** The unchanged bot as a process of its own, led to the simulators by its environment and nothing else. */
export interface BotChild extends AsyncDisposable {
  /** Rejects when the bot ends although nobody stopped it. */
  readonly ended: Promise<never>;
}

export function startBotChild(env: Readonly<Record<string, string>>, logFile: string): BotChild {
  const log = createWriteStream(logFile);
  const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let stopping = false;
  const ended = exit.then((code) => {
    if (!stopping) throw new Error(`The bot ended with code ${code}. Its log: ${logFile}`);
    return new Promise<never>(() => {});
  });
  ended.catch(() => {});
  return {
    ended,
    [Symbol.asyncDispose]: async () => {
      stopping = true;
      child.kill("SIGTERM");
      await exit;
    },
  };
}
