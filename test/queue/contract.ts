// What every queue does, in one process and across several. A queue that forgets a job strands a paid generation; one that
// gives it away twice shows a result twice; one that is unfair lets a busy guild block all others.

import { describe, expect, onTestFinished, test } from "vitest";
import type { Job, Queue, Work } from "../../src/queue/queue.ts";

export const job = (guildId: string, generationId: string): Job => ({ guildId, generationId });

/** One that is opened for a test, with the way by which a row that was just accepted gets to it. */
export interface Opened {
  readonly queue: Queue;
  readonly accept: (job: Job) => Promise<void>;
  /** Of work that threw. */
  readonly failed: readonly string[];
}

/** Work that ends when the test says so, or when it is stopped. */
export function openWork() {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const stopped: string[] = [];
  const work: Work = async ({ generationId }, signal) => {
    started.push(generationId);
    const aborted = new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => {
        stopped.push(generationId);
        resolve();
      });
    });
    await Promise.race([new Promise<void>((resolve) => ends.set(generationId, resolve)), aborted]);
  };
  return { started, stopped, work, end: (id: string): void => ends.get(id)?.() };
}

/** Runs until the test stops it, or is over. */
export function runQueue(queue: Queue, work: Work) {
  const stop = new AbortController();
  const run = queue.run(work, stop.signal);
  const end = async (): Promise<void> => {
    stop.abort();
    await run;
  };
  onTestFinished(end);
  return { stop: end };
}

const WAIT = { timeout: 10_000, interval: 10 } as const;

export async function expectSoon<T>(read: () => T, wanted: T): Promise<void> {
  await expect.poll(read, WAIT).toEqual(wanted);
}

export function queueContract(name: string, open: (maxInFlight: number) => Promise<Opened>): void {
  describe(name, () => {
    test("a job that came before the work, and one that came after", async () => {
      const { queue, accept } = await open(5);
      const { started, work, end } = openWork();
      await accept(job("a", "a1"));
      runQueue(queue, work);
      await expectSoon(() => started, ["a1"]);
      await accept(job("a", "a2"));
      await expectSoon(() => started, ["a1", "a2"]);
      end("a1");
      end("a2");
    });

    test("guilds are served round robin, and no more than the limit run at once", async () => {
      const { queue, accept } = await open(2);
      const { started, work, end } = openWork();
      for (const id of ["a1", "a2", "a3"]) await accept(job("a", id));
      await accept(job("b", "b1"));
      runQueue(queue, work);
      await expectSoon(() => started.toSorted(), ["a1", "b1"]);
      end("a1");
      await expectSoon(() => started.slice(2), ["a2"]);
      end("b1");
      await expectSoon(() => started.slice(2), ["a2", "a3"]);
      end("a2");
      end("a3");
    });

    test("a guild that comes late waits for nobody's backlog", async () => {
      const { queue, accept } = await open(3);
      const { started, work, end } = openWork();
      const backlog = Array.from({ length: 30 }, (_, index) => `a${index}`);
      for (const id of backlog) await accept(job("a", id));
      runQueue(queue, work);
      await expectSoon(() => started.length, 3);
      await accept(job("b", "b1"));
      const [first = "", second = ""] = started;
      end(first);
      await expectSoon(() => started.length, 4);
      end(second);
      await expectSoon(() => started.length, 5);
      expect(started).toContain("b1");
    });

    test("a job that is given again, or restored, is carried on by one", async () => {
      const { queue, accept } = await open(5);
      const { started, work, end } = openWork();
      await accept(job("a", "a1"));
      runQueue(queue, work);
      await expectSoon(() => started, ["a1"]);
      await queue.restore([job("a", "a1"), job("b", "b1")]);
      await expectSoon(() => started, ["a1", "b1"]);
      await queue.restore([job("a", "a1"), job("b", "b1"), job("c", "c1")]);
      await expectSoon(() => started, ["a1", "b1", "c1"]);
      for (const id of started) end(id);
    });

    test("who waits for others gives the slot back, and goes on by itself", async () => {
      const { queue, accept } = await open(1);
      const done: string[] = [];
      const { promise: outage, resolve: back } = Promise.withResolvers<void>();
      for (const id of ["a1", "a2", "a3"]) await accept(job("a", id));
      await accept(job("b", "b1"));
      runQueue(queue, async ({ generationId, guildId }, _, rest) => {
        if (guildId === "a") await rest(outage);
        done.push(generationId);
      });
      await expectSoon(() => done, ["b1"]);
      back();
      await expectSoon(() => done.toSorted(), ["a1", "a2", "a3", "b1"]);
    });

    test("what is over is not begun again", async () => {
      const { queue, accept } = await open(1);
      const done: string[] = [];
      runQueue(queue, async ({ generationId }) => void done.push(generationId));
      for (const id of ["a1", "a2", "a3"]) await accept(job("a", id));
      await expectSoon(() => done, ["a1", "a2", "a3"]);
    });

    test("work that throws is told of, and what others wait for goes on", async () => {
      const { queue, accept, failed } = await open(2);
      const done: string[] = [];
      await accept(job("a", "bad"));
      await accept(job("a", "good"));
      runQueue(queue, async ({ generationId }) => {
        if (generationId === "bad") throw new Error("a bug");
        done.push(generationId);
        await Promise.resolve();
      });
      await expectSoon(() => ({ failed, done }), { failed: ["bad"], done: ["good"] });
    });

    test("stopping waits for the work in hand and begins no more", async () => {
      const { queue, accept } = await open(1);
      const { promise: held, resolve: release } = Promise.withResolvers<void>();
      const started: string[] = [];
      for (const id of ["a1", "a2"]) await accept(job("a", id));
      const running = runQueue(queue, async ({ generationId }) => {
        started.push(generationId);
        await held;
      });
      await expectSoon(() => started, ["a1"]);
      let isOver = false;
      const over = running.stop().then(() => (isOver = true));
      await new Promise(setImmediate);
      expect(isOver).toBe(false);
      release();
      await over;
      expect(started).toEqual(["a1"]);
    });

    test("the position is that in which guilds are served", async () => {
      const { queue, accept } = await open(1);
      const { started, work } = openWork();
      const all = [job("a", "a1"), job("a", "a2"), job("a", "a3"), job("b", "b1"), job("b", "b2")];
      for (const one of all) await accept(one);
      runQueue(queue, work);
      await expectSoon(() => started, ["a1"]);
      const places = await Promise.all(all.map(async (one) => await queue.position(one)));
      // b1 goes before a2, because b has nothing running; whether b2 does is anybody's guess.
      expect(places).toEqual([null, 2, 4, 1, expect.toSatisfy((place) => place === 2 || place === 3)]);
      expect(await queue.position(job("c", "c1"))).toBeNull();
    });
  });
}
