// A response URL of Slack's ends after half an hour. A clip that takes longer must still reach the message that people look
// at, by the bot's own token (P5).

import { expect, test } from "vitest";
import { ManualClock } from "../manual-clock.ts";
import { textOf } from "../platforms/slack/seen.ts";
import { runApp } from "./in-process.ts";
import { openSlackHarness } from "./slack-harness.ts";
import { succeed, workUntil } from "./late-task.ts";

const MINUTE_MS = 60_000;

test.each([31, 61])("a task that ends %d minutes after the command reaches its message", async (minutes) => {
  const clock = new ManualClock();
  const options = { slack: { clock, limits: false, fileReadyMs: 0 }, mindvideo: { clock, manual: true } } as const;
  await using harness = await openSlackHarness(options);
  const { slack, mindvideo, fixtures, env, cards, filesOf } = harness;
  await using _app = await runApp(env, { clock });
  const typed = fixtures.members[0].command(
    fixtures.channels[0],
    "/video",
    "she turns --image https://example.com/p.jpg",
  );
  await typed.acknowledged;
  const task = await workUntil(mindvideo, clock, typed.createdAt + minutes * MINUTE_MS);
  const [before] = cards();
  await succeed(task, clock);
  const card = await slack.waitFor(() => cards().find((one) => /\btook\b/.test(textOf(one))));
  expect(cards()).toHaveLength(1);
  expect(card.id).toBe(before?.id);
  expect(filesOf(card).map(({ sha256 }) => sha256)).toEqual(task.media.map(({ sha256 }) => sha256));
  expect(textOf(card)).toContain(`$${task.costActual}`);
  const lastEdit = () => slack.requests.findLast(({ method }) => method === "chat.update" || method === "response_url");
  // The message changes a moment before its request is answered.
  await slack.waitFor(() => lastEdit()?.status !== "pending");
  expect(lastEdit()).toMatchObject({ method: "chat.update", authorization: "bot", status: 200 });
});
