// Three processes on one PostgreSQL, and each of them dies again and again. If this fails, outgrowing one machine costs
// somebody a result, or two charges, or shows it twice (P1 to P6).

import { expect, test } from "vitest";
import { openDatabase } from "../postgres.ts";
import { spawnBot, startBot } from "./bot-process.ts";
import { discrepancies, openScaleHarness } from "./scale-harness.ts";
import { isDelivered } from "./harness.ts";

const GUILDS = 10;
const ROUNDS = 10;
const A_ROUND = 30;
/** Longer than a lease: what the last one held is taken over. */
const LIMIT_MS = 240_000;

test(
  "300 runs in 10 servers while one process after the other is killed: 300 results, 300 tasks, 300 charges",
  { timeout: LIMIT_MS },
  async () => {
    await using database = await openDatabase();
    const pace = { queuedMs: 200, processingMs: 2_000 };
    await using harness = await openScaleHarness(database.url, GUILDS, { mindvideo: { pace } });
    const { discord, mindvideo, guilds } = harness;
    const roles = ["gateway", "worker", "worker"] as const;
    const bots = await Promise.all(roles.map(async (role) => await startBot(harness.as(role))));
    const ids: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const interactions = Array.from({ length: A_ROUND }, (_, index) => {
        const fixtures = guilds[index % GUILDS] ?? harness.fixtures;
        return fixtures.members[0].command(fixtures.channels[0], "image", { prompt: `a red fox, ${round}, ${index}` });
      });
      await Promise.all(interactions.map(async ({ acknowledged }) => await acknowledged));
      ids.push(...interactions.map(({ id }) => id));
      const victim = round % roles.length;
      await bots[victim]?.kill();
      const role = roles[victim] ?? "all";
      // The others go on without a worker that is not there yet; without a gateway nobody can be asked.
      bots[victim] = role === "gateway" ? await startBot(harness.as(role)) : spawnBot(harness.as(role));
    }
    const cards = () =>
      discord.messages().filter(({ author, deleted, ephemeral }) => author.bot && !deleted && !ephemeral);
    await Promise.all(bots.map(async ({ ready }) => await ready));
    await discord.waitFor(() => cards().filter(isDelivered).length >= ids.length, { timeoutMs: 120_000 });
    expect(await Promise.all(bots.map(async (bot) => await bot.stop()))).toEqual([0, 0, 0]);
    const all = new Set(ids);
    expect(cards()).toHaveLength(all.size);
    expect(new Set(cards().map(({ interactionId }) => interactionId))).toEqual(all);
    expect(cards().filter((card) => !isDelivered(card))).toEqual([]);
    expect(mindvideo.tasks).toHaveLength(all.size);
    expect(new Set(mindvideo.tasks.map(({ idempotencyKey }) => idempotencyKey))).toEqual(all);
    expect(mindvideo.charges).toHaveLength(all.size);
    expect(await discrepancies(database.url)).toEqual([]);
    const states = await database.query("select state, count(*)::int as count from generation group by state");
    expect(states).toEqual([{ state: "delivered", count: ids.length }]);
  },
);
