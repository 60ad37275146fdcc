import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

const MAIN = join(import.meta.dirname, "../../src/main.ts");

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** The real process, as an operator starts it. */
export interface BotProcess extends AsyncDisposable {
  readonly pid: number;
  /** Resolves when it says that it is ready; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** How it ended: a code, or the signal that killed it. */
  readonly exit: Promise<number | string | null>;
  /** What it has told whoever started it. */
  readonly stderr: string;
  /** Every line of its log so far. */
  readonly lines: readonly string[];
  /** `kill -9`: nothing in the process has a say. Resolves when it is gone. */
  kill(): Promise<void>;
  /** `SIGTERM`, as a supervisor stops it. Resolves with the exit code. */
  stop(): Promise<number | string | null>;
  signal(name: NodeJS.Signals): void;
}

/** Starts `node src/main.ts` with nothing but `env`, and resolves when it says that it is ready. */
export async function startBot(env: Readonly<Record<string, string>>): Promise<BotProcess> {
  const bot = spawnBot(env);
  await bot.ready;
  return bot;
}

/** The same, without waiting for anything. */
export function spawnBot(env: Readonly<Record<string, string>>): BotProcess {
  const child: Child = spawn(process.execPath, [MAIN], { env: { ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const exited = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
  const lines: string[] = [];
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const saidReady = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      if (line.includes('"msg":"ready"')) resolve();
    });
  });
  const died = exited.then(([code]) => {
    throw new Error(`the bot exited with ${code} before it was ready:\n${lines.join("\n")}\n${stderr}`);
  });
  const ready = Promise.race([saidReady, died]);
  // Whoever only looks at its end has not asked whether it was ready.
  ready.catch(() => {});
  const exit = exited.then(([code, signal]) => code ?? signal);
  const end = async (signal: NodeJS.Signals): Promise<number | string | null> => {
    child.kill(signal);
    return await exit;
  };
  return {
    pid: child.pid ?? 0,
    ready,
    exit,
    lines,
    get stderr() {
      return stderr;
    },
    signal: (name) => void child.kill(name),
    kill: async () => void (await end("SIGKILL")),
    stop: async () => await end("SIGTERM"),
    [Symbol.asyncDispose]: async () => void (await end("SIGKILL")),
  };
}
