// The API's limit is one for the whole process: a burst above it makes every task wait for the ban to end.
import { expect, test } from "vitest";
import { createPacer } from "../../src/pacing/pacer.ts";
import { ManualClock } from "../manual-clock.ts";

/** So many that come at once, and when each was let through. */
function together(count: number, clock: ManualClock, wait: (signal: AbortSignal) => Promise<void>) {
  const times: number[] = [];
  const waits = Array.from({ length: count }, async () => {
    await wait(new AbortController().signal);
    times.push(clock.elapsed());
  });
  return { times, waits };
}

test("requests go out in order, evenly, never faster than the rate", async () => {
  const clock = new ManualClock();
  const pacer = createPacer(() => 10, clock);
  const { times, waits } = together(5, clock, async (signal) => await pacer.wait(signal));
  await clock.advance(1_000);
  await Promise.all(waits);
  expect(times).toEqual([0, 100, 200, 300, 400]);
});

test("a pause holds polls back, and a shorter one does not cut it", async () => {
  const clock = new ManualClock();
  const pacer = createPacer(() => 10, clock);
  pacer.pause("poll", 5_000);
  pacer.pause("poll", 1_000);
  let gone = false;
  const wait = pacer.waitFor("poll", new AbortController().signal).then(() => (gone = true));
  await clock.advance(4_999);
  expect(gone).toBe(false);
  await clock.advance(1);
  await wait;
  expect(gone).toBe(true);
});

test("a pause holds back polls that wait already, in their order", async () => {
  const clock = new ManualClock();
  const pacer = createPacer(() => 1, clock);
  const { times, waits } = together(3, clock, async (signal) => await pacer.waitFor("poll", signal));
  await clock.advance(500);
  pacer.pause("poll", 60_000);
  await clock.advance(90_000);
  await Promise.all(waits);
  // The first goes alone: the others follow its answer, or after a while without one.
  expect(times.map((ms) => Math.round(ms / 1_000))).toEqual([0, 61, 76]);
});

test("after a pause one goes first, and the others with its answer: none if that renews the pause", async () => {
  const clock = new ManualClock();
  const pacer = createPacer(() => 10, clock);
  pacer.pause("poll", 5_000);
  const { times, waits } = together(3, clock, async (signal) => await pacer.waitFor("poll", signal));
  await clock.advance(6_000);
  expect(times).toEqual([5_000]);
  pacer.pause("poll", 5_000);
  await clock.advance(6_000);
  expect(times.map((ms) => Math.round(ms / 100))).toEqual([50, 110]);
  pacer.answered("poll");
  await clock.advance(1_000);
  await Promise.all(waits);
  expect(times).toHaveLength(3);
});

test("a pause of polls holds back no start", async () => {
  const clock = new ManualClock();
  const pacer = createPacer(() => 10, clock);
  pacer.pause("poll", 60_000);
  await pacer.waitFor("start", new AbortController().signal);
  expect(clock.elapsed()).toBe(0);
});

test("the rate is what it is at the moment of each request", async () => {
  const clock = new ManualClock();
  const rate = { perSecond: 1 };
  const pacer = createPacer(() => rate.perSecond, clock);
  const times: number[] = [];
  const next = async () => {
    const gone = pacer.wait(new AbortController().signal).then(() => times.push(clock.elapsed()));
    await clock.advance(5_000);
    await gone;
  };
  await next();
  rate.perSecond = 0.1;
  await next();
  const last = next();
  await clock.advance(20_000);
  await last;
  expect(times).toEqual([0, 5_000, 15_030]);
});

test("a stop ends the waiting at once", async () => {
  const clock = new ManualClock();
  const pacer = createPacer(() => 1, clock);
  const stop = new AbortController();
  await pacer.wait(stop.signal);
  const second = pacer.wait(stop.signal);
  stop.abort();
  await second;
  expect(clock.now()).toBe(clock.startedAt);
});

test.each([
  ["back", -86_400_000],
  ["forward", 86_400_000],
])("a clock that is set %s neither stalls the requests nor lets a burst through", async (_, byMs) => {
  const clock = new ManualClock();
  const pacer = createPacer(() => 1, clock);
  const times: number[] = [];
  const note = async () => {
    await pacer.waitFor("poll", new AbortController().signal);
    times.push(clock.elapsed());
  };
  await note();
  pacer.pause("poll", 10_000);
  const waits = [note(), note()];
  clock.set(byMs);
  waits.push(note());
  await clock.advance(60_000);
  await Promise.all(waits);
  expect(times).toEqual([0, 10_000, 25_000, 26_030]);
});
