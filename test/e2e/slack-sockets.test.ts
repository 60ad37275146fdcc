// Slack ends each connection every few hours, and now and then it just breaks. What people have begun meanwhile must come
// to its end, once, and what they type meanwhile must be heard.

import { expect, test } from "vitest";
import { textOf } from "../platforms/slack/seen.ts";
import { startBot } from "./bot-process.ts";
import { openSlackHarness } from "./slack-harness.ts";
import type { SlackHarness } from "./slack-harness.ts";

const openOnes = ({ slack }: SlackHarness) => slack.socket.connections.filter(({ state }) => state === "open");

/** Both there, and none of them one of `before`. */
const renewed = async (harness: SlackHarness, before: readonly string[]): Promise<unknown> =>
  await harness.slack.waitFor(
    () => openOnes(harness).length === 2 && openOnes(harness).every(({ id }) => !before.includes(id)),
    { timeoutMs: 20_000 },
  );

test.each(["refresh", "warn", "drop"] as const)(
  "both connections end by %s in the middle of a run: one task, one charge, one result",
  async (how) => {
    await using harness = await openSlackHarness({ mindvideo: { manual: true } });
    const { slack, mindvideo, fixtures, env, cards, filesOf } = harness;
    await using bot = await startBot(env);
    fixtures.members[0].command(fixtures.channels[0], "/image", "a red fox in snow");
    const task = await mindvideo.waitFor(() => mindvideo.tasks[0]);
    await task.advance("processing");
    const before = openOnes(harness).map(({ id }) => id);
    expect(before).toHaveLength(2);
    for (const id of before) slack.socket[how](id);
    await task.advance("succeeded");
    const card = await slack.waitFor(() => cards().find((one) => /\btook\b/.test(textOf(one))), { timeoutMs: 20_000 });
    await renewed(harness, before);
    // Heard over the new ones.
    expect(await fixtures.members[0].command(fixtures.channels[0], "/help").acknowledged).toMatchObject({
      type: "message",
    });

    expect(cards()).toEqual([card]);
    expect(filesOf(card).map(({ sha256 }) => sha256)).toEqual(task.media.map(({ sha256 }) => sha256));
    expect(mindvideo.tasks).toHaveLength(1);
    expect(mindvideo.charges).toHaveLength(1);
    expect(await bot.stop()).toBe(0);
  },
);

test("what is typed while one connection is renewed is heard by the other", async () => {
  await using harness = await openSlackHarness();
  const { slack, mindvideo, fixtures, env } = harness;
  await using bot = await startBot(env);
  const [first] = openOnes(harness);
  slack.socket.refresh(first?.id);
  // At once: the next connection is not there yet.
  const typed = fixtures.members[0].command(fixtures.channels[0], "/image", "a red fox in snow");
  expect((await typed.acknowledged).tookMs).toBeLessThan(3_000);
  await mindvideo.waitFor(() => mindvideo.tasks.length === 1);
  expect(typed.failure).toBeUndefined();
  expect(await bot.stop()).toBe(0);
});

test("the same command delivered over both connections is one task", async () => {
  await using harness = await openSlackHarness();
  const { slack, mindvideo, fixtures, env, cards } = harness;
  await using bot = await startBot(env);
  const typed = fixtures.members[0].command(fixtures.channels[0], "/image", "a red fox in snow", {
    deliverTwice: true,
  });
  await slack.waitFor(() => cards().find((one) => /\btook\b/.test(textOf(one))), { timeoutMs: 20_000 });
  // Slack tells of the first again, long after.
  slack.redeliver(typed);
  expect(await fixtures.members[1].command(fixtures.channels[0], "/help").acknowledged).toMatchObject({
    type: "message",
  });
  expect(typed.deliveries).toBe(3);
  expect(await bot.stop()).toBe(0);
  expect(cards()).toHaveLength(1);
  expect(mindvideo.tasks).toHaveLength(1);
  expect(mindvideo.charges).toHaveLength(1);
});
