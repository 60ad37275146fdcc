// A gateway answers on Slack and a worker without any socket finishes it. If this fails, two cards stand where one was asked
// for, or results stay with a process that cannot deliver them (P4, P5).

import { expect, test } from "vitest";
import { openDatabase } from "../postgres.ts";
import { startBot } from "./bot-process.ts";
import { openSlackHarness } from "./slack-harness.ts";

test("what a gateway accepts on Slack is delivered by a worker: one card, its files below it", async () => {
  await using database = await openDatabase();
  await using harness = await openSlackHarness();
  const { slack, fixtures, mindvideo, cards, filesOf } = harness;
  const { DATA_DIR: _, ...env } = harness.env;
  const as = (role: string) => ({ ...env, DATABASE_URL: database.url, ROLE: role });
  await using gateway = await startBot(as("gateway"));
  await using worker = await startBot(as("worker"));
  const asked = Array.from({ length: 6 }, (_none, index) => `a red fox, ${index}`);
  for (const prompt of asked) await fixtures.members[0].command(fixtures.channels[0], "/image", prompt).acknowledged;
  await slack.waitFor(() => cards().filter((card) => filesOf(card).length > 0).length === asked.length, {
    timeoutMs: 20_000,
  });
  const open = async () => (await database.query("select id from generation where state <> 'delivered'")).length;
  await expect.poll(open, { timeout: 10_000 }).toBe(0);
  expect(cards()).toHaveLength(asked.length);
  expect(mindvideo.charges).toHaveLength(asked.length);
  expect(worker.lines.filter((line) => line.includes('"msg":"delivered"'))).toHaveLength(asked.length);
  expect(gateway.lines.filter((line) => line.includes('"msg":"delivered"'))).toEqual([]);
  expect(await Promise.all([gateway.stop(), worker.stop()])).toEqual([0, 0]);
});
