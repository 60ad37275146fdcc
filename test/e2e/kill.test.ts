// The process dies at the worst moments, by `kill -9`. If one of these fails, somebody pays for a picture that they never
// see, pays twice, or sees it twice (P1–P5).

import { expect, test } from "vitest";
import { startBot } from "./bot-process.ts";
import type { BotProcess } from "./bot-process.ts";
import { isDelivered, openHarness, textOf } from "./harness.ts";
import type { Harness } from "./harness.ts";

const image = { prompt: "a red fox in snow" };

/** One message with the media and the cost, one task, one charge, under the interaction's ID. */
async function expectOneOfEverything({ discord, mindvideo, cards }: Harness, interactionId: string): Promise<void> {
  const card = await discord.waitFor(() => cards().find(isDelivered));
  expect(cards()).toHaveLength(1);
  expect(card.interactionId).toBe(interactionId);
  expect(mindvideo.tasks.map((task) => task.idempotencyKey)).toEqual([interactionId]);
  expect(mindvideo.charges).toHaveLength(1);
  const [task] = mindvideo.tasks;
  expect(card.attachments.map((attachment) => attachment.sha256)).toEqual(task?.media.map((media) => media.sha256));
  expect(textOf(card)).toContain(`$${task?.costActual}`);
}

async function finish(harness: Harness, bot: BotProcess, interactionId: string): Promise<void> {
  await expectOneOfEverything(harness, interactionId);
  expect(await bot.stop()).toBe(0);
}

test("right after the answer, before the API has heard of it", async () => {
  await using harness = await openHarness();
  const { discord, mindvideo, fixtures, env } = harness;
  mindvideo.faults.add({ on: "create", kind: "drop", when: "before", times: Infinity });
  let bot = await startBot(env);
  const interaction = fixtures.members[0].command(fixtures.channels[0], "image", image);
  await interaction.acknowledged;
  await bot.kill();
  expect(mindvideo.tasks).toEqual([]);
  mindvideo.faults.clear();
  bot = await startBot(env);
  await finish(harness, bot, interaction.id);
  expect(discord.messages().filter((message) => !message.deleted)).toHaveLength(1);
});

test("after the task exists, before its answer arrived", async () => {
  await using harness = await openHarness();
  const { mindvideo, fixtures, env } = harness;
  const { promise: until, resolve: release } = Promise.withResolvers<void>();
  mindvideo.faults.add({ on: "create", kind: "hold", until });
  let bot = await startBot(env);
  const interaction = fixtures.members[0].command(fixtures.channels[0], "image", image);
  await mindvideo.waitFor(() => mindvideo.tasks[0]);
  await bot.kill();
  release();
  bot = await startBot(env);
  await finish(harness, bot, interaction.id);
  expect(mindvideo.posts.length).toBeGreaterThan(1);
});

test("while the task is processing", async () => {
  await using harness = await openHarness({ mindvideo: { manual: true } });
  const { mindvideo, fixtures, env } = harness;
  let bot = await startBot(env);
  const interaction = fixtures.members[0].command(fixtures.channels[0], "image", image);
  const task = await mindvideo.waitFor(() => mindvideo.tasks[0]);
  await task.advance("processing");
  await mindvideo.waitFor(() => task.polls.length > 0);
  await bot.kill();
  await task.advance("succeeded");
  bot = await startBot(env);
  await finish(harness, bot, interaction.id);
});

test("during the upload, before Discord has taken it", async () => {
  await using harness = await openHarness();
  const { discord, fixtures, env } = harness;
  const { promise: until, resolve: lose } = Promise.withResolvers<void>();
  const upload = discord.failNext({ method: "PATCH", route: /original/, uploads: true, until, drop: "before" });
  let bot = await startBot(env);
  const interaction = fixtures.members[0].command(fixtures.channels[0], "image", image);
  await discord.waitFor(() => upload.applied === 1);
  await bot.kill();
  lose();
  expect(discord.messages().some(isDelivered)).toBe(false);
  bot = await startBot(env);
  await finish(harness, bot, interaction.id);
});

test("during the upload, when Discord has taken it and nobody heard so", async () => {
  await using harness = await openHarness();
  const { discord, fixtures, env, cards } = harness;
  const { promise: until, resolve: take } = Promise.withResolvers<void>();
  const upload = discord.failNext({ method: "PATCH", route: /original/, uploads: true, until });
  let bot = await startBot(env);
  const interaction = fixtures.members[0].command(fixtures.channels[0], "image", image);
  await discord.waitFor(() => upload.applied === 1);
  await bot.kill();
  take();
  await discord.waitFor(() => cards().some(isDelivered));
  bot = await startBot(env);
  await finish(harness, bot, interaction.id);
});

test("stopped by SIGTERM in the middle, it exits with 0 and the next process goes on", async () => {
  await using harness = await openHarness({ mindvideo: { manual: true } });
  const { mindvideo, fixtures, env } = harness;
  let bot = await startBot(env);
  const interaction = fixtures.members[0].command(fixtures.channels[0], "image", image);
  const task = await mindvideo.waitFor(() => mindvideo.tasks[0]);
  expect(await bot.stop()).toBe(0);
  await task.advance("succeeded");
  bot = await startBot(env);
  await finish(harness, bot, interaction.id);
});
