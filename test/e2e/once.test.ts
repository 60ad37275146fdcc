// One command is one task and one charge, however often the event or the request is repeated (P2).

import { expect, test } from "vitest";
import { startBot } from "./bot-process.ts";
import { isDelivered, openHarness } from "./harness.ts";

const image = { prompt: "a red fox in snow" };

test("the same event delivered twice", async () => {
  await using harness = await openHarness();
  const { discord, mindvideo, fixtures, env, cards } = harness;
  await using bot = await startBot(env);
  const interaction = fixtures.members[0].command(fixtures.channels[0], "image", image, { deliverTwice: true });
  await discord.waitFor(() => cards().find(isDelivered));
  expect(interaction.deliveries).toBe(2);
  expect(await bot.stop()).toBe(0);
  expect(mindvideo.tasks.map((task) => task.idempotencyKey)).toEqual([interaction.id]);
  expect(mindvideo.charges).toHaveLength(1);
  expect(discord.messages().filter((message) => message.author.bot)).toHaveLength(1);
});

test("a request whose answer is lost goes out again under the same key", async () => {
  await using harness = await openHarness();
  const { discord, mindvideo, fixtures, env, cards } = harness;
  mindvideo.faults.add({ on: "create", kind: "drop", when: "after", times: 2 });
  await using bot = await startBot(env);
  const interaction = fixtures.members[0].command(fixtures.channels[0], "image", image);
  await discord.waitFor(() => cards().find(isDelivered), { timeoutMs: 20_000 });
  expect(await bot.stop()).toBe(0);
  expect(mindvideo.posts.map((post) => post.idempotencyKey)).toEqual([interaction.id, interaction.id, interaction.id]);
  expect(mindvideo.tasks).toHaveLength(1);
  expect(mindvideo.charges).toHaveLength(1);
  expect(cards()).toHaveLength(1);
});

test("two people at once are two tasks", async () => {
  await using harness = await openHarness();
  const { discord, mindvideo, fixtures, env, cards } = harness;
  await using bot = await startBot(env);
  const interactions = fixtures.members.map((member) => member.command(fixtures.channels[0], "image", image));
  await discord.waitFor(() => cards().filter(isDelivered).length === 2);
  expect(await bot.stop()).toBe(0);
  expect(new Set(mindvideo.tasks.map((task) => task.idempotencyKey))).toEqual(
    new Set(interactions.map(({ id }) => id)),
  );
  expect(mindvideo.tasks).toHaveLength(2);
});
