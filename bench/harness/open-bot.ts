import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { systemClock } from "../../src/domain/time/clock.ts";
import { openSqlite } from "../../src/store/sqlite/sqlite.ts";
import type { Watched } from "./bot.ts";
import { openFolder } from "./folder.ts";
import { leave, running } from "./generations.ts";
import { listenTo } from "./listen.ts";
import type { Usage, UsageOrder } from "./tell-usage.ts";

export interface Bot extends Disposable {
  /** Milliseconds from the beginning of the process until every task was watched. */
  readonly watchedMs: number;
  usage(order: UsageOrder): Promise<Usage>;
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
  const next = listenTo<Watched | Usage>(child);
  const { atMs } = await next();
  return {
    watchedMs: atMs,
    async usage(order) {
      child.send(order);
      const told = await next();
      if (told.kind !== "usage") throw new Error("told something else");
      return told;
    },
    [Symbol.dispose]: () => void child.kill("SIGKILL"),
  };
}
