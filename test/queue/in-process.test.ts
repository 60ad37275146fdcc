// The queue of one process: what is its own beside what every queue does.
import { expect, test } from "vitest";
import { createInProcessQueue } from "../../src/queue/in-process/in-process.ts";
import { job, openWork, queueContract } from "./contract.ts";

queueContract("queue in the process", async (maxInFlight) => {
  const failed: string[] = [];
  const onError = ({ generationId }: { readonly generationId: string }): void => void failed.push(generationId);
  const queue = createInProcessQueue({ maxInFlight, onError });
  return await Promise.resolve({ queue, failed, accept: async (one) => await Promise.resolve(queue.add(one)) });
});

test("new jobs begin after the turn in which they came: who asked has not been answered yet", async () => {
  const queue = createInProcessQueue({ maxInFlight: 5, onError: () => {} });
  const stop = new AbortController();
  const { started, work } = openWork();
  const run = queue.run(work, stop.signal);
  queue.add(job("a", "a1"));
  expect(started).toEqual([]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(started).toEqual(["a1"]);
  stop.abort();
  await run;
});
