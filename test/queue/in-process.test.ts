// A queue that forgets a job strands a paid generation; one that is unfair lets a busy guild block all others.
import { expect, test } from "vitest";
import { createInProcessQueue } from "../../src/queue/in-process.ts";
import type { Job } from "../../src/queue/queue.ts";

const job = (guildId: string, generationId: string): Job => ({ guildId, generationId });

/** Work that ends when the test says so. */
function openWork() {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const work = async ({ generationId }: Job): Promise<void> => {
    started.push(generationId);
    await new Promise<void>((resolve) => ends.set(generationId, resolve));
  };
  const end = async (id: string): Promise<void> => {
    ends.get(id)?.();
    await new Promise(setImmediate);
  };
  return { started, work, end };
}

const ignore = (): void => {};

/** New jobs begin after the turn in which they came. */
const nextTurn = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

test("guilds take turns, and no more than the limit run at once", async () => {
  const queue = createInProcessQueue({ maxInFlight: 2, onError: ignore });
  const stop = new AbortController();
  const { started, work, end } = openWork();
  for (const id of ["a1", "a2", "a3"]) queue.add(job("a", id));
  queue.add(job("b", "b1"));
  const run = queue.run(work, stop.signal);
  expect(started).toEqual(["a1", "b1"]);
  await end("a1");
  expect(started).toEqual(["a1", "b1", "a2"]);
  await end("b1");
  expect(started).toEqual(["a1", "b1", "a2", "a3"]);
  await end("a2");
  await end("a3");
  stop.abort();
  await run;
});

test("a job in hand is not handed out a second time", async () => {
  const queue = createInProcessQueue({ maxInFlight: 5, onError: ignore });
  const stop = new AbortController();
  const { started, work, end } = openWork();
  const run = queue.run(work, stop.signal);
  queue.add(job("a", "a1"));
  queue.add(job("a", "a1"));
  expect(started).toEqual([]);
  await nextTurn();
  expect(started).toEqual(["a1"]);
  await end("a1");
  stop.abort();
  await run;
});

test("work that throws is told of, and makes room", async () => {
  const failed: string[] = [];
  const queue = createInProcessQueue({ maxInFlight: 1, onError: ({ generationId }) => failed.push(generationId) });
  const stop = new AbortController();
  const done: string[] = [];
  const run = queue.run(async ({ generationId }) => {
    if (generationId === "bad") throw new Error("a bug");
    done.push(generationId);
    await Promise.resolve();
  }, stop.signal);
  queue.add(job("a", "bad"));
  queue.add(job("a", "good"));
  await new Promise(setImmediate);
  expect({ failed, done }).toEqual({ failed: ["bad"], done: ["good"] });
  stop.abort();
  await run;
});

test("stopping waits for the work in hand and starts no more", async () => {
  const queue = createInProcessQueue({ maxInFlight: 1, onError: ignore });
  const stop = new AbortController();
  const { started, work, end } = openWork();
  let stopped = false;
  const run = queue.run(work, stop.signal).then(() => (stopped = true));
  queue.add(job("a", "a1"));
  queue.add(job("a", "a2"));
  await nextTurn();
  stop.abort();
  await nextTurn();
  expect({ stopped, started }).toEqual({ stopped: false, started: ["a1"] });
  await end("a1");
  await run;
  expect(started).toEqual(["a1"]);
});
