// A task of which the API says that it has ended. If this breaks, its result lies there until somebody polls by chance.
import { expect, test } from "vitest";
import { createWakeUp } from "../../src/pipeline/wake-up.ts";

test("a wake-up ends the wait that is on, and not the one after it", () => {
  using wakeUp = createWakeUp(new AbortController().signal);
  const first = wakeUp.next;
  wakeUp.wake();
  expect([first.aborted, wakeUp.next.aborted]).toEqual([true, false]);
});

test("a stop ends every wait for good", () => {
  const stop = new AbortController();
  using wakeUp = createWakeUp(stop.signal);
  stop.abort();
  expect(wakeUp.next.aborted).toBe(true);
  wakeUp.wake();
  expect(wakeUp.next.aborted).toBe(true);
});
