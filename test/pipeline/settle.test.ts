// What a success is worth when not all of it can be found. If one of these fails, good pictures are thrown away for a bad
// one, or somebody waits a day for what was never sent (P5).

import { expect, test } from "vitest";
import { markup } from "../../src/platforms/discord/draw/markdown.ts";
import { sayStatus } from "../../src/wording/card.ts";
import { openHarness, SUCCESS } from "./harness.ts";

const MINUTE_MS = 60_000;
const RUNNING = { kind: "running", taskId: "task_1", phase: "queued", since: 0 } as const;
const NOTHING = { ...SUCCESS, media: [], unreadable: 2 };

test("one result that cannot be found leaves the others, and the card says how many are missing", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave(RUNNING, { input: { prompt: "a red fox", n: 4 } });
  harness.polls.set({ ...SUCCESS, unreadable: 2 });
  expect(await harness.carry(id)).toMatchObject({
    state: { kind: "delivered", outcome: { kind: "made", cost: 20_000, media: SUCCESS.media, unreadable: 2 } },
  });
  const [card] = harness.cards;
  const lines = card === undefined ? [] : sayStatus(card, harness.clock.now()).map(markup);
  expect(lines.slice(0, 2)).toEqual([
    "MindVideo made 3 of the 4 you asked for.",
    "2 results are missing here: MindVideo did not say where to find them.",
  ]);
  expect(harness.log.of("warn").join()).toContain('"unreadable":2');
});

test("a success that shows nothing is looked at again for half a minute, and what shows is delivered", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave(RUNNING);
  harness.polls.set(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, SUCCESS);
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: "made" } } });
});

test("one that goes on showing nothing ends, at what it cost", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave(RUNNING);
  harness.polls.set(NOTHING);
  const { settledAt, state } = await harness.carry(id);
  expect(state).toMatchObject({ outcome: { kind: "failed", code: "generator.no_media", cost: 20_000 } });
  expect((settledAt ?? 0) - harness.clock.startedAt).toBeLessThan(2 * MINUTE_MS);
  expect(harness.polls.asked).toBe(6);
});
