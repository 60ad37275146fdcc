// A result that is brought back, when something goes wrong on the way. If one of these fails, it comes twice, or not at all,
// or somebody else gets hold of it.

import { expect, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import type { Store } from "../../src/store/store.ts";
import type { Message, OptionValues, Person } from "../../sim/discord/simulator.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";
import { startBot } from "./bot-process.ts";
import { runApp } from "./in-process.ts";
import { isDelivered, openHarness, textOf } from "./harness.ts";
import type { Harness } from "./harness.ts";

const BRING = "Bring 1 here";
const FOX = { prompt: "a red fox in snow" };

/** A picture that has reached the first channel. */
async function picture({ discord, fixtures }: Harness, who: Person, values: OptionValues = FOX): Promise<Message> {
  const interaction = who.command(fixtures.channels[0], "image", values);
  await interaction.acknowledged;
  const there = () => discord.messages().find((one) => one.interactionId === interaction.id && isDelivered(one));
  return await discord.waitFor(there);
}

/** What the person alone reads, in the second channel. */
async function jobs({ fixtures }: Harness, who: Person, values: OptionValues = {}): Promise<Message> {
  const answer = await who.command(fixtures.channels[1], "jobs", values).acknowledged;
  if (answer.type !== 4) throw new Error(`a response of type ${answer.type}`);
  expect(answer.message.visibleTo).toBe(who.id);
  return answer.message;
}

/** The same, once the row says what became of the run: that is written a moment after the message stands. */
async function jobsOver(harness: Harness, who: Person, values: OptionValues = {}): Promise<Message> {
  await expect.poll(async () => textOf(await jobs(harness, who, values))).toContain(BRING);
  return await jobs(harness, who, values);
}

async function forge(who: Person, on: Message, button: string): Promise<string> {
  const answer = await who.press(on, button, { forged: true }).acknowledged;
  if (answer.type !== 4) throw new Error(`a response of type ${answer.type}`);
  expect(answer.message.visibleTo).toBe(who.id);
  return textOf(answer.message);
}

const digests = (messages: readonly Message[]): readonly string[] =>
  messages.flatMap(({ attachments }) => attachments.filter((file) => file.shown).map(({ sha256 }) => sha256));

const publicIn = ({ discord, fixtures }: Harness, channel: 0 | 1): readonly Message[] =>
  discord.messages(fixtures.channels[channel].id).filter(({ deleted, ephemeral }) => !deleted && !ephemeral);

/** The result is in the second channel, once, and nothing was asked of MindVideo for it. */
async function expectBrought(harness: Harness): Promise<Message> {
  const brought = await harness.discord.waitFor(() => publicIn(harness, 1).find(isDelivered));
  const [task] = harness.mindvideo.tasks;
  expect(digests(publicIn(harness, 1))).toEqual(task?.media.map(({ sha256 }) => sha256));
  expect(textOf(brought)).toContain(`$${task?.costActual}`);
  expect(publicIn(harness, 1)).toHaveLength(1);
  expect(harness.mindvideo.charges).toHaveLength(1);
  return brought;
}

const idOf = ({ mindvideo }: Harness): string => `discord:${mindvideo.tasks[0]?.idempotencyKey}`;

const untilDelivered = async (harness: Harness, store: Store): Promise<void> =>
  await expect.poll(async () => (await store.get(idOf(harness)))?.state.kind).toBe("delivered");

/** Somebody has a picture, and the row says so. */
async function openDelivered() {
  const closing = new AsyncDisposableStack();
  const harness = closing.use(await openHarness());
  const app = closing.use(await runApp(harness.env, { clock: systemClock }));
  const [bo] = harness.fixtures.members;
  await picture(harness, bo);
  await untilDelivered(harness, app.parts.store);
  return { harness, bo, [Symbol.asyncDispose]: async () => await closing.disposeAsync() };
}

test("a press that arrives twice brings it once; another press brings it again, and the first card stays", async () => {
  await using harness = await openHarness();
  await using app = await runApp(harness.env, { clock: systemClock });
  const [bo] = harness.fixtures.members;
  await picture(harness, bo);
  const list = await jobsOver(harness, bo);
  await bo.press(list, BRING, { deliverTwice: true }).acknowledged;
  const brought = await expectBrought(harness);
  await untilDelivered(harness, app.parts.store);
  expect((await app.parts.store.get(idOf(harness)))?.reply.messageId).toBe(brought.id);
  expect(textOf(await jobs(harness, bo))).toContain(`/${brought.id}`);
  await bo.press(list, BRING).acknowledged;
  await harness.discord.waitFor(() => publicIn(harness, 1).filter(isDelivered).length === 2);
  expect(publicIn(harness, 0).filter(isDelivered)).toHaveLength(1);
  expect(harness.mindvideo.charges).toHaveLength(1);
});

test("a result of several messages comes whole where it was deleted a moment before", async () => {
  await using harness = await openHarness();
  await using app = await runApp(harness.env, { clock: systemClock });
  const { discord, mindvideo, fixtures } = harness;
  const [bo] = fixtures.members;
  await picture(harness, bo, { ...FOX, n: 12, enable_sequential: true });
  await untilDelivered(harness, app.parts.store);
  const before = publicIn(harness, 0);
  expect(before.length).toBeGreaterThan(1);
  for (const message of before) discord.deleteMessage(message);
  const answer = await bo.command(fixtures.channels[0], "jobs").acknowledged;
  if (answer.type !== 4) throw new Error("no page");
  await bo.press(answer.message, BRING).acknowledged;
  const all = mindvideo.tasks[0]?.media.map(({ sha256 }) => sha256);
  await discord.waitFor(() => digests(publicIn(harness, 0)).length === all?.length);
  expect(digests(publicIn(harness, 0))).toEqual(all);
});

test("what no channel took, because the bot had been away, is delivered again", async () => {
  await using harness = await openHarness({ mindvideo: { manual: true } });
  const { discord, mindvideo, fixtures, env } = harness;
  const [bo] = fixtures.members;
  await using before = await startBot(env);
  const answer = await bo.command(fixtures.channels[0], "image", FOX).acknowledged;
  const task = await mindvideo.waitFor(() => mindvideo.tasks[0]);
  await task.advance("processing");
  await mindvideo.waitFor(() => task.polls.length > 0);
  await before.kill();
  await task.advance("succeeded");
  if (answer.type !== 4) throw new Error("no card");
  discord.deleteMessage(answer.message);
  discord.changeChannel(fixtures.channels[0], { botMay: 0n });
  await using after = await startBot(env);
  await expect.poll(() => after.lines.some((line) => line.includes('"not delivered"'))).toBe(true);
  const list = await jobsOver(harness, bo);
  expect(textOf(list)).toContain("could not be delivered");
  await bo.press(list, BRING).acknowledged;
  await expectBrought(harness);
  await expect.poll(async () => textOf(await jobs(harness, bo))).not.toContain("could not be delivered");
});

test("a kill in the middle of it brings it all the same, once", async () => {
  await using harness = await openHarness();
  const { discord, fixtures, env } = harness;
  const [bo] = fixtures.members;
  await using before = await startBot(env);
  await picture(harness, bo);
  const list = await jobsOver(harness, bo);
  const { promise: until, resolve: lose } = Promise.withResolvers<void>();
  const upload = discord.failNext({ method: "PATCH", route: /original/, uploads: true, until, drop: "before" });
  await bo.press(list, BRING).acknowledged;
  await discord.waitFor(() => upload.applied === 1);
  await before.kill();
  lose();
  await using _ = await startBot(env);
  await expectBrought(harness);
});

test("nobody else brings it: not by a forged press, not from another server; an admin's says whose it is", async () => {
  await using harness = await openHarness();
  const log = new KeptLog();
  await using _ = await runApp(harness.env, { clock: systemClock, log });
  const [bo, cy] = harness.fixtures.members;
  await picture(harness, bo);
  const own = await jobsOver(harness, bo);
  const button = `bring:${idOf(harness)}`;
  expect(await forge(cy, own, button)).toContain("You can only see your own runs");
  expect(await forge(cy, own, "list:all")).toContain("You can only see your own runs");
  expect(await forge(cy, own, `list:${bo.id}`)).toContain("You can only see your own runs");
  expect(log.of("warn")).toHaveLength(3);
  const elsewhere = harness.discord.addFixtures();
  const answer = await elsewhere.admin.command(elsewhere.channels[0], "jobs").acknowledged;
  if (answer.type !== 4) throw new Error("no page");
  expect(await forge(elsewhere.admin, answer.message, button)).toContain("no longer known");
  expect(publicIn(harness, 1)).toEqual([]);
  const { admin } = harness.fixtures;
  await admin.press(await jobsOver(harness, admin, { everyone: true }), BRING).acknowledged;
  expect(textOf(await expectBrought(harness))).toContain(`<@${bo.id}>`);
});

test("a page that is made up is the newest", async () => {
  await using over = await openDelivered();
  const { harness, bo } = over;
  const list = await jobs(harness, bo);
  for (const id of ["list:", "list:own.x.'; drop table generation", "list:own.99999999999999999999.discord:1"]) {
    await bo.press(list, id, { forged: true }).acknowledged;
    const now = harness.discord.messages().find((one) => one.id === list.id);
    expect(textOf(now ?? list)).toContain("a red fox in snow");
  }
});

test("what is not where MindVideo put it any more is said, and no dead link is shown", async () => {
  await using over = await openDelivered();
  const { harness, bo } = over;
  const before = harness.mindvideo.tasks[0]?.polls.length ?? 0;
  harness.mindvideo.faults.add({ on: "media", kind: "expired", times: Infinity });
  await bo.press(await jobsOver(harness, bo), BRING).acknowledged;
  const told = () => publicIn(harness, 1).find((one) => textOf(one).includes("no longer where MindVideo put it"));
  const card = await harness.discord.waitFor(told);
  expect(textOf(card)).not.toContain("/media/");
  expect(harness.mindvideo.tasks[0]?.polls).toHaveLength(before + 1);
});

test("what only the API can still find is fetched from where it says", async () => {
  await using over = await openDelivered();
  const { harness, bo } = over;
  harness.mindvideo.faults.add({ on: "media", kind: "expired", times: 1 });
  await bo.press(await jobsOver(harness, bo), BRING).acknowledged;
  await expectBrought(harness);
});
