// If this breaks: Slack turns edits away, the end of a run waits behind progress of others, or one run uses up the limit.

import { expect, test } from "vitest";
import { createRateLimit } from "../../../src/platforms/slack/api/rate-limit.ts";
import { ManualClock } from "../../manual-clock.ts";

const WINDOW_MS = 60_000;

function setUp() {
  const clock = new ManualClock();
  const limit = createRateLimit({ clock, windowMs: WINDOW_MS, most: { urgent: 4, progress: 3 } });
  const began: { readonly name: string; readonly at: number }[] = [];
  const never = new AbortController().signal;
  const take = (name: string, kind: "urgent" | "progress" = "progress", signal = never, key = "T1"): void => {
    void limit.take(key, kind, signal).then(() => began.push({ name, at: clock.elapsed() }));
  };
  const names = (): readonly string[] => began.map(({ name }) => name);
  return { clock, limit, began, take, names };
}

test("in no window are more sent than the limit, and those who wait keep their order (T1, T3)", async () => {
  const { clock, began, take } = setUp();
  for (const name of "abcdefg") take(name);
  await clock.advance(10_000);
  take("h");
  await clock.advance(10 * WINDOW_MS);

  expect(began).toEqual([
    ...["a", "b", "c"].map((name) => ({ name, at: 0 })),
    ...["d", "e", "f"].map((name) => ({ name, at: WINDOW_MS })),
    ...["g", "h"].map((name) => ({ name, at: 2 * WINDOW_MS })),
  ]);
});

test("ends go ahead of the progress that waits, and have a part of the window to themselves (T2)", async () => {
  const { clock, began, take } = setUp();
  for (const name of "abcd") take(name);
  await clock.advance(1_000);
  take("end", "urgent");
  take("end 2", "urgent");
  await clock.advance(WINDOW_MS);

  expect(began.slice(3)).toEqual([
    { name: "end", at: 1_000 },
    { name: "end 2", at: WINDOW_MS },
    { name: "d", at: WINDOW_MS },
  ]);
});

test("a pause that was asked for holds for all, and another place does not notice", async () => {
  const { clock, limit, began, take } = setUp();
  limit.pause("T1", 30_000);
  take("a");
  take("end", "urgent");
  take("elsewhere", "progress", undefined, "T2");
  await clock.advance(29_999);
  expect(began).toEqual([{ name: "elsewhere", at: 0 }]);
  await clock.advance(1);

  expect(began.slice(1)).toEqual([
    { name: "end", at: 30_000 },
    { name: "a", at: 30_000 },
  ]);
});

test("who gives up waiting takes no turn from the others", async () => {
  const { clock, names, take } = setUp();
  for (const name of "abc") take(name);
  const given = new AbortController();
  take("given up", "progress", given.signal);
  take("next");
  await clock.advance(1_000);
  given.abort();
  await clock.advance(0);
  expect(names()).toEqual(["a", "b", "c", "given up"]);
  take("late");
  take("later");
  await clock.advance(WINDOW_MS);

  expect(names().slice(4)).toEqual(["next", "late", "later"]);
});
