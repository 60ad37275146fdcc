// /jobs on Slack: what was deleted there is brought back, into a message with a thread of its own; the list stays.

import { expect, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import type { InteractionHandle, Message, SlackSimulator } from "../../sim/slack/simulator.ts";
import { textOf } from "../platforms/slack/seen.ts";
import { runApp } from "./in-process.ts";
import { openSlackHarness } from "./slack-harness.ts";

/** What the person alone was shown. */
async function shown(slack: SlackSimulator, handle: InteractionHandle): Promise<Message> {
  const answer = await handle.acknowledged;
  if (answer.type !== "message") throw new Error(`an answer of type ${answer.type}`);
  return await slack.waitFor(() => slack.messages().find(({ id }) => id === answer.message.id));
}

test("a result whose messages were deleted is brought back, at no cost, and the list stays", async () => {
  await using harness = await openSlackHarness();
  const { slack, mindvideo, fixtures, cards, filesOf } = harness;
  await using _app = await runApp(harness.env, { clock: systemClock });
  const [bo, cy] = fixtures.members;
  await bo.command(fixtures.channels[0], "/image", "a red fox").acknowledged;
  const card = await slack.waitFor(() => cards().find((one) => filesOf(one).length > 0), { timeoutMs: 20_000 });
  const shas = filesOf(card).map(({ sha256 }) => sha256);
  slack.deleteMessage(card);
  const ask = async (): Promise<Message> => await shown(slack, bo.command(fixtures.channels[0], "/jobs"));
  let page = await ask();
  while (!JSON.stringify(page.blocks).includes("Bring 1 here")) page = await ask();
  expect(textOf(page)).toMatch(/Your latest runs[\s\S]*Wan 2\.7 Image[\s\S]*\$0\.0243[\s\S]*a red fox/);
  await bo.press(page, "Bring 1 here").acknowledged;
  const brought = await slack.waitFor(() => cards().find((one) => one.id !== card.id && filesOf(one).length > 0), {
    timeoutMs: 20_000,
  });
  expect(filesOf(brought).map(({ sha256 }) => sha256)).toEqual(shas);
  expect(slack.messages().find(({ id }) => id === page.id)?.deleted).toBe(false);
  expect(mindvideo.tasks).toHaveLength(1);
  expect(mindvideo.charges).toHaveLength(1);
  expect(textOf(await shown(slack, cy.command(fixtures.channels[0], "/jobs", "--everyone")))).toMatch(
    /You can only see your own runs/,
  );
  const all = await shown(slack, fixtures.admin.command(fixtures.channels[0], "/jobs", "everyone=true"));
  expect(textOf(all)).toMatch(/The latest runs here[\s\S]*a red fox/);
});
