// There is room for one run, and two people ask for more. If this fails, they wait without a word, or pay for what they
// took back.

import { expect, test } from "vitest";
import { openDatabase } from "../postgres.ts";
import { startBot } from "./bot-process.ts";
import { openScaleStage } from "./scale-harness.ts";
import { isDelivered, openStage, textOf } from "./harness.ts";
import type { Stage } from "./harness.ts";

const ask = ({ fixtures }: Stage, prompt: string) =>
  fixtures.members[0].command(fixtures.channels[0], "image", { prompt });

/** One runs, two wait, the second of them is cancelled: by a press on the process that has not got it. */
async function expectLine(stage: Stage): Promise<void> {
  const { discord, mindvideo, cards, fixtures } = stage;
  await ask(stage, "first").acknowledged;
  const first = await mindvideo.waitFor(() => mindvideo.tasks[0]);
  await ask(stage, "second").acknowledged;
  const second = await discord.waitFor(() => cards().find((card) => textOf(card).includes("second")));
  expect(textOf(second)).toMatch(/waiting[\s\S]*1st in line when it was asked for/);
  await ask(stage, "third").acknowledged;
  const third = await discord.waitFor(() => cards().find((card) => textOf(card).includes("third")));
  expect(textOf(third)).toContain("2nd in line");
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
  await using stage = await openStage({ mindvideo: { manual: true } });
  await using _bot = await startBot({ ...stage.env, MAX_IN_FLIGHT: "1" });
  await expectLine(stage);
});

test("accepted by a gateway, carried on by either of two workers", async () => {
  await using database = await openDatabase();
  await using stage = await openScaleStage(database.url, 1, { mindvideo: { manual: true } });
  const limited = { MAX_IN_FLIGHT: "1" };
  await using _gateway = await startBot({ ...stage.as("gateway"), ...limited });
  await using _first = await startBot({ ...stage.as("worker"), ...limited });
  await using _second = await startBot({ ...stage.as("worker"), ...limited });
  await expectLine(stage);
});
