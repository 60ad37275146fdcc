// The database is gone for twenty seconds, for every process at once. If this fails, a restart of the database costs people
// their runs, or leaves them before a command that nobody answers (P3, P6).

import { setTimeout as pass } from "node:timers/promises";
import { expect, test } from "vitest";
import { createDatabase } from "../postgres.ts";
import { startPostgres } from "../postgres/start-postgres.ts";
import { startBot } from "./bot-process.ts";
import { discrepancies, openScaleHarness } from "./scale-harness.ts";
import { isDelivered, textOf } from "./harness.ts";

/** Longer than a lease: whatever was held is released, and taken up again. */
const AWAY_MS = 20_000;

test(
  "stopped for 20 s in the middle: commands are answered with a sentence, and what runs is delivered once",
  { timeout: 180_000 },
  async () => {
    await using server = await startPostgres();
    const { url } = await createDatabase(server.url);
    await using harness = await openScaleHarness(url, 1, { mindvideo: { manual: true } });
    const { discord, mindvideo, fixtures } = harness;
    const bots = await Promise.all([
      startBot(harness.as("gateway")),
      startBot(harness.as("worker")),
      startBot(harness.as("worker")),
    ]);
    const command = (prompt: string) => fixtures.members[0].command(fixtures.channels[0], "image", { prompt });
    const before = Array.from({ length: 12 }, (_, index) => command(`before, ${index}`));
    await Promise.all(before.map(async ({ acknowledged }) => await acknowledged));
    await mindvideo.waitFor(() => mindvideo.tasks.length === before.length);
    await server.stop();
    const refused = await command("while it is away").acknowledged;
    expect(refused.type === 4 && refused.message.ephemeral && textOf(refused.message)).toMatch(
      /most likely nothing was started/,
    );
    // They end while nobody can write it down.
    await Promise.all(mindvideo.tasks.map(async (task) => await task.advance("succeeded")));
    await pass(AWAY_MS);
    await server.start();
    await discord.waitFor(() => harness.cards().filter(isDelivered).length === before.length, { timeoutMs: 90_000 });
    const after = command("afterwards");
    await after.acknowledged;
    const last = await mindvideo.waitFor(() =>
      mindvideo.tasks.find(({ idempotencyKey }) => idempotencyKey === after.id),
    );
    await last.advance("succeeded");
    await discord.waitFor(() => harness.cards().filter(isDelivered).length === before.length + 1, {
      timeoutMs: 30_000,
    });
    expect(harness.cards()).toHaveLength(before.length + 1);
    expect(mindvideo.charges).toHaveLength(before.length + 1);
    expect(await Promise.all(bots.map(async (bot) => await bot.stop()))).toEqual([0, 0, 0]);
    expect(await discrepancies(url)).toEqual([]);
  },
);
