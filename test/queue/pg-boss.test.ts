// The queue of several processes, on a real PostgreSQL: who dies, who stops, and who is cut off, with somebody else there to
// go on. If one of these fails, a run that was paid for is stranded, or two processes deliver it.
import { describe, expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import { openQueueDatabase } from "../../src/queue/pg-boss/database.ts";
import { openProcesses } from "../../src/queue/pg-boss/processes.ts";
import { openPostgres } from "../../src/store/postgres/postgres.ts";
import { openPgBossQueue } from "../../src/queue/pg-boss/pg-boss.ts";
import type { PgBossQueue } from "../../src/queue/pg-boss/pg-boss.ts";
import type { Job } from "../../src/queue/queue.ts";
import { openDatabase } from "../postgres.ts";
import type { Database } from "../postgres.ts";
import { job, openWork, queueContract, runQueue, expectSoon } from "./contract.ts";
import type { Opened } from "./contract.ts";

const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, fatal() {} };

type Process = Opened & { readonly queue: PgBossQueue };

async function processes(count: number, maxInFlight: number): Promise<{ all: Process[]; database: Database }> {
  const database = await openDatabase();
  onTestFinished(async () => await database[Symbol.asyncDispose]());
  // The table in which processes tell of each other.
  await (await openPostgres({ url: database.url, now: Date.now }))[Symbol.asyncDispose]();
  const open = async (): Promise<Process> => {
    const failed: string[] = [];
    const onError = ({ generationId }: Job): void => void failed.push(generationId);
    const db = openQueueDatabase(database.url);
    onTestFinished(async () => await db[Symbol.asyncDispose]());
    const queue = await openPgBossQueue({ db, maxInFlight, clock: systemClock, log: silent, onError });
    onTestFinished(async () => await queue[Symbol.asyncDispose]());
    if (count === 1) {
      const counts = { running: () => queue.running(), resting: () => queue.resting() };
      const told = { db, clock: systemClock, log: silent, id: "1", role: "all", works: true, ...counts };
      const beating = await openProcesses(told);
      onTestFinished(async () => await beating[Symbol.asyncDispose]());
    }
    return { queue, failed, accept: async (one) => await accepted(database, queue, one) };
  };
  return { all: await Promise.all(Array.from({ length: count }, open)), database };
}

const quoted = (value: unknown): string => `'${String(value).replaceAll("'", "''")}'`;

async function accepted(database: Database, queue: PgBossQueue, one: Job): Promise<void> {
  await queue.enqueue(
    {
      executeSql: async (text, values = []) => ({
        rows: [...(await database.query(text.replaceAll(/\$(\d)/g, (_, at) => quoted(values[Number(at) - 1]))))],
      }),
    },
    one,
  );
}

queueContract("queue on PostgreSQL", async (maxInFlight) => {
  const { all } = await processes(1, maxInFlight);
  const [first] = all;
  if (first === undefined) throw new Error("none opened");
  return first;
});

async function opened(maxInFlight: number) {
  const { all, database } = await processes(2, maxInFlight);
  const [first, second] = all;
  if (first === undefined || second === undefined) throw new Error("none opened");
  return { first, second, database };
}

describe("several processes", () => {
  test("the limit is for all together, and each job is one's", async () => {
    const { first, second } = await opened(4);
    const works = [openWork(), openWork()] as const;
    for (let index = 0; index < 12; index += 1) await first.accept(job(`guild${index % 3}`, String(index)));
    runQueue(first.queue, works[0].work);
    runQueue(second.queue, works[1].work);
    const started = (): string[] => works.flatMap((one) => one.started);
    const ended = new Set<string>();
    while (ended.size < 12) {
      await expectSoon(() => started().length, Math.min(12, ended.size + 4));
      const next = started().find((id) => !ended.has(id)) ?? "";
      ended.add(next);
      for (const one of works) one.end(next);
    }
    expect(started().toSorted()).toEqual(Array.from({ length: 12 }, (_, index) => String(index)).toSorted());
  });

  test("what one cannot carry on is left to another, and taken by it", { timeout: 60_000 }, async () => {
    const { first, second, database } = await opened(10);
    const refused: string[] = [];
    const cannot = runQueue(first.queue, async ({ generationId }) => {
      refused.push(generationId);
      return await Promise.resolve("elsewhere" as const);
    });
    await first.accept(job("a", "1"));
    await expectSoon(() => refused, ["1"]);
    const left = "select state::text as state, start_after > now() as waits from atelier_queue.job";
    await expect.poll(async () => await database.query(left)).toEqual([{ state: "retry", waits: true }]);
    await cannot.stop();
    const theirs = openWork();
    runQueue(second.queue, theirs.work);
    await database.query("update atelier_queue.job set start_after = now()");
    await expectSoon(() => theirs.started, ["1"]);
    theirs.end("1");
  });

  test("what one releases when it stops is the other's at once", async () => {
    const { first, second } = await opened(10);
    const [mine, theirs] = [openWork(), openWork()];
    const running = runQueue(first.queue, mine.work);
    for (const id of ["1", "2", "3"]) await first.accept(job("a", id));
    await expectSoon(() => mine.started.length, 3);
    runQueue(second.queue, theirs.work);
    expect(theirs.started).toEqual([]);
    const since = performance.now();
    await running.stop();
    await expectSoon(() => theirs.started.toSorted(), ["1", "2", "3"]);
    expect(performance.now() - since).toBeLessThan(5_000);
    expect(mine.stopped.toSorted()).toEqual(["1", "2", "3"]);
  });

  test("whose heartbeat has stopped loses its jobs: it puts them down, and the other goes on", async () => {
    const { first, second, database } = await opened(10);
    const [mine, theirs] = [openWork(), openWork()];
    runQueue(first.queue, mine.work);
    await first.accept(job("a", "1"));
    await expectSoon(() => mine.started, ["1"]);
    runQueue(second.queue, theirs.work);
    const moved = "update atelier_queue.job set heartbeat_on = now() - interval '1 minute' where state = 'active'";
    const again = async (): Promise<number> => {
      if (mine.started.length + theirs.started.length === 1) await database.query(moved);
      return mine.started.length + theirs.started.length;
    };
    await expect.poll(again, { timeout: 10_000, interval: 100 }).toBe(2);
    await expectSoon(() => mine.stopped, ["1"]);
  });

  test("a job and its row are one transaction", async () => {
    const { first, database } = await opened(10);
    const broken = { executeSql: async () => await Promise.reject(new Error("undone")) };
    await expect(first.queue.enqueue(broken, job("a", "1"))).rejects.toThrow("undone");
    expect(await database.query("select id from atelier_queue.job")).toEqual([]);
  });
});
