// The whole bot on Slack: what is typed there becomes a task, and its media, with what they cost, come back to where it was
// typed. If this breaks: Slack's people pay for nothing.

import { expect, test } from "vitest";
import { startBot } from "./bot-process.ts";
import { isDelivered, textOf as discordText } from "./harness.ts";
import { openSlackHarness } from "./slack-harness.ts";
import type { SlackHarness } from "./slack-harness.ts";
import { textOf } from "../platforms/slack/seen.ts";

/** The first card that says what its run cost. */
const settled = async ({ slack, cards }: SlackHarness, channelId?: string) =>
  await slack.waitFor(() => cards(channelId).find((card) => /\bseed\b|\btook\b/.test(textOf(card))), {
    timeoutMs: 20_000,
  });

test("a command becomes a card, its media come into the thread, and the card says what they cost", async () => {
  await using harness = await openSlackHarness();
  const { slack, mindvideo, fixtures, env, cards, filesOf } = harness;
  await using bot = await startBot(env);
  const typed = fixtures.members[0].command(fixtures.channels[0], "/image", "a red fox in snow --n 2");
  const card = await settled(harness);

  expect(await typed.acknowledged).toMatchObject({ type: "empty" });
  const [task] = mindvideo.tasks;
  expect(mindvideo.tasks).toHaveLength(1);
  expect(task?.idempotencyKey).toBe(`${slack.appId}:${fixtures.workspace.id}:${typed.triggerId}`);
  expect(mindvideo.charges).toHaveLength(1);
  expect(filesOf(card).map(({ sha256 }) => sha256)).toEqual(task?.media.map(({ sha256 }) => sha256));
  const text = textOf(card);
  expect(text).toContain("a red fox in snow");
  expect(text).toContain(`$${task?.costActual}`);
  for (const { permalink } of filesOf(card)) expect(text).toContain(permalink);
  expect(cards()).toHaveLength(1);
  expect(await bot.stop()).toBe(0);
});

test("a bare command opens the form, and the form becomes the same", async () => {
  await using harness = await openSlackHarness();
  const { slack, mindvideo, fixtures, env, filesOf } = harness;
  await using bot = await startBot(env);
  const [bo] = fixtures.members;
  await bo.command(fixtures.channels[0], "/image").acknowledged;
  const view = await slack.waitFor(() => slack.views(bo)[0]);
  await bo.submit(view, { prompt: "a red fox in snow" }).acknowledged;
  const card = await settled(harness);

  expect(mindvideo.tasks).toHaveLength(1);
  expect(filesOf(card)).toHaveLength(1);
  expect(await bot.stop()).toBe(0);
});

test("where the bot is not, all of it happens in the direct message", async () => {
  await using harness = await openSlackHarness();
  const { slack, fixtures, env, filesOf } = harness;
  await using bot = await startBot(env);
  const [bo, cy] = fixtures.members;
  const channel = slack.addDirectMessage(bo, cy);
  bo.command(channel, "/image", "a red fox in snow");
  const direct = await slack.waitFor(() => slack.channels.find(({ kind, id }) => kind === "im" && id !== channel.id));
  const card = await settled(harness, direct.id);

  expect(filesOf(card)).toHaveLength(1);
  expect(slack.messages(channel.id)).toMatchObject([{ visibleTo: bo.id }]);
  expect(await bot.stop()).toBe(0);
});

test("pages are for the person alone; the files of one come directly", async () => {
  await using harness = await openSlackHarness();
  const { slack, fixtures, env } = harness;
  await using bot = await startBot(env);
  fixtures.members[0].command(fixtures.channels[0], "/image", "a red fox in snow");
  await settled(harness);
  for (const page of ["/help", "/models", "/budget show"]) {
    const [command = "", text = ""] = page.split(" ");
    const answered = await fixtures.admin.command(fixtures.channels[0], command, text).acknowledged;
    expect(answered).toMatchObject({ type: "message", message: { visibleTo: fixtures.admin.id } });
  }
  const usage = fixtures.admin.command(fixtures.channels[0], "/usage");
  const told = await slack.waitFor(() => slack.messages().find(({ interactionId }) => interactionId === usage.id), {
    timeoutMs: 20_000,
  });
  const files = slack.files().filter(({ shares }) => shares.some(({ channelId }) => channelId.startsWith("D")));

  expect(told).toMatchObject({ visibleTo: fixtures.admin.id });
  expect(files.map(({ mimetype }) => mimetype)).toContain("image/png");
  expect(textOf(told)).toContain(files[0]?.permalink);
  expect(await bot.stop()).toBe(0);
});

test("one bot serves Discord and Slack beside each other", async () => {
  await using harness = await openSlackHarness();
  const { beside, mindvideo, fixtures } = harness;
  await using bot = await startBot(beside.env);
  fixtures.members[0].command(fixtures.channels[0], "/image", "a red fox in snow");
  beside.fixtures.members[0].command(beside.fixtures.channels[0], "image", { prompt: "a blue fox" });
  const card = await settled(harness);
  const onDiscord = await beside.discord.waitFor(() => beside.discord.messages().find(isDelivered));

  expect(textOf(card)).toContain("a red fox in snow");
  expect(discordText(onDiscord)).toContain("a blue fox");
  expect(mindvideo.tasks).toHaveLength(2);
  expect(await bot.stop()).toBe(0);
});
