// The question before a run that can cost much. If one of these fails, a slip costs dollars, or a person who said yes once
// pays twice, or one who said no pays at all.

import { expect, test } from "vitest";
import { fromDollars } from "../../src/domain/money/money.ts";
import { changeRules } from "./change-rules.ts";
import {
  answerTo,
  askQuestion,
  CLIP,
  expectDelivered,
  expectNothing,
  NO,
  openConfirmHarness,
  press,
  RUN,
} from "./confirm-harness.ts";
import { textOf } from "./harness.ts";

test("it is asked privately: the amount, what is left, two buttons, and nothing is sent or held", async () => {
  await using harness = await openConfirmHarness({ env: { DEFAULT_GUILD_BUDGET: "5" } });
  const [member] = harness.fixtures.members;
  await changeRules(harness, {
    caps: [
      { scope: { kind: "each-member" }, period: "day", amount: fromDollars(2) },
      { scope: { kind: "channel", id: harness.fixtures.channels[0].id }, period: "total", amount: fromDollars("0.7") },
    ],
  });
  const { command, question } = await askQuestion(harness);
  expect(question).toMatchObject({ ephemeral: true, visibleTo: member.id, interactionId: command.id });
  const text = textOf(question);
  expect(text).toMatch(
    /up to \$0\.6165[\s\S]*图1 walks[\s\S]*\$0\.70\*\* of \$0\.70[\s\S]*You, today: \*\*\$2\.00\*\*/,
  );
  expect(text).toMatch(/This server, this month: \*\*\$5\.00\*\* of \$5\.00 left/);
  expect(JSON.stringify(question.components)).toContain(`run:discord:${command.id}`);
  for (const label of [RUN, NO]) expect(text).toContain(label);
  await expectNothing(harness);
});

test("Run: the key is the command's ID, the card answers the press, and the question is gone", async () => {
  await using harness = await openConfirmHarness();
  const { command, question } = await askQuestion(harness);
  const pressed = harness.fixtures.members[0].press(question, RUN);
  const card = await expectDelivered(harness, command.id);
  expect(card.interactionId).toBe(pressed.id);
  expect(card.visibleTo).toBeUndefined();
  expect(textOf(card)).toContain("$0.6165");
  await harness.discord.waitFor(() => question.deleted);
  expect(harness.discord.messages().filter(({ deleted }) => !deleted)).toEqual([card]);
});

test("a second press starts nothing, and leads to the card; after it ran as well", async () => {
  await using harness = await openConfirmHarness({ mindvideo: { manual: true } });
  const { command, question } = await askQuestion(harness);
  // The question cannot be taken away, so it can be pressed again.
  harness.discord.failNext({ method: "DELETE", route: /original/, status: 500, times: 9 });
  const card = await press(harness, question, RUN);
  const task = await harness.mindvideo.waitFor(() => harness.mindvideo.tasks[0]);
  for (const label of [RUN, `decline:discord:${command.id}`]) {
    const again = await answerTo(harness.fixtures.members[0].press(question, label, { forged: true }));
    expect(again.id).toBe(question.id);
    expect(textOf(again)).toMatch(/already running/);
    expect(textOf(again)).toContain(`https://discord.com/channels/${card.guildId}/${card.channelId}/${card.id}`);
  }
  await task.advance("succeeded");
  await expectDelivered(harness, command.id);
  const after = harness.fixtures.members[0].press(question, `run:discord:${command.id}`, { forged: true });
  expect(textOf(await answerTo(after))).toMatch(/already ran/);
  await expectDelivered(harness, command.id);
});

test("the same press delivered twice is one run with one card", async () => {
  await using harness = await openConfirmHarness();
  const { command, question } = await askQuestion(harness);
  const pressed = harness.fixtures.members[0].press(question, RUN, { deliverTwice: true });
  const card = await expectDelivered(harness, command.id);
  expect(pressed.deliveries).toBe(2);
  expect(card.interactionId).toBe(pressed.id);
});

test("the same command delivered twice is one question", async () => {
  await using harness = await openConfirmHarness();
  const command = harness.fixtures.members[0].command(harness.fixtures.channels[0], "r2v", CLIP, {
    deliverTwice: true,
  });
  await press(harness, await answerTo(command), RUN);
  await expectDelivered(harness, command.id);
  expect(harness.discord.messages()).toHaveLength(2);
});

test("Run and Don't run at once: whatever is said is what happens", async () => {
  await using harness = await openConfirmHarness();
  const { command, question } = await askQuestion(harness);
  const [member] = harness.fixtures.members;
  const [run, no] = [member.press(question, RUN), member.press(question, NO)];
  await harness.discord.waitFor(
    ({ requests }) => requests.filter(({ route }) => route.endsWith("callback")).length >= 3,
  );
  await expectDelivered(harness, command.id);
  expect(run.response).toMatchObject({ type: 4, message: { ephemeral: false } });
  expect(no.response?.type).not.toBe(4);
  expect(textOf(question)).not.toContain("Not run");
});

test("a press that somebody else forged starts nothing", async () => {
  await using harness = await openConfirmHarness();
  const { question } = await askQuestion(harness);
  const [, stranger] = harness.fixtures.members;
  for (const label of [RUN, NO]) {
    const told = await answerTo(stranger.press(question, label, { forged: true }));
    expect(told).toMatchObject({ ephemeral: true, visibleTo: stranger.id });
    expect(textOf(told)).toContain("Not yours to answer");
  }
  expect(textOf(question)).toContain(RUN);
  await expectNothing(harness);
});

test("a press from another server starts nothing", async () => {
  await using harness = await openConfirmHarness();
  const { command } = await askQuestion(harness);
  const elsewhere = harness.discord.addFixtures();
  const other = await answerTo(elsewhere.members[0].command(elsewhere.channels[0], "r2v", CLIP));
  const forged = elsewhere.members[0].press(other, `run:discord:${command.id}`, { forged: true });
  expect(textOf(await answerTo(forged))).toContain("no longer known");
  await expectNothing(harness);
});

test("Don't run: the question says so in its place, and cannot be answered any more", async () => {
  await using harness = await openConfirmHarness();
  const { command, question } = await askQuestion(harness);
  const answer = await press(harness, question, NO);
  expect(answer.id).toBe(question.id);
  expect(textOf(answer)).toBe("### Not run. Nothing was charged.");
  const late = harness.fixtures.members[0].press(question, `run:discord:${command.id}`, { forged: true });
  expect(textOf(await answerTo(late))).toContain("This question has expired");
  await expectNothing(harness);
});

test("Run again and Edit ask as well", async () => {
  await using harness = await openConfirmHarness();
  const { fixtures, mindvideo, discord } = harness;
  const [member] = fixtures.members;
  const { command, question } = await askQuestion(harness);
  await press(harness, question, RUN);
  const card = await expectDelivered(harness, command.id);
  const again = member.press(card, "Run again");
  const second = await answerTo(again);
  expect(second).toMatchObject({ ephemeral: true, visibleTo: member.id });
  const form = await member.press(card, "Edit").acknowledged;
  if (form.type !== 9) throw new Error("no form");
  const sent = member.submit(form.modal, { prompt: "图1 runs" });
  const third = await answerTo(sent);
  expect(third).toMatchObject({ ephemeral: true, visibleTo: member.id });
  expect(textOf(third)).toContain("图1 runs");
  expect(mindvideo.tasks).toHaveLength(1);
  expect(textOf(card)).not.toContain(RUN);
  for (const one of [second, third]) await press(harness, one, RUN);
  await mindvideo.waitFor(() => mindvideo.tasks.length === 3);
  expect(mindvideo.tasks.slice(1).map(({ idempotencyKey }) => idempotencyKey)).toEqual([again.id, sent.id]);
  await discord.waitFor(() => second.deleted && third.deleted);
});

test("what would be refused is refused at once, not asked about", async () => {
  await using harness = await openConfirmHarness({ env: { DEFAULT_GUILD_BUDGET: "0.61" } });
  expect(textOf((await askQuestion(harness)).question)).toContain("The budget does not cover this");
  const wrong = await answerTo(
    harness.fixtures.members[0].command(
      harness.fixtures.channels[0],
      "r2v",
      { ...CLIP, duration: 99 },
      { forged: true },
    ),
  );
  expect(textOf(wrong)).toContain("`duration` must be");
  await changeRules(harness, { modelsOff: ["wan2-7-r2v"] });
  expect(textOf((await askQuestion(harness)).question)).toContain("switched off");
  expect(harness.discord.messages().every(({ ephemeral }) => ephemeral)).toBe(true);
  await expectNothing(harness);
});

test("the guild's own amount counts instead of the operator's, higher and lower", async () => {
  await using harness = await openConfirmHarness({ mindvideo: { manual: true } });
  await changeRules(harness, { confirmAbove: fromDollars("0.6165") });
  expect((await askQuestion(harness)).question.ephemeral).toBe(false);
  await changeRules(harness, { confirmAbove: fromDollars(0) });
  const cheap = await answerTo(
    harness.fixtures.members[0].command(harness.fixtures.channels[0], "image", { prompt: "a fox" }),
  );
  expect(textOf(cheap)).toContain("Run for up to $0.0243");
});
