// Discord's token ends after 15 minutes. A clip that takes longer must still reach the message that people look at (P5).

import { expect, test } from "vitest";
import { ManualClock } from "../manual-clock.ts";
import { runApp } from "./in-process.ts";
import { isDelivered, openHarness, textOf } from "./harness.ts";
import { succeed, workUntil } from "./late-task.ts";

const MINUTE_MS = 60_000;

test.each([16, 61])("a task that ends %d minutes after the command reaches its message", async (minutes) => {
  const clock = new ManualClock();
  await using harness = await openHarness({ discord: { clock }, mindvideo: { clock, manual: true } });
  const { discord, mindvideo, fixtures, env, cards } = harness;
  await using _app = await runApp(env, { clock });
  const interaction = fixtures.members[0].command(fixtures.channels[0], "video", {
    prompt: "she turns and smiles",
    image_urls: "https://example.com/portrait.jpg",
  });
  await interaction.acknowledged;
  const task = await workUntil(mindvideo, clock, interaction.createdAt + minutes * MINUTE_MS);
  const [before] = cards();
  await succeed(task, clock);
  const card = await discord.waitFor(() => cards().find(isDelivered));
  expect(cards()).toHaveLength(1);
  expect(card.id).toBe(before?.id);
  expect(card.attachments.map(({ sha256 }) => sha256)).toEqual(task.media.map(({ sha256 }) => sha256));
  expect(textOf(card)).toContain(`$${task.costActual}`);
  const edits = discord.requests.filter(({ method }) => method === "PATCH");
  expect(edits.at(-1)?.authorization).toBe("bot");
});
