// /jobs on Discord: what was paid for and did not arrive, or was deleted, is brought back. Were it broken, a result would be
// in the row and nowhere else; were it too open, members would read what others typed.

import { expect, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import type { InteractionHandle, Message, Person } from "../../sim/discord/simulator.ts";
import { aGeneration } from "../store/a-generation.ts";
import { startBot } from "./bot-process.ts";
import { runApp } from "./in-process.ts";
import { isDelivered, openHarness, textOf } from "./harness.ts";
import type { Harness } from "./harness.ts";

async function shown(handle: InteractionHandle): Promise<Message> {
  const answer = await handle.acknowledged;
  if (answer.type !== 4 && answer.type !== 7) throw new Error(`a response of type ${answer.type}`);
  return answer.message;
}

const list = async ({ fixtures }: Harness, who: Person, values = {}): Promise<Message> => {
  const message = await shown(who.command(fixtures.channels[0], "jobs", values));
  expect(message.visibleTo).toBe(who.id);
  return message;
};

/** The row hears of a delivery a moment after everybody sees it. */
const untilThere = async (ask: () => Promise<Message>): Promise<Message> => {
  let page = await ask();
  while (!textOf(page).includes("Bring 1 here")) page = await ask();
  return page;
};

const made = async ({ discord, fixtures }: Harness, who: Person, prompt = "a red fox"): Promise<Message> => {
  const card = await shown(who.command(fixtures.channels[0], "image", { prompt }));
  return await discord.waitFor(() => discord.messages().find((one) => one.id === card.id && isDelivered(one)), {
    timeoutMs: 20_000,
  });
};

test("a result whose message was deleted is brought back into another channel, at no cost", async () => {
  await using harness = await openHarness();
  const { discord, mindvideo, fixtures } = harness;
  await using _app = await runApp(harness.env, { clock: systemClock });
  const [bo] = fixtures.members;
  const card = await made(harness, bo);
  discord.deleteMessage(card);
  const charges = mindvideo.charges.length;
  const page = await untilThere(async () => await shown(bo.command(fixtures.channels[1], "jobs")));
  expect(textOf(page)).toMatch(/Your latest runs[\s\S]*Wan 2\.7 Image[\s\S]*\$0\.0243[\s\S]*a red fox/);
  const again = await shown(bo.press(page, "Bring 1 here"));
  expect(again.visibleTo).toBeUndefined();
  const brought = await discord.waitFor(
    () => discord.messages().find((one) => one.id === again.id && isDelivered(one)),
    { timeoutMs: 20_000 },
  );
  expect(brought.channelId).toBe(fixtures.channels[1].id);
  expect(brought.attachments.map(({ sha256 }) => sha256)).toEqual(
    mindvideo.tasks[0]?.media.map(({ sha256 }) => sha256),
  );
  expect(mindvideo.tasks).toHaveLength(1);
  expect(mindvideo.charges).toHaveLength(charges);
});

test("a process that dies right after the press: the next one delivers the result, once", async () => {
  await using harness = await openHarness();
  const { discord, mindvideo, fixtures } = harness;
  const [bo] = fixtures.members;
  let bot = await startBot(harness.env);
  discord.deleteMessage(await made(harness, bo));
  const page = await untilThere(async () => await list(harness, bo));
  const again = await shown(bo.press(page, "Bring 1 here"));
  await bot.kill();
  bot = await startBot(harness.env);
  await discord.waitFor(() => discord.messages().find((one) => one.id === again.id && isDelivered(one)), {
    timeoutMs: 20_000,
  });
  expect(discord.messages().filter((one) => !one.deleted && isDelivered(one))).toHaveLength(1);
  expect(mindvideo.tasks).toHaveLength(1);
  expect(await bot.stop()).toBe(0);
});

test("members see their own, admins everybody's; a forged button of others changes nothing", async () => {
  await using harness = await openHarness();
  const { fixtures } = harness;
  await using _app = await runApp(harness.env, { clock: systemClock });
  const [bo, cy] = fixtures.members;
  await made(harness, bo);
  expect(textOf(await list(harness, cy))).toMatch(/You have run nothing here yet/);
  expect(textOf(await list(harness, cy, { everyone: true }))).toMatch(/You can only see your own runs/);
  expect(textOf(await list(harness, cy, { member: bo }))).toMatch(/You can only see your own runs/);
  const all = await list(harness, fixtures.admin, { everyone: true });
  expect(textOf(all)).toMatch(/The latest runs here[\s\S]*a red fox/);
  const own = await list(harness, bo);
  const told = await shown(cy.press(own, "Bring 1 here", { forged: true }));
  expect(textOf(told)).toMatch(/You can only see your own runs/);
});

test("older ones are a page away, and what made nothing, or is not kept any more, says so", async () => {
  await using harness = await openHarness();
  const { fixtures } = harness;
  await using app = await runApp(harness.env, { clock: systemClock });
  const [bo] = fixtures.members;
  const place = {
    guildId: fixtures.guild.id,
    channelId: fixtures.channels[0].id,
    userId: bo.id,
    model: "wan2-7-image",
  };
  const { store } = app.parts;
  const [cost, past] = [aGeneration({}).hold, Date.now() - 7 * 24 * 60 * 60_000];
  for (let index = 1; index <= 7; index += 1) {
    const values = { prompt: `fox ${index}` };
    const one = aGeneration({ ...place, values, interactionId: `past-${index}`, createdAt: past + index });
    await store.accept(one, () => []);
    const media = [{ kind: "image", url: "https://media.example/1.png" }] as const;
    if (index === 1)
      await store.settle(one.id, { kind: "failed", cost, code: "generator.refused", reason: "no" }, past);
    else await store.settle(one.id, { kind: "made", cost, media, seed: null }, past);
    await store.recordDelivered(one.id, one.reply);
  }
  const newest = await list(harness, bo);
  expect(textOf(newest)).toMatch(/fox 7[\s\S]*no longer keeps it[\s\S]*fox 3/);
  expect(textOf(newest)).not.toMatch(/fox 2|Bring/);
  const older = await shown(bo.press(newest, "Older"));
  expect(older.id).toBe(newest.id);
  expect(textOf(older)).toMatch(/fox 2[\s\S]*no result[\s\S]*fox 1[\s\S]*MindVideo refused/);
  expect(textOf(await shown(bo.press(older, "Newest")))).toMatch(/fox 7/);
});
