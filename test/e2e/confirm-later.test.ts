// Between the question and its answer time passes, money is spent, and processes die. If one of these fails, what was asked
// is run under other terms than those that were shown, or an answer is lost or counted twice.

import { expect, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import { fromDollars } from "../../src/domain/money/money.ts";
import { startBot } from "./bot-process.ts";
import { changeRules } from "./change-rules.ts";
import {
  answerTo,
  askQuestion,
  CLIP,
  expectDelivered,
  expectNothing,
  MINUTE_MS,
  openConfirmHarness,
  openStill,
  press,
  RUN,
} from "./confirm-harness.ts";
import { runApp } from "./in-process.ts";
import { isDelivered, openHarness, textOf } from "./harness.ts";

test("just before 15 minutes are over a press still runs it", async () => {
  const { clock, harness } = await openStill();
  await using _ = harness;
  const { command, question } = await askQuestion(harness);
  await clock.advance(15 * MINUTE_MS - 1_000);
  expect((await press(harness, question, RUN)).ephemeral).toBe(false);
  const task = await harness.mindvideo.waitFor(() => harness.mindvideo.tasks[0]);
  expect(task.idempotencyKey).toBe(command.id);
});

test("after 15 minutes a press is told to type the command again, and starts nothing", async () => {
  const { clock, harness } = await openStill();
  await using _ = harness;
  const { question } = await askQuestion(harness);
  await clock.advance(15 * MINUTE_MS);
  const told = await press(harness, question, RUN);
  expect(told.ephemeral).toBe(true);
  expect(textOf(told)).toMatch(/This question has expired[\s\S]*Type the command again[\s\S]*nothing was charged/);
  await expectNothing(harness);
});

test("a press after a restart runs what was asked before it, files included", async () => {
  await using harness = await openHarness();
  const env = { ...harness.env, CONFIRM_ABOVE: "0.50" };
  const image = { name: "p.png", contentType: "image/png", bytes: new Uint8Array(10), width: 512, height: 512 };
  const { image_with_roles: _, ...values } = CLIP;
  let asking;
  {
    await using _app = await runApp(env, { clock: systemClock });
    asking = await askQuestion(harness, { ...values, image });
  }
  await using _app = await runApp(env, { clock: systemClock });
  await press(harness, asking.question, RUN);
  await expectDelivered(harness, asking.command.id);
  expect(JSON.stringify(harness.mindvideo.tasks[0]?.body)).toContain("p.png");
});

test("a budget that was filled meanwhile refuses with the usual sentence, and nothing is held", async () => {
  await using harness = await openConfirmHarness({
    env: { DEFAULT_GUILD_BUDGET: "0.70" },
    mindvideo: { manual: true },
  });
  const { app, fixtures, mindvideo } = harness;
  const { command, question } = await askQuestion(harness);
  await answerTo(fixtures.members[1].command(fixtures.channels[0], "image", { prompt: "four foxes", n: 4 }));
  const told = await press(harness, question, RUN);
  expect(told.ephemeral).toBe(true);
  expect(textOf(told)).toMatch(/This server can spend \*\*\$0\.70\*\* this month[\s\S]*up to \*\*\$0\.6165\*\*/);
  expect(await app.parts.store.get(`discord:${command.id}`)).toBeNull();
  // Once there is room again the question is as good as before.
  await changeRules(harness, { caps: [{ scope: { kind: "guild" }, period: "month", amount: fromDollars(5) }] });
  expect((await press(harness, question, RUN)).ephemeral).toBe(false);
  await mindvideo.waitFor(() => mindvideo.tasks.length === 2);
  expect(mindvideo.tasks[1]?.idempotencyKey).toBe(command.id);
});

test("rules that changed meanwhile refuse", async () => {
  await using harness = await openConfirmHarness();
  const { question } = await askQuestion(harness);
  await changeRules(harness, { modelsOff: ["wan2-7-r2v"] });
  const told = await press(harness, question, RUN);
  expect(told.ephemeral).toBe(true);
  expect(textOf(told)).toContain("switched off");
  expect(harness.mindvideo.posts).toEqual([]);
});

test("a price that was learned to be higher meanwhile is asked about anew, in the same place", async () => {
  await using harness = await openConfirmHarness();
  const { command, question } = await askQuestion(harness);
  const { catalog, prices } = harness.app.parts;
  const { input } = catalog.read("r2v", CLIP as Record<string, string | number>, 0);
  await prices.learn("wan2-7-r2v", input, { kind: "charge", amount: fromDollars("0.9") });
  const dearer = await press(harness, question, RUN);
  expect(dearer.id).toBe(question.id);
  expect(textOf(dearer)).toContain("Run for up to $0.90");
  await expectNothing(harness);
  await press(harness, dearer, "Run for up to $0.90");
  await expectDelivered(harness, command.id);
  await harness.discord.waitFor(() => question.deleted);
});

test("kill -9 between the press's commit and its answer: one task, and a second press says so", async () => {
  await using harness = await openHarness();
  const { discord, mindvideo, fixtures, cards } = harness;
  const env = { ...harness.env, CONFIRM_ABOVE: "0.50" };
  let bot = await startBot(env);
  const { command, question } = await askQuestion(harness);
  const { promise: until, resolve: lose } = Promise.withResolvers<void>();
  const held = discord.failNext({ method: "POST", route: /callback$/, until, drop: "before" });
  const pressed = fixtures.members[0].press(question, RUN);
  await discord.waitFor(() => held.applied === 1);
  await bot.kill();
  lose();
  expect(pressed.response).toBeUndefined();
  bot = await startBot(env);
  await mindvideo.waitFor(() => mindvideo.tasks.length > 0);
  const again = await press(harness, question, RUN);
  expect(again.id).toBe(question.id);
  expect(textOf(again)).toMatch(/already/);
  await discord.waitFor(() => cards().find(isDelivered), { timeoutMs: 20_000 });
  expect(await bot.stop()).toBe(0);
  await expectDelivered(harness, command.id);
});
