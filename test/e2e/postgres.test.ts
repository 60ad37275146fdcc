// The bot on PostgreSQL: while that is away people are told so, and what was on its way ends after it is back; and what began
// on one machine's file goes on there. If one of these fails, an outage or a move costs somebody a result.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createDatabase, openDatabase } from "../postgres.ts";
import { startPostgres } from "../postgres/start-postgres.ts";
import { startBot } from "./bot-process.ts";
import { isDelivered, openHarness, textOf } from "./harness.ts";

const image = { prompt: "a red fox in snow" };

test("while the database is away commands are answered with a sentence, and a run that was on its way ends after it", async () => {
  await using server = await startPostgres();
  const { url } = await createDatabase(server.url);
  await using harness = await openHarness({ mindvideo: { manual: true } });
  const { discord, mindvideo, fixtures, cards } = harness;
  await using bot = await startBot({ ...harness.env, DATABASE_URL: url });
  const [first, second] = fixtures.members;
  const running = first.command(fixtures.channels[0], "image", image);
  const task = await mindvideo.waitFor(() => mindvideo.tasks[0]);
  await task.advance("processing");
  await mindvideo.waitFor(() => task.polls.length > 0);

  await server.stop();
  const refused = await second.command(fixtures.channels[0], "image", image).acknowledged;
  expect(refused).toMatchObject({ type: 4, message: { ephemeral: true } });
  expect(JSON.stringify(refused)).toContain("can't reach its database");
  const asked = await second.command(fixtures.channels[0], "usage", {}).acknowledged;
  expect(JSON.stringify(asked)).toContain("can't reach its database");
  await task.advance("succeeded");

  await server.start();
  const card = await discord.waitFor(() => cards().find(isDelivered), { timeoutMs: 25_000 });
  expect(card.interactionId).toBe(running.id);
  const later = second.command(fixtures.channels[0], "image", image);
  await (await mindvideo.waitFor(() => mindvideo.tasks[1])).advance("succeeded");
  await discord.waitFor(() => cards().filter(isDelivered).length === 2);
  expect(mindvideo.tasks.map(({ idempotencyKey }) => idempotencyKey)).toEqual([running.id, later.id]);
  expect(mindvideo.charges).toHaveLength(2);
  expect(await bot.stop()).toBe(0);
});

function run(script: string, env: Readonly<Record<string, string>>, ...options: readonly string[]): string {
  const path = join(import.meta.dirname, "../../scripts", script);
  const given = { env: { ...env }, encoding: "utf8", timeout: 20_000 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...options], given);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout;
}

test("a run that began on one machine's file ends on PostgreSQL, and what was spent before is known there", async () => {
  await using database = await openDatabase();
  await using harness = await openHarness({ mindvideo: { manual: true } });
  const { discord, mindvideo, fixtures, env, cards } = harness;
  const path = join(env["DATA_DIR"] ?? "", "export.jsonl");
  const [member] = fixtures.members;
  const before = await startBot(env);
  member.command(fixtures.channels[0], "image", image);
  await (await mindvideo.waitFor(() => mindvideo.tasks[0])).advance("succeeded");
  await discord.waitFor(() => cards().find(isDelivered));
  const running = member.command(fixtures.channels[0], "image", image);
  const task = await mindvideo.waitFor(() => mindvideo.tasks[1]);
  await mindvideo.waitFor(() => task.polls.length > 0);
  expect(await before.stop()).toBe(0);

  run("db-export.ts", env, path);
  const moved = { ...env, DATABASE_URL: database.url };
  expect(run("db-import.ts", moved, path)).toContain("generation: 2\n");
  await task.advance("succeeded");
  await using after = await startBot(moved);
  await discord.waitFor(() => cards().filter(isDelivered).length === 2);
  expect(cards().find(({ interactionId }) => interactionId === running.id)).toSatisfy(isDelivered);
  expect(mindvideo.charges).toHaveLength(2);
  const usage = await member.command(fixtures.channels[0], "usage", {}).acknowledged;
  expect(usage).toMatchObject({ type: 4 });
  const spent = mindvideo.tasks.reduce((sum, { costActual }) => sum + Number(costActual), 0);
  expect(textOf((usage as { message: Parameters<typeof textOf>[0] }).message)).toContain(`$${spent}`);
  expect(await after.stop()).toBe(0);
  expect(run("check-ledger.ts", moved)).toContain("Every budget window agrees");
});
