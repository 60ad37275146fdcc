// API_RATE is for all processes together. If their shares come to more than all of it, MindVideo refuses everybody; if a dead
// process keeps its share, everybody waits for nothing.

import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import { openQueueDatabase } from "../../src/queue/pg-boss/database.ts";
import { openProcesses } from "../../src/queue/pg-boss/processes.ts";
import type { Processes } from "../../src/queue/pg-boss/processes.ts";
import { openPostgres } from "../../src/store/postgres/postgres.ts";
import { openDatabase } from "../postgres.ts";
import { expectSoon } from "./contract.ts";

const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, fatal() {} };

async function ground() {
  const database = await openDatabase();
  onTestFinished(async () => await database[Symbol.asyncDispose]());
  await (await openPostgres({ url: database.url, now: Date.now }))[Symbol.asyncDispose]();
  const db = openQueueDatabase(database.url);
  onTestFinished(async () => await db[Symbol.asyncDispose]());
  const open = async (id: string, running: () => number, role = "worker"): Promise<Processes> => {
    const given = {
      db,
      clock: systemClock,
      log: silent,
      id,
      role,
      works: role !== "gateway",
      running,
      resting: () => 0,
    };
    const processes = await openProcesses(given);
    onTestFinished(async () => await processes[Symbol.asyncDispose]());
    return processes;
  };
  return { database, open };
}

const rounded = (...processes: readonly Processes[]): readonly number[] =>
  processes.map((one) => Math.round(one.share() * 100) / 100);

test("one alone has all; of two the one with more to do has more, and each has something", async () => {
  const { open } = await ground();
  const tasks = { first: 0, second: 0 };
  const first = await open("first", () => tasks.first);
  expect(rounded(first)).toEqual([1]);
  const second = await open("second", () => tasks.second);
  await expectSoon(() => rounded(first, second), [0.5, 0.5]);
  tasks.first = 90;
  tasks.second = 10;
  await expectSoon(() => rounded(first, second), [0.82, 0.18]);
  tasks.first = 0;
  await expectSoon(() => rounded(first, second), [0.1, 0.9]);
});

test("never do they have more than all of it, whoever comes and whatever each has to do", async () => {
  const { open } = await ground();
  const tasks = { first: 100, second: 0 };
  const first = await open("first", () => tasks.first);
  let most = 0;
  const watched: Processes[] = [first];
  const watch = setInterval(
    () =>
      (most = Math.max(
        most,
        watched.reduce((all, one) => all + one.share(), 0),
      )),
    5,
  );
  onTestFinished(() => clearInterval(watch));
  watched.push(await open("second", () => tasks.second));
  tasks.second = 100;
  await expectSoon(() => rounded(...watched), [0.5, 0.5]);
  tasks.first = 0;
  await expectSoon(() => rounded(...watched), [0.1, 0.9]);
  // A beat is read a moment before or after another is written; what grows has waited for it.
  expect(most).toBeLessThan(1.001);
});

test("who is gone leaves its share to the others, and a gateway has none", async () => {
  const { database, open } = await ground();
  const first = await open("first", () => 1);
  await open("gateway", () => 0, "gateway");
  await database.query("insert into process values ('dead', 'worker', 0, extract(epoch from now()) * 1000, 9, 1)");
  await expectSoon(() => rounded(first), [0.18]);
  await expectSoon(() => rounded(first), [1]);
});
