// Who is polled when there are more tasks than the API's rate allows. If this breaks, results lie finished and unseen,
// or the API bans the key of everybody.
import fc from "fast-check";
import { expect, test } from "vitest";
import { estimate } from "../../src/pacing/estimate.ts";
import { createPolls } from "../../src/pacing/polls.ts";
import type { Polls, PolledTask } from "../../src/pacing/polls.ts";
import { createPacer } from "../../src/pacing/pacer.ts";
import { LONGEST_GAP_MS, SHORTEST_GAP_MS } from "../../src/pacing/schedule.ts";
import { ManualClock } from "../manual-clock.ts";

const DAY_MS = 24 * 60 * 60_000;

interface Harness {
  readonly clock: ManualClock;
  readonly polls: Polls;
  readonly pause: (ms: number) => void;
}

function openHarness(perSecond: number, random = 0.5): Harness {
  const clock = new ManualClock();
  const pacer = createPacer(() => perSecond, clock);
  return { clock, polls: createPolls({ clock, pacer, random: () => random }), pause: (ms) => pacer.pause("poll", ms) };
}

const curveOf = (medianMs: number, sigma = 0.4) => estimate({ prior: { medianMs, sigma }, own: [], model: [] });

/** Watches one task until it has ended: when it was polled. */
function follow({ clock, polls }: Harness, task: { readonly endsMs: number; readonly medianMs: number }) {
  const stop = new AbortController();
  const seen: number[] = [];
  const curve = curveOf(task.medianMs);
  const bornAt = clock.elapsed();
  const age = (): number => clock.elapsed() - bornAt;
  const done = (async () => {
    while (!stop.signal.aborted && age() < task.endsMs) {
      await polls.due({ curve, age, gapMs: null }, stop.signal);
      if (!stop.signal.aborted) seen.push(age());
    }
  })();
  return { seen, done, stop: () => stop.abort() };
}

const tasks = fc.array(
  fc.record({ endsMs: fc.integer({ min: 1, max: 600_000 }), medianMs: fc.integer({ min: 2_000, max: 300_000 }) }),
  { minLength: 1, maxLength: 30 },
);

test("the shared rate is never passed, no task is polled twice at once, and every end is seen", async () => {
  await fc.assert(
    fc.asyncProperty(tasks, fc.integer({ min: 1, max: 20 }), async (all, perSecond) => {
      const here = openHarness(perSecond, 1);
      const followed = all.map((task) => follow(here, task));
      await here.clock.advance(600_000 + LONGEST_GAP_MS + all.length * 60_000);
      await Promise.all(followed.map(async ({ done }) => await done));
      const times = followed.flatMap(({ seen }) => seen).toSorted((a, b) => a - b);
      for (const [index, at] of times.entries())
        expect(at - (times[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(1_000 / perSecond - 1e-6);
      for (const { seen } of followed)
        for (const [index, at] of seen.entries())
          expect(at - (seen[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(SHORTEST_GAP_MS * 0.95);
    }),
    { numRuns: 20 },
  );
});

/** Long before everything expected, or long past it: where gaps would be longest. */
const strays = fc.array(
  fc.record({ endsMs: fc.integer({ min: 1, max: DAY_MS }), medianMs: fc.integer({ min: 2_000, max: DAY_MS }) }),
  { minLength: 1, maxLength: 5 },
);

test("an end is seen within the longest gap where the rate allows it", async () => {
  await fc.assert(
    fc.asyncProperty(strays, async (all) => {
      const here = openHarness(1_000_000, 1);
      const followed = all.map((task) => follow(here, task));
      await here.clock.advance(DAY_MS + LONGEST_GAP_MS * 2);
      for (const [index, { seen, done }] of followed.entries()) {
        await done;
        expect((seen.at(-1) ?? Infinity) - (all[index]?.endsMs ?? 0)).toBeLessThanOrEqual(LONGEST_GAP_MS * 1.05);
      }
    }),
    { numRuns: 20 },
  );
});

test("where the rate is short, those that may end now are polled more than those that hardly can", async () => {
  const here = openHarness(1);
  const near = Array.from({ length: 10 }, () => follow(here, { endsMs: Infinity, medianMs: 60_000 }));
  const far = Array.from({ length: 10 }, () => follow(here, { endsMs: Infinity, medianMs: 2_000_000 }));
  await here.clock.advance(120_000);
  const count = (group: typeof near): number => group.reduce((sum, { seen }) => sum + seen.length, 0);
  expect(count(near)).toBeGreaterThan(count(far) * 3);
  // Of those that are alike, each has its share.
  const shares = near.map(({ seen }) => seen.length);
  expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(2);
  for (const { stop, done } of [...near, ...far]) {
    stop();
    await done;
  }
});

test("quiet that the API asked for holds everybody back, and nobody is forgotten after it", async () => {
  const here = openHarness(10);
  here.pause(60_000);
  const one = follow(here, { endsMs: 5_000, medianMs: 4_000 });
  await here.clock.advance(59_000);
  expect(one.seen).toEqual([]);
  await here.clock.advance(2_000);
  await one.done;
  expect(one.seen).toHaveLength(1);
});

test("somebody who is due sooner than everybody else is not made to wait for them", async () => {
  const { clock, polls } = openHarness(10);
  const seen: string[] = [];
  const wait = async (name: string, gapMs: number) => {
    const task: PolledTask = { curve: curveOf(60_000), age: () => clock.elapsed(), gapMs };
    await polls.due(task, new AbortController().signal);
    seen.push(`${name} at ${clock.elapsed()}`);
  };
  const both = [wait("later", 50_000)];
  await clock.advance(1_000);
  both.push(wait("sooner", 2_000));
  await clock.advance(60_000);
  await Promise.all(both);
  expect(seen).toEqual(["sooner at 3000", "later at 50000"]);
});

test("what stands in the API's queue is left alone for as long as it surely takes", async () => {
  const { clock, polls } = openHarness(10);
  const task = { curve: curveOf(2_000), age: () => clock.elapsed(), gapMs: null, leastMs: 30_000 };
  let at = 0;
  const turn = polls.due(task, new AbortController().signal).then(() => (at = clock.elapsed()));
  await clock.advance(60_000);
  await turn;
  expect(at).toBe(30_000);
});

test("a stop ends every turn at once and keeps no timer", async () => {
  const here = openHarness(10);
  const followed = Array.from({ length: 5 }, () => follow(here, { endsMs: Infinity, medianMs: 600_000 }));
  await here.clock.advance(1_000);
  for (const { stop, done } of followed) {
    stop();
    await done;
  }
  await here.clock.advance(0);
  expect(here.clock.sleeping).toBe(0);
});
