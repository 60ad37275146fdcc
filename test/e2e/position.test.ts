// There is room for one run, and two people ask for more. If this fails, they wait without a word, or pay for what they
// took back.

import { expect, test } from "vitest";
import { openDatabase } from "../postgres.ts";
import { startBot } from "./bot-process.ts";
import { openScaleHarness } from "./scale-harness.ts";
import { isDelivered, openHarness, textOf } from "./harness.ts";
import type { Harness } from "./harness.ts";

const ask = ({ fixtures }: Harness, prompt: string) =>
  fixtures.members[0].command(fixtures.channels[0], "image", { prompt });

/** One runs, two wait, the second of them is cancelled: by a press on the process that has not got it. */
async function expectLine(harness: Harness): Promise<void> {
  const { discord, mindvideo, cards, fixtures } = harness;
  await ask(harness, "first").acknowledged;
  const first = await mindvideo.waitFor(() => mindvideo.tasks[0]);
  await ask(harness, "second").acknowledged;
  const second = await discord.waitFor(() => cards().find((card) => textOf(card).includes("second")));
  expect(textOf(second)).toMatch(/waiting[\s\S]*1st in the queue when it was started/);
  await ask(harness, "third").acknowledged;
  const third = await discord.waitFor(() => cards().find((card) => textOf(card).includes("third")));
  expect(textOf(third)).toContain("2nd in the queue");
  await fixtures.members[0].press(third, "Cancel").acknowledged;
  await discord.waitFor(() => cards().some((card) => textOf(card).includes("It cost nothing")));
  await first.advance("succeeded");
  const next = await mindvideo.waitFor(() => mindvideo.tasks[1]);
  await next.advance("succeeded");
  await discord.waitFor(() => cards().filter(isDelivered).length === 2);
  expect(mindvideo.tasks).toHaveLength(2);
  expect(mindvideo.charges).toHaveLength(2);
}

test("in one process", async () => {
  await using harness = await openHarness({ mindvideo: { manual: true } });
  await using _bot = await startBot({ ...harness.env, MAX_IN_FLIGHT: "1" });
  await expectLine(harness);
});

test("accepted by a gateway, carried on by either of two workers", async () => {
  await using database = await openDatabase();
  await using harness = await openScaleHarness(database.url, 1, { mindvideo: { manual: true } });
  const limited = { MAX_IN_FLIGHT: "1" };
  await using _gateway = await startBot({ ...harness.as("gateway"), ...limited });
  await using _first = await startBot({ ...harness.as("worker"), ...limited });
  await using _second = await startBot({ ...harness.as("worker"), ...limited });
  await expectLine(harness);
});
