// One PostgreSQL and one, two, four workers; then one worker with ten thousand tasks, and a gateway with a thousand guilds.

import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { systemClock } from "../src/domain/time/clock.ts";
import { toRow } from "../src/store/queries/generation-row.ts";
import { openPostgres } from "../src/store/postgres/postgres.ts";
import { openSqlite } from "../src/store/sqlite/sqlite.ts";
import { openQueueDatabase } from "../src/queue/pg-boss/database.ts";
import { openPgBossQueue } from "../src/queue/pg-boss/pg-boss.ts";
import { startPostgres } from "../test/postgres/start-postgres.ts";
import { openFolder } from "./harness/folder.ts";
import { aGeneration, leave } from "./harness/generations.ts";
import type { Usage } from "./harness/tell-usage.ts";
import { openSimulators } from "./harness/simulators.ts";
import type { Statements } from "./scale/worker.ts";
import { mib, print, printAims, printTable } from "./table.ts";

const RUNS = 1_000;
const WORKERS = [1, 2, 4] as const;
const MANY = 10_000;
const API_RATE = 100;
const GUILDS = 1_000;
/** When the heap is looked at: after each of ten thousand tasks has had its first poll. */
const LOOKED_AT_S = [110, 160, 210] as const;

const STAND_IN = fileURLToPath(new URL("scale/stand-in.ts", import.meta.url));
const WORKER = fileURLToPath(new URL("scale/worker.ts", import.meta.url));
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, fatal() {} };

async function openStandIn(ending: "at once" | "never") {
  const child = fork(STAND_IN, [ending], { execArgv: [] });
  const [{ origin }] = (await once(child, "message")) as [{ readonly origin: string }];
  const counts = async () => {
    child.send("counts");
    return ((await once(child, "message")) as [{ polls: number; mostPollsInSecond: number }])[0];
  };
  return { origin, counts, [Symbol.dispose]: () => void child.kill("SIGKILL") };
}

const access = (origin: string, databaseUrl: string) => ({
  PATH: process.env["PATH"],
  DATABASE_URL: databaseUrl,
  DISCORD_TOKEN: "token",
  DISCORD_API_URL: origin,
  MINDVIDEO_API_KEY: "key",
  MINDVIDEO_API_URL: origin,
  MEDIA_ALLOWED_HOSTS: new URL(origin).host,
  LOG_LEVEL: "info",
});

async function startWorker(env: Readonly<Record<string, string | undefined>>) {
  const child: ChildProcess = fork(WORKER, [], {
    execArgv: ["--expose-gc"],
    env: { ...env },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  let statements = 0;
  let usage: ((told: Usage) => void) | null = null;
  child.on("message", (told: Usage | Statements) => {
    if (told.kind === "statements") statements = told.count;
    else usage?.(told);
  });
  await new Promise<void>((resolve) => {
    child.stdout?.on("data", (piece: Buffer) => {
      if (piece.toString().includes('"msg":"ready"')) resolve();
    });
  });
  return {
    statements: () => statements,
    usage: async (): Promise<Usage> => {
      const told = new Promise<Usage>((resolve) => (usage = resolve));
      child.send("collect");
      return await told;
    },
    kill: () => void child.kill("SIGKILL"),
  };
}

/** Rows as a gateway left them, without jobs yet. */
async function fill(url: string, kind: "held" | "running", count: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("begin");
  for (let index = 0; index < count; index += 1) {
    const state =
      kind === "held"
        ? ({ kind } as const)
        : ({ kind, taskId: `task_${index}`, phase: "processing", since: Date.now() } as const);
    const generation = aGeneration(index, state);
    const extra = kind === "running" ? { task_id: `task_${index}`, phase: "processing", phase_since: Date.now() } : {};
    // As what stands in for Discord calls every message.
    const row = { ...toRow(generation), message_id: "1", state: kind, ...extra };
    const names = Object.keys(row);
    await client.query(
      `insert into generation (${names.join(", ")}) values (${names.map((_, at) => `$${at + 1}`).join(", ")})`,
      Object.values(row),
    );
  }
  await client.query("commit");
  await client.end();
}

async function database(serverUrl: string, name: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = name;
  await (await openPostgres({ url: url.href, now: Date.now }))[Symbol.asyncDispose]();
  return url.href;
}

async function untilDelivered(read: () => Promise<number>, count: number): Promise<void> {
  while ((await read()) < count) await wait(100);
}

interface Speed {
  readonly where: string;
  readonly perSecond: number;
  readonly statements: number | null;
}

async function finishing(serverUrl: string, workers: number): Promise<Speed> {
  const url = await database(serverUrl, `finishing${workers}`);
  using standIn = await openStandIn("at once");
  const env = { ...access(standIn.origin, url), ROLE: "worker", API_RATE: "100000", MAX_IN_FLIGHT: "200" };
  const started = await Promise.all(Array.from({ length: workers }, async () => await startWorker(env)));
  await fill(url, "held", RUNS);
  await wait(1_000);
  const idle = started.reduce((all, one) => all + one.statements(), 0);
  await using db = openQueueDatabase(url);
  const given = { db, maxInFlight: 200, clock: systemClock, log: silent, onError: () => {} };
  await using queue = await openPgBossQueue(given);
  await using store = await openPostgres({ url, now: Date.now });
  const jobs = await store.unfinished();
  const since = performance.now();
  await queue.restore(jobs);
  const sql = "select count(*)::int as count from generation where state = 'delivered'";
  await untilDelivered(async () => ((await db.executeSql(sql)).rows[0] as { count: number }).count, RUNS);
  const seconds = (performance.now() - since) / 1_000;
  await wait(500);
  const statements = (started.reduce((all, one) => all + one.statements(), 0) - idle) / RUNS;
  for (const one of started) one.kill();
  return { where: `PostgreSQL, ${workers} worker${workers > 1 ? "s" : ""}`, perSecond: RUNS / seconds, statements };
}

async function finishingInFile(): Promise<Speed> {
  const path = openFolder().file("atelier.db");
  await (await openSqlite(path, Date.now))[Symbol.asyncDispose]();
  leave(
    path,
    Array.from({ length: RUNS }, (_, index) => aGeneration(index, { kind: "held" })),
  );
  using standIn = await openStandIn("at once");
  const file = new DatabaseSync(path);
  const read = (): number =>
    Number(file.prepare("select count(*) as count from generation where state = 'delivered'").get()?.["count"] ?? 0);
  const child = fork(fileURLToPath(new URL("harness/bot.ts", import.meta.url)), [], {
    env: {
      ...access(standIn.origin, `sqlite:${path}`),
      BENCH_ORIGIN: standIn.origin,
      BENCH_TASKS: "0",
      API_RATE: "100000",
    },
  });
  await untilDelivered(async () => await Promise.resolve(read()), 1);
  const since = performance.now();
  const before = read();
  await untilDelivered(async () => await Promise.resolve(read()), RUNS);
  const seconds = (performance.now() - since) / 1_000;
  child.kill("SIGKILL");
  return { where: "SQLite, one process", perSecond: (RUNS - before) / seconds, statements: null };
}

async function watching(serverUrl: string) {
  const url = await database(serverUrl, "watching");
  await fill(url, "running", MANY);
  using standIn = await openStandIn("never");
  const env = { ...access(standIn.origin, url), ROLE: "worker", API_RATE: String(API_RATE), MAX_IN_FLIGHT: "20000" };
  const since = performance.now();
  const worker = await startWorker(env);
  const client = new Client({ connectionString: url });
  await client.connect();
  const active = async (): Promise<number> =>
    Number((await client.query("select count(*) from atelier_queue.job where state = 'active'")).rows[0].count);
  await untilDelivered(active, MANY);
  const resumedS = (performance.now() - since) / 1_000;
  const from = performance.now();
  const heaps: Usage[] = [];
  const begun = worker.statements();
  for (const second of LOOKED_AT_S) {
    await wait(Math.max(0, second * 1_000 - (performance.now() - from)));
    heaps.push(await worker.usage());
  }
  const statements = (worker.statements() - begun) / ((performance.now() - from) / 1_000);
  const { mostPollsInSecond } = await standIn.counts();
  worker.kill();
  await client.end();
  return { resumedS, heaps, statements, mostPollsInSecond };
}

async function gateway(serverUrl: string): Promise<Usage> {
  const url = await database(serverUrl, "gateway");
  const script = new URL("harness/whole-bot.ts", import.meta.url);
  const env = { DATABASE_URL: url, ROLE: "gateway" };
  await using simulators = await openSimulators({ script, guilds: GUILDS, mindvideo: {}, env });
  await wait(5_000);
  return await simulators.usage("collect");
}

await using server = await startPostgres();
const speeds = [await finishingInFile()];
for (const workers of WORKERS) speeds.push(await finishing(server.url, workers));
print(
  `${RUNS} runs whose tasks are over at the first poll, a worker being the whole bot with ROLE=worker; from the moment`,
);
print(
  "at which they are in the queue until the last is delivered. PostgreSQL, the workers and what stands in for Discord and",
);
print("MindVideo share the machine's two cores; PostgreSQL does not wait for the disk (fsync off), SQLite does.");
printTable(
  "Finished",
  ["rows and jobs in", "runs a second", "statements a run"],
  speeds.map(({ where, perSecond, statements }) => [where, perSecond.toFixed(0), statements?.toFixed(1) ?? ""]),
);
const { resumedS, heaps, statements, mostPollsInSecond } = await watching(server.url);
const listening = await gateway(server.url);
print(
  `\nA worker that starts where another left ${MANY} tasks running, at ${API_RATE} requests a second, and a gateway with ${GUILDS} guilds.`,
);
printTable(
  "Needed",
  ["", "resident", "heap after a collection"],
  [
    ...heaps.map(({ residentBytes, heapBytes }, index) => [
      `worker, ${LOOKED_AT_S[index]} s after all are watched`,
      mib(residentBytes),
      mib(heapBytes ?? Number.NaN),
    ]),
    [`gateway, ${GUILDS} guilds`, mib(listening.residentBytes), mib(listening.heapBytes ?? Number.NaN)],
  ],
);
print(
  `\nAll were watched again after ${resumedS.toFixed(1)} s; ${statements.toFixed(1)} statements a second keep their leases.`,
);
const growth = (heaps.at(-1)?.heapBytes ?? 0) / (heaps[0]?.heapBytes ?? 1);
printAims([
  {
    aim: "highest rate of polls",
    asked: `at most ${API_RATE}`,
    measured: String(mostPollsInSecond),
    met: mostPollsInSecond <= API_RATE,
  },
  {
    aim: "growth of the worker's heap in 100 s",
    asked: "at most 1.05",
    measured: growth.toFixed(2),
    met: growth <= 1.05,
  },
]);
process.exit();
