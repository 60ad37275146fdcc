// A task of which the API says that it has ended. If this breaks, its result lies there until somebody polls by chance.
import { expect, test } from "vitest";
import { createWakeUp } from "../../src/pipeline/wake-up.ts";

test("a nudge ends the wait that is on, and not the one after it", () => {
  using nudge = createWakeUp(new AbortController().signal);
  const first = nudge.next;
  nudge.wake();
  expect([first.aborted, nudge.next.aborted]).toEqual([true, false]);
});

test("a stop ends every wait for good", () => {
  const stop = new AbortController();
  using nudge = createWakeUp(stop.signal);
  stop.abort();
  expect(nudge.next.aborted).toBe(true);
  nudge.wake();
  expect(nudge.next.aborted).toBe(true);
});
