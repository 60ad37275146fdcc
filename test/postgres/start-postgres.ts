import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const KEEPER = fileURLToPath(new URL("./keeper.ts", import.meta.url));

/** A PostgreSQL of one's own, on loopback, in a temporary folder. */
export interface Postgres extends AsyncDisposable {
  /** Of its `postgres` database, as a superuser. */
  readonly url: string;
  /** Ends it, and every connection with it; what was committed stays. */
  stop(): Promise<void>;
  /** On the same port, with the same data. */
  start(): Promise<void>;
}

/** For tests that stop it; others share one (`openDatabase`). */
export async function startPostgres(): Promise<Postgres> {
  // In a group of its own: a Ctrl+C is for whoever started the tests, and what it is told is that they have ended.
  const keeper = spawn(process.execPath, [KEEPER], { detached: true, stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: keeper.stdout })[Symbol.asyncIterator]();
  const ask = async (line: string): Promise<string> => {
    keeper.stdin.write(line);
    const { value, done } = await answers.next();
    if (done === true) throw new Error("PostgreSQL could not be started: standard error says why");
    return value;
  };
  const port = await ask("");
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => void (await ask("stop\n")),
    start: async () => void (await ask("start\n")),
    async [Symbol.asyncDispose]() {
      if (keeper.exitCode !== null) return;
      keeper.stdin.end();
      await once(keeper, "exit");
    },
  };
}
