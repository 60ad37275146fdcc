// A result that is brought back on Slack, when something goes wrong on the way. If one of these fails, it comes twice, or
// not at all, or another one comes than was asked for.

import { expect, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import type { Message, Person } from "../../sim/slack/simulator.ts";
import { textOf } from "../platforms/slack/seen.ts";
import { startBot } from "./bot-process.ts";
import { runApp } from "./in-process.ts";
import { openSlackHarness } from "./slack-harness.ts";
import type { SlackHarness } from "./slack-harness.ts";

const PATIENCE = { timeoutMs: 20_000 };

const isDone = (one: Message): boolean => textOf(one).includes("Picture 1");

/** A card in the first channel that says where its files are. */
async function picture(
  { slack, fixtures, cards, filesOf }: SlackHarness,
  who: Person,
  prompt: string,
): Promise<Message> {
  await who.command(fixtures.channels[0], "/image", prompt).acknowledged;
  const found = () => cards().find((one) => isDone(one) && textOf(one).includes(prompt) && filesOf(one).length > 0);
  return await slack.waitFor(found, PATIENCE);
}

/** What the person alone reads, in the second channel, once the row of that many runs says that they are over. */
async function jobs({ slack, fixtures }: SlackHarness, who: Person, over: number): Promise<Message> {
  for (;;) {
    const answer = await who.command(fixtures.channels[1], "/jobs").acknowledged;
    if (answer.type !== "message") throw new Error(`an answer of type ${answer.type}`);
    expect(answer.message.visibleTo).toBe(who.id);
    const { id } = answer.message;
    const page = await slack.waitFor(() => slack.messages().find((one) => one.id === id));
    if (JSON.stringify(page.blocks).includes(`Bring ${over} here`)) return page;
  }
}

const broughtTo = ({ fixtures, cards }: SlackHarness): readonly Message[] => cards(fixtures.channels[1].id);

const digests = ({ filesOf }: SlackHarness, card: Message): readonly string[] =>
  filesOf(card).map(({ sha256 }) => sha256);

test("of several runs the one that was pressed comes, once, although the press arrives twice", async () => {
  await using harness = await openSlackHarness();
  const { slack, mindvideo, fixtures, cards } = harness;
  await using _ = await runApp(harness.env, { clock: systemClock });
  const [bo] = fixtures.members;
  const red = await picture(harness, bo, "a red fox");
  const blue = await picture(harness, bo, "a blue fox");
  const page = await jobs(harness, bo, 2);
  await bo.press(page, "Bring 2 here", { deliverTwice: true }).acknowledged;
  const brought = await slack.waitFor(() => broughtTo(harness).find(isDone), PATIENCE);
  expect(textOf(brought)).toContain("a red fox");
  expect(digests(harness, brought)).toEqual(digests(harness, red));
  expect(broughtTo(harness)).toHaveLength(1);
  await bo.press(red, "Edit").acknowledged;
  expect(cards().map(({ id }) => id)).toEqual([red.id, blue.id]);
  expect(cards().every(isDone)).toBe(true);
  expect(mindvideo.charges).toHaveLength(2);
});

test("a kill in the middle of it brings it all the same, once", async () => {
  await using harness = await openSlackHarness();
  const { slack, mindvideo, fixtures, env } = harness;
  const [bo] = fixtures.members;
  await using before = await startBot(env);
  const card = await picture(harness, bo, "a red fox");
  const files = digests(harness, card);
  slack.deleteMessage(card);
  const page = await jobs(harness, bo, 1);
  const { promise: until, resolve: lose } = Promise.withResolvers<void>();
  const share = slack.failNext({ method: "files.completeUploadExternal", until, drop: "before" });
  await bo.press(page, "Bring 1 here").acknowledged;
  await slack.waitFor(() => share.applied === 1, PATIENCE);
  await before.kill();
  lose();
  await using _ = await startBot(env);
  const brought = await slack.waitFor(() => broughtTo(harness).find(isDone), PATIENCE);
  expect(digests(harness, brought)).toEqual(files);
  expect(broughtTo(harness)).toHaveLength(1);
  expect(mindvideo.charges).toHaveLength(1);
});
