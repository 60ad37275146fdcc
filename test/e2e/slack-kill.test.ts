// The process dies on Slack, by `kill -9`, and sockets come and go: one task, one charge, one result (P1–P5).

import { expect, test } from "vitest";
import type { Message } from "../../sim/slack/simulator.ts";
import { textOf } from "../platforms/slack/seen.ts";
import { startBot } from "./bot-process.ts";
import type { BotProcess } from "./bot-process.ts";
import { openSlackHarness } from "./slack-harness.ts";
import type { SlackHarness } from "./slack-harness.ts";

const PROMPT = "a red fox in snow";

async function finish(harness: SlackHarness, bot: BotProcess): Promise<void> {
  const { slack, mindvideo, cards, filesOf } = harness;
  // A card that is posted only now says how the run ended before its files are there.
  const isDone = (one: Message): boolean => /\btook\b/.test(textOf(one)) && filesOf(one).length > 0;
  const card = await slack.waitFor(() => cards().find(isDone), { timeoutMs: 30_000 });
  expect(cards()).toHaveLength(1);
  expect(mindvideo.tasks).toHaveLength(1);
  expect(mindvideo.charges).toHaveLength(1);
  const [task] = mindvideo.tasks;
  expect(filesOf(card).map(({ sha256 }) => sha256)).toEqual(task?.media.map(({ sha256 }) => sha256));
  expect(textOf(card)).toContain(`$${task?.costActual}`);
  expect(await bot.stop()).toBe(0);
}

const type = ({ fixtures }: SlackHarness) => fixtures.members[0].command(fixtures.channels[0], "/image", PROMPT);

test("once the card stands, before the API has heard of it", async () => {
  await using harness = await openSlackHarness();
  const { slack, mindvideo, env, cards } = harness;
  mindvideo.faults.add({ on: "create", kind: "drop", when: "before", times: Infinity });
  let bot = await startBot(env);
  type(harness);
  await slack.waitFor(() => cards().length > 0);
  // The first request to the API begins after the card is in the row.
  await mindvideo.waitFor(() => mindvideo.posts.length > 1);
  await bot.kill();
  mindvideo.faults.clear();
  bot = await startBot(env);
  await finish(harness, bot);
});

test("once the row is written, before Slack has taken the card: the next process posts it", async () => {
  await using harness = await openSlackHarness({ mindvideo: { manual: true } });
  const { slack, mindvideo, env, cards } = harness;
  const { promise: until, resolve: lose } = Promise.withResolvers<void>();
  const post = slack.failNext({ method: "chat.postMessage", until, drop: "before" });
  let bot = await startBot(env);
  const { acknowledged } = type(harness);
  await acknowledged;
  await slack.waitFor(() => post.applied === 1);
  const task = await mindvideo.waitFor(() => mindvideo.tasks[0]);
  await bot.kill();
  lose();
  expect(cards()).toEqual([]);
  await task.advance("succeeded");
  bot = await startBot(env);
  await finish(harness, bot);
});

test("after the task exists, before its answer arrived", async () => {
  await using harness = await openSlackHarness();
  const { mindvideo, env } = harness;
  const { promise: until, resolve: release } = Promise.withResolvers<void>();
  mindvideo.faults.add({ on: "create", kind: "hold", until });
  let bot = await startBot(env);
  type(harness);
  await mindvideo.waitFor(() => mindvideo.tasks[0]);
  await harness.slack.waitFor(() => harness.cards().length > 0);
  await bot.kill();
  release();
  bot = await startBot(env);
  await finish(harness, bot);
  expect(mindvideo.posts.length).toBeGreaterThan(1);
});

test("while the task is processing, and with both sockets refreshed", async () => {
  await using harness = await openSlackHarness({ mindvideo: { manual: true } });
  const { slack, mindvideo, env } = harness;
  let bot = await startBot(env);
  type(harness);
  const task = await mindvideo.waitFor(() => mindvideo.tasks[0]);
  await task.advance("processing");
  await mindvideo.waitFor(() => task.polls.length > 0);
  const { length } = slack.socket.connections;
  slack.socket.refresh();
  await slack.waitFor(
    () =>
      slack.socket.connections.filter(({ state }) => state === "open").length > 1 &&
      slack.socket.connections.length > length,
  );
  await bot.kill();
  await task.advance("succeeded");
  bot = await startBot(env);
  await finish(harness, bot);
});

/** The bot dies while Slack has the request that shares the files in hand; what becomes of that is seen only then. */
async function killAtSharing(harness: SlackHarness, how: { readonly drop?: "before" } = {}): Promise<void> {
  const { slack, env } = harness;
  const { promise: until, resolve: go } = Promise.withResolvers<void>();
  const share = slack.failNext({ method: "files.completeUploadExternal", until, ...how });
  const bot = await startBot(env);
  type(harness);
  await slack.waitFor(() => share.applied === 1, { timeoutMs: 20_000 });
  await bot.kill();
  go();
}

test("with the files uploaded and not yet shared", async () => {
  await using harness = await openSlackHarness();
  const { slack, env } = harness;
  await killAtSharing(harness, { drop: "before" });
  const bot = await startBot(env);
  await finish(harness, bot);
  expect(slack.files()).toHaveLength(1);
});

test("with the files shared, and nobody heard so", async () => {
  await using harness = await openSlackHarness();
  const { slack, env } = harness;
  await killAtSharing(harness);
  await slack.waitFor(() => slack.files()[0]?.shares.length === 1);
  const bot = await startBot(env);
  await finish(harness, bot);
  expect(slack.files()).toHaveLength(1);
});

test("stopped by SIGTERM in the middle, it exits with 0 and the next process goes on", async () => {
  await using harness = await openSlackHarness({ mindvideo: { manual: true } });
  const { mindvideo, env } = harness;
  let bot = await startBot(env);
  type(harness);
  const task = await mindvideo.waitFor(() => mindvideo.tasks[0]);
  expect(await bot.stop()).toBe(0);
  await task.advance("succeeded");
  bot = await startBot(env);
  await finish(harness, bot);
});
