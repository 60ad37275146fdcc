// When a write counts as safe. If this breaks, a power cut takes what somebody was told is there.
import { expect, test } from "vitest";
import { createGroupFlush } from "../../src/store/sqlite/group-flush.ts";

/** A disk whose flushes end when the test says so. */
function slowDisk() {
  const flushes: PromiseWithResolvers<void>[] = [];
  const flush = createGroupFlush(async () => {
    const one = Promise.withResolvers<void>();
    flushes.push(one);
    await one.promise;
  });
  const done: string[] = [];
  const write = (name: string): void => {
    flush().then(
      () => done.push(name),
      () => done.push(`${name} failed`),
    );
  };
  const settle = async (index: number, error?: Error): Promise<void> => {
    if (error === undefined) flushes[index]?.resolve();
    else flushes[index]?.reject(error);
    await new Promise(setImmediate);
  };
  return { flushes, done, write, settle };
}

test("a flush that began before a write says nothing about it", async () => {
  const { flushes, done, write, settle } = slowDisk();
  write("first");
  write("second");
  await settle(0);
  expect(done).toEqual(["first"]);
  expect(flushes).toHaveLength(2);
  await settle(1);
  expect(done).toEqual(["first", "second"]);
});

test("all who wrote during a flush share the next one, and never do two run at once", async () => {
  const { flushes, done, write, settle } = slowDisk();
  write("first");
  for (const name of ["a", "b", "c"]) write(name);
  expect(flushes).toHaveLength(1);
  await settle(0);
  expect(flushes).toHaveLength(2);
  write("late");
  expect(flushes).toHaveLength(2);
  await settle(1);
  expect(done).toEqual(["first", "a", "b", "c"]);
  await settle(2);
  expect(done.at(-1)).toBe("late");
  expect(flushes).toHaveLength(3);
});

test("a flush that failed fails those who waited for it, and nobody else", async () => {
  const { done, write, settle } = slowDisk();
  write("first");
  write("second");
  await settle(0, new Error("the disk is gone"));
  expect(done).toEqual(["first failed"]);
  await settle(1);
  expect(done).toEqual(["first failed", "second"]);
});
