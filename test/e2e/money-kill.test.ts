// `kill -9` where money changes hands. Whatever the instant, what the API has charged is in the ledger once, and what it has
// not is not (M2, P1, P3). What is in the file is looked at between the two processes, too.

import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { startBot } from "./bot-process.ts";
import type { BotProcess } from "./bot-process.ts";
import { charged, CLIP, monthOf, readMoney } from "./read-money.ts";
import type { Money } from "./read-money.ts";
import { isDelivered, openHarness } from "./harness.ts";
import type { Harness } from "./harness.ts";

/** Of `CLIP`, before the API has named its price, and its price. */
const [MOST, PRICE] = [95_000, 94_500];

const kindsOf = ({ entries }: Money): readonly string[] => entries.map(({ kind }) => kind);
const month = (interaction: { readonly createdAt: number }): string => `guild:month:${monthOf(interaction.createdAt)}`;

function openFile({ env }: Harness): DatabaseSync {
  return new DatabaseSync(join(env["DATA_DIR"] ?? "", "atelier.db"), { timeout: 0 });
}

/** Whoever enters `kind` into the ledger from now on stays in the middle of its transaction. */
function stallAt(harness: Harness, kind: string): void {
  using file = openFile(harness);
  file.exec(`
    create view endless as with recursive n(x) as (select 1 union all select x + 1 from n) select x from n;
    create trigger stall after insert on ledger when new.kind = '${kind}' begin select count(*) from endless; end;`);
}

/** Resolves when somebody is in a transaction that writes, and stays there. */
async function stalled(harness: Harness): Promise<void> {
  using file = openFile(harness);
  for (let refusals = 0; refusals < 1_000;) {
    try {
      file.exec("begin immediate; rollback;");
      refusals = 0;
    } catch {
      refusals += 1;
    }
    await new Promise(setImmediate);
  }
}

function letGo(harness: Harness): void {
  using file = openFile(harness);
  file.exec("drop trigger stall; drop view endless;");
}

/** Somebody's clip, which the bot has polled once. */
async function watchedClip({ mindvideo, fixtures }: Harness) {
  const interaction = fixtures.members[0].command(fixtures.channels[0], "video", CLIP);
  const task = await mindvideo.waitFor(() => mindvideo.tasks[0]);
  await mindvideo.waitFor(() => task.polls.length > 0);
  return { interaction, task };
}

/** The run reaches the person, at its price, and the ledger agrees with the API. */
async function finish(
  harness: Harness,
  bot: BotProcess,
  interaction: { readonly id: string; readonly createdAt: number },
) {
  await harness.discord.waitFor(() => harness.cards().some(isDelivered));
  expect(await bot.stop()).toBe(0);
  expect(harness.mindvideo.tasks.map((task) => task.idempotencyKey)).toEqual([interaction.id]);
  expect(charged(harness)).toBe(PRICE);
  const money = readMoney(harness);
  expect(kindsOf(money)).toEqual(["hold", "adjust", "settle"]);
  expect(money.windows).toEqual({ [month(interaction)]: { held: 0, spent: PRICE } });
}

test("in the middle of the hold: nothing is held, and nobody is charged", async () => {
  await using harness = await openHarness();
  const { mindvideo, fixtures, env } = harness;
  await using bot = await startBot(env);
  stallAt(harness, "hold");
  fixtures.members[0].command(fixtures.channels[0], "video", CLIP);
  await stalled(harness);
  await bot.kill();
  letGo(harness);
  expect(readMoney(harness)).toEqual({ runs: [], entries: [], windows: {} });
  await using again = await startBot(env);
  expect(await again.stop()).toBe(0);
  expect(mindvideo.posts).toEqual([]);
});

test("between the hold and the submission, with nothing sent: the hold stays and is used", async () => {
  await using harness = await openHarness({ mindvideo: { manual: true } });
  const { discord, mindvideo, fixtures, env, cards } = harness;
  await using bot = await startBot({ ...env, MAX_IN_FLIGHT: "1" });
  const [first, second] = fixtures.members.map((member) => member.command(fixtures.channels[0], "video", CLIP));
  await Promise.all([first?.acknowledged, second?.acknowledged]);
  await mindvideo.waitFor(() => mindvideo.tasks[0]);
  await bot.kill();
  const between = readMoney(harness);
  expect(between.runs.filter(({ state }) => state === "held")).toHaveLength(1);
  expect(kindsOf(between).filter((kind) => kind === "hold")).toHaveLength(2);
  expect(mindvideo.tasks).toHaveLength(1);

  mindvideo.behave({ manual: false });
  await using again = await startBot(env);
  await discord.waitFor(() => cards().filter(isDelivered).length === 2);
  expect(await again.stop()).toBe(0);
  const { entries, windows } = readMoney(harness);
  expect(entries.filter(({ kind }) => kind === "settle").map(({ spent }) => spent)).toEqual([PRICE, PRICE]);
  expect(Object.values(windows)).toEqual([{ held: 0, spent: 2 * PRICE }]);
  expect(charged(harness)).toBe(2 * PRICE);
  expect(new Set(mindvideo.tasks.map((task) => task.idempotencyKey))).toEqual(new Set([first?.id, second?.id]));
});

test("in the middle of writing down that the API has the task: it is found again under its key", async () => {
  await using harness = await openHarness();
  const { mindvideo, fixtures, env } = harness;
  await using bot = await startBot(env);
  stallAt(harness, "adjust");
  const interaction = fixtures.members[0].command(fixtures.channels[0], "video", CLIP);
  await mindvideo.waitFor(() => mindvideo.tasks[0]);
  await stalled(harness);
  await bot.kill();
  letGo(harness);
  const between = readMoney(harness);
  expect(between.runs).toMatchObject([{ state: "submitting", hold: MOST }]);
  expect(between.windows).toEqual({ [month(interaction)]: { held: MOST, spent: 0 } });
  await using again = await startBot(env);
  await finish(harness, again, interaction);
});

test("after the API's charge, before anybody has polled: the next process settles it", async () => {
  await using harness = await openHarness({ mindvideo: { manual: true } });
  const { mindvideo, env } = harness;
  await using bot = await startBot(env);
  const { interaction, task } = await watchedClip(harness);
  await bot.kill();
  await task.advance("succeeded");
  expect(mindvideo.charges).toMatchObject([{ final: true }]);
  expect(readMoney(harness).windows).toEqual({ [month(interaction)]: { held: PRICE, spent: 0 } });
  await using again = await startBot(env);
  await finish(harness, again, interaction);
});

test("in the middle of the settlement: it is undone, and done once", async () => {
  await using harness = await openHarness({ mindvideo: { manual: true } });
  const { env } = harness;
  await using bot = await startBot(env);
  const { interaction, task } = await watchedClip(harness);
  stallAt(harness, "settle");
  await task.advance("succeeded");
  await stalled(harness);
  await bot.kill();
  letGo(harness);
  const between = readMoney(harness);
  expect(between.runs).toMatchObject([{ state: "running", hold: PRICE }]);
  expect(kindsOf(between)).toEqual(["hold", "adjust"]);
  expect(between.windows).toEqual({ [month(interaction)]: { held: PRICE, spent: 0 } });
  await using again = await startBot(env);
  await finish(harness, again, interaction);
});

test("after the settlement, before the delivery: it is delivered, and settled no second time", async () => {
  await using harness = await openHarness();
  const { discord, fixtures, env } = harness;
  const { promise: until, resolve: lose } = Promise.withResolvers<void>();
  const upload = discord.failNext({ method: "PATCH", route: /original/, uploads: true, until, drop: "before" });
  await using bot = await startBot(env);
  const interaction = fixtures.members[0].command(fixtures.channels[0], "video", CLIP);
  await discord.waitFor(() => upload.applied === 1);
  await bot.kill();
  lose();
  expect(readMoney(harness).runs).toMatchObject([{ state: "settled" }]);
  expect(readMoney(harness).windows).toEqual({ [month(interaction)]: { held: 0, spent: PRICE } });
  await using again = await startBot(env);
  await finish(harness, again, interaction);
});
