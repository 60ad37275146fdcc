// Everything that waits is ended by a signal, and a process lives for months: what has stopped to wait must be forgotten.

import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { aborted, onAbort, unlessAborted } from "../../src/domain/time/abort.ts";
import { within } from "../../src/domain/time/within.ts";
import { ManualClock } from "../manual-clock.ts";

const listeners = (signal: AbortSignal): number => getEventListeners(signal, "abort").length;

test("many wait with one listener, and with none once nobody does", () => {
  const stop = new AbortController();
  const done: string[] = [];
  const [first, second] = ["a", "b"].map((name) => onAbort(stop.signal, () => done.push(name)));
  expect(listeners(stop.signal)).toBe(1);
  first?.();
  expect(listeners(stop.signal)).toBe(1);
  second?.();
  expect(listeners(stop.signal)).toBe(0);

  onAbort(stop.signal, () => done.push("c"));
  // Whoever left before takes nobody along.
  second?.();
  stop.abort();
  expect(done).toEqual(["c"]);
});

test("an abort is waited for, and one that was before is not", async () => {
  const stop = new AbortController();
  let isOver = false;
  const waiting = aborted(stop.signal).then(() => (isOver = true));
  await Promise.resolve();
  expect(isOver).toBe(false);
  stop.abort();
  await waiting;
  await expect(aborted(stop.signal)).resolves.toBeUndefined();
});

test("work that cannot be stopped is left alone", async () => {
  const stop = new AbortController();
  expect(await unlessAborted(Promise.resolve("done"), stop.signal)).toBe("done");
  await expect(unlessAborted(Promise.reject(new Error("broken")), stop.signal)).rejects.toThrow("broken");
  expect(listeners(stop.signal)).toBe(0);
  const left = unlessAborted(new Promise(() => {}), stop.signal);
  stop.abort(new Error("stopped"));
  await expect(left).rejects.toThrow("stopped");
  await expect(unlessAborted(new Promise(() => {}), stop.signal)).rejects.toThrow("stopped");
});

test("what takes too long comes to null", async () => {
  const clock = new ManualClock();
  expect(await within(clock, 1_000, Promise.resolve("done"))).toBe("done");
  expect(clock.sleeping).toBe(0);
  const late = within(clock, 1_000, new Promise(() => {}));
  await clock.advance(1_000);
  expect(await late).toBeNull();
});
