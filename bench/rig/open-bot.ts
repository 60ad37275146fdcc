import { fork } from "node:child_process";
import { on, once } from "node:events";
import { fileURLToPath } from "node:url";
import { systemClock } from "../../src/domain/clock.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import type { Usage, Watched } from "./bot.ts";
import { openFolder } from "./folder.ts";
import { leave, running } from "./generations.ts";

export interface Bot extends Disposable {
  /** Milliseconds from the beginning of the process until every task was watched. */
  readonly watchedMs: number;
  usage(): Promise<Usage>;
}

interface Given {
  readonly origin: string;
  /** That an earlier process left running. */
  readonly tasks: number;
  readonly apiRate: number;
}

export async function openBot({ origin, tasks, apiRate }: Given): Promise<Bot> {
  const path = openFolder().file("atelier.db");
  await (await openSqlite(path, () => systemClock.now()))[Symbol.asyncDispose]();
  leave(
    path,
    Array.from({ length: tasks }, (_, index) => running(index)),
  );
  const child = fork(fileURLToPath(new URL("bot.ts", import.meta.url)), [], {
    execArgv: ["--expose-gc"],
    env: {
      PATH: process.env["PATH"],
      BENCH_ORIGIN: origin,
      BENCH_TASKS: String(tasks),
      DATABASE_URL: `sqlite:${path}`,
      DISCORD_TOKEN: "token",
      MINDVIDEO_API_KEY: "key",
      MINDVIDEO_API_URL: origin,
      API_RATE: String(apiRate),
      MAX_IN_FLIGHT: String(Math.max(200, tasks)),
    },
  });
  const said = on(child, "message");
  const next = async <T>(): Promise<T> => {
    const { value } = (await said.next()) as IteratorYieldResult<[T]>;
    return value[0];
  };
  const broken = once(child, "exit").then(([code]) => {
    throw new Error(`the bot ended with ${String(code)}`);
  });
  broken.catch(() => {});
  const { atMs } = tasks > 0 ? await Promise.race([next<Watched>(), broken]) : { atMs: 0 };
  return {
    watchedMs: atMs,
    async usage() {
      child.send("usage");
      return await Promise.race([next<Usage>(), broken]);
    },
    [Symbol.dispose]: () => void child.kill("SIGKILL"),
  };
}
