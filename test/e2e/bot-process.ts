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
  /** Every line of its log so far. */
  readonly lines: readonly string[];
  /** `kill -9`: nothing in the process has a say. Resolves when it is gone. */
  kill(): Promise<void>;
  /** `SIGTERM`, as a supervisor stops it. Resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Starts `node src/main.ts` with nothing but `env`, and resolves when it says that it is ready. */
export async function startBot(env: Readonly<Record<string, string>>): Promise<BotProcess> {
  const child: Child = spawn(process.execPath, [MAIN], { env: { ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const exit = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  const lines: string[] = [];
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      if (line.includes('"msg":"ready"')) resolve();
    });
  });
  const died = exit.then(([code]) => {
    throw new Error(`the bot exited with ${code} before it was ready:\n${lines.join("\n")}\n${stderr}`);
  });
  await Promise.race([ready, died]);
  // Once ready, its end is somebody's wish.
  died.catch(() => {});
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    const [code] = await exit;
    return code;
  };
  return {
    pid: child.pid ?? 0,
    lines,
    kill: async () => void (await end("SIGKILL")),
    stop: async () => await end("SIGTERM"),
    [Symbol.asyncDispose]: async () => void (await end("SIGKILL")),
  };
}
