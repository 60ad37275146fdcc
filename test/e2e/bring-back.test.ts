// A result that is brought back, when something goes wrong on the way. If one of these fails, it comes twice, or not at all,
// or somebody else gets hold of it.

import { expect, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import type { Store } from "../../src/store/store.ts";
import type { Message, OptionValues, Person } from "../../sim/discord/simulator.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";
import { startBot } from "./bot-process.ts";
import { runApp } from "./in-process.ts";
import { isDelivered, openStage, textOf } from "./harness.ts";
import type { Stage } from "./harness.ts";

const BRING = "Bring 1 here";
const FOX = { prompt: "a red fox in snow" };

/** A picture that has reached the first channel. */
async function picture({ discord, fixtures }: Stage, who: Person, values: OptionValues = FOX): Promise<Message> {
  const interaction = who.command(fixtures.channels[0], "image", values);
  await interaction.acknowledged;
  const there = () => discord.messages().find((one) => one.interactionId === interaction.id && isDelivered(one));
  return await discord.waitFor(there);
}

/** What the person alone reads, in the second channel. */
async function jobs({ fixtures }: Stage, who: Person, values: OptionValues = {}): Promise<Message> {
  const answer = await who.command(fixtures.channels[1], "jobs", values).acknowledged;
  if (answer.type !== 4) throw new Error(`a response of type ${answer.type}`);
  expect(answer.message.visibleTo).toBe(who.id);
  return answer.message;
}

/** The same, once the row says what became of the run: that is written a moment after the message stands. */
async function jobsOver(stage: Stage, who: Person, values: OptionValues = {}): Promise<Message> {
  await expect.poll(async () => textOf(await jobs(stage, who, values))).toContain(BRING);
  return await jobs(stage, who, values);
}

async function forge(who: Person, on: Message, button: string): Promise<string> {
  const answer = await who.press(on, button, { forged: true }).acknowledged;
  if (answer.type !== 4) throw new Error(`a response of type ${answer.type}`);
  expect(answer.message.visibleTo).toBe(who.id);
  return textOf(answer.message);
}

const digests = (messages: readonly Message[]): readonly string[] =>
  messages.flatMap(({ attachments }) => attachments.filter((file) => file.shown).map(({ sha256 }) => sha256));

const publicIn = ({ discord, fixtures }: Stage, channel: 0 | 1): readonly Message[] =>
  discord.messages(fixtures.channels[channel].id).filter(({ deleted, ephemeral }) => !deleted && !ephemeral);

/** The result is in the second channel, once, and nothing was asked of MindVideo for it. */
async function expectBrought(stage: Stage): Promise<Message> {
  const brought = await stage.discord.waitFor(() => publicIn(stage, 1).find(isDelivered));
  const [task] = stage.mindvideo.tasks;
  expect(digests(publicIn(stage, 1))).toEqual(task?.media.map(({ sha256 }) => sha256));
  expect(textOf(brought)).toContain(`$${task?.costActual}`);
  expect(publicIn(stage, 1)).toHaveLength(1);
  expect(stage.mindvideo.charges).toHaveLength(1);
  return brought;
}

const idOf = ({ mindvideo }: Stage): string => `discord:${mindvideo.tasks[0]?.idempotencyKey}`;

const untilDelivered = async (stage: Stage, store: Store): Promise<void> =>
  await expect.poll(async () => (await store.get(idOf(stage)))?.state.kind).toBe("delivered");

/** Somebody has a picture, and the row says so. */
async function openDelivered() {
  const closing = new AsyncDisposableStack();
  const stage = closing.use(await openStage());
  const app = closing.use(await runApp(stage.env, { clock: systemClock }));
  const [bo] = stage.fixtures.members;
  await picture(stage, bo);
  await untilDelivered(stage, app.parts.store);
  return { stage, bo, [Symbol.asyncDispose]: async () => await closing.disposeAsync() };
}

test("a press that arrives twice brings it once; another press brings it again, and the first card stays", async () => {
  await using stage = await openStage();
  await using app = await runApp(stage.env, { clock: systemClock });
  const [bo] = stage.fixtures.members;
  await picture(stage, bo);
  const list = await jobsOver(stage, bo);
  await bo.press(list, BRING, { deliverTwice: true }).acknowledged;
  const brought = await expectBrought(stage);
  await untilDelivered(stage, app.parts.store);
  expect((await app.parts.store.get(idOf(stage)))?.reply.messageId).toBe(brought.id);
  expect(textOf(await jobs(stage, bo))).toContain(`/${brought.id}`);
  await bo.press(list, BRING).acknowledged;
  await stage.discord.waitFor(() => publicIn(stage, 1).filter(isDelivered).length === 2);
  expect(publicIn(stage, 0).filter(isDelivered)).toHaveLength(1);
  expect(stage.mindvideo.charges).toHaveLength(1);
});

test("a result of several messages comes whole where it was deleted a moment before", async () => {
  await using stage = await openStage();
  await using app = await runApp(stage.env, { clock: systemClock });
  const { discord, mindvideo, fixtures } = stage;
  const [bo] = fixtures.members;
  await picture(stage, bo, { ...FOX, n: 12, enable_sequential: true });
  await untilDelivered(stage, app.parts.store);
  const before = publicIn(stage, 0);
  expect(before.length).toBeGreaterThan(1);
  for (const message of before) discord.deleteMessage(message);
  const answer = await bo.command(fixtures.channels[0], "jobs").acknowledged;
  if (answer.type !== 4) throw new Error("no page");
  await bo.press(answer.message, BRING).acknowledged;
  const all = mindvideo.tasks[0]?.media.map(({ sha256 }) => sha256);
  await discord.waitFor(() => digests(publicIn(stage, 0)).length === all?.length);
  expect(digests(publicIn(stage, 0))).toEqual(all);
});

test("what no channel took, because the bot had been away, is delivered again", async () => {
  await using stage = await openStage({ mindvideo: { manual: true } });
  const { discord, mindvideo, fixtures, env } = stage;
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
  const list = await jobsOver(stage, bo);
  expect(textOf(list)).toContain("could not be put into its reply");
  await bo.press(list, BRING).acknowledged;
  await expectBrought(stage);
  await expect.poll(async () => textOf(await jobs(stage, bo))).not.toContain("could not be put into its reply");
});

test("a kill in the middle of it brings it all the same, once", async () => {
  await using stage = await openStage();
  const { discord, fixtures, env } = stage;
  const [bo] = fixtures.members;
  await using before = await startBot(env);
  await picture(stage, bo);
  const list = await jobsOver(stage, bo);
  const { promise: until, resolve: lose } = Promise.withResolvers<void>();
  const upload = discord.failNext({ method: "PATCH", route: /original/, uploads: true, until, drop: "before" });
  await bo.press(list, BRING).acknowledged;
  await discord.waitFor(() => upload.applied === 1);
  await before.kill();
  lose();
  await using _ = await startBot(env);
  await expectBrought(stage);
});

test("nobody else brings it: not by a forged press, not from another server; an admin's says whose it is", async () => {
  await using stage = await openStage();
  const log = new KeptLog();
  await using _ = await runApp(stage.env, { clock: systemClock, log });
  const [bo, cy] = stage.fixtures.members;
  await picture(stage, bo);
  const own = await jobsOver(stage, bo);
  const button = `bring:${idOf(stage)}`;
  expect(await forge(cy, own, button)).toContain("Only your own runs");
  expect(await forge(cy, own, "list:all")).toContain("Only your own runs");
  expect(await forge(cy, own, `list:${bo.id}`)).toContain("Only your own runs");
  expect(log.of("warn")).toHaveLength(3);
  const elsewhere = stage.discord.addFixtures();
  const answer = await elsewhere.admin.command(elsewhere.channels[0], "jobs").acknowledged;
  if (answer.type !== 4) throw new Error("no page");
  expect(await forge(elsewhere.admin, answer.message, button)).toContain("no longer known");
  expect(publicIn(stage, 1)).toEqual([]);
  const { admin } = stage.fixtures;
  await admin.press(await jobsOver(stage, admin, { everyone: true }), BRING).acknowledged;
  expect(textOf(await expectBrought(stage))).toContain(`<@${bo.id}>`);
});

test("a page that is made up is the newest", async () => {
  await using over = await openDelivered();
  const { stage, bo } = over;
  const list = await jobs(stage, bo);
  for (const id of ["list:", "list:own.x.'; drop table generation", "list:own.99999999999999999999.discord:1"]) {
    await bo.press(list, id, { forged: true }).acknowledged;
    const now = stage.discord.messages().find((one) => one.id === list.id);
    expect(textOf(now ?? list)).toContain("a red fox in snow");
  }
});

test("what is not where MindVideo put it any more is said, and no dead link is shown", async () => {
  await using over = await openDelivered();
  const { stage, bo } = over;
  const looks = stage.mindvideo.tasks[0]?.polls.length ?? 0;
  stage.mindvideo.faults.add({ on: "media", kind: "expired", times: Infinity });
  await bo.press(await jobsOver(stage, bo), BRING).acknowledged;
  const told = () => publicIn(stage, 1).find((one) => textOf(one).includes("no longer where MindVideo put it"));
  const card = await stage.discord.waitFor(told);
  expect(textOf(card)).not.toContain("/media/");
  expect(stage.mindvideo.tasks[0]?.polls).toHaveLength(looks + 1);
});

test("what only the API can still find is fetched from where it says", async () => {
  await using over = await openDelivered();
  const { stage, bo } = over;
  stage.mindvideo.faults.add({ on: "media", kind: "expired", times: 1 });
  await bo.press(await jobsOver(stage, bo), BRING).acknowledged;
  await expectBrought(stage);
});
