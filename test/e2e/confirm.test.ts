// The question before a run that can cost much. If one of these fails, a slip costs dollars, or a person who said yes once
// pays twice, or one who said no pays at all.

import { expect, test } from "vitest";
import { commandSpecs } from "../../commands/index.ts";
import { systemClock } from "../../src/domain/clock.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { GuildRules } from "../../src/domain/budget.ts";
import { fromDollars } from "../../src/domain/money.ts";
import type { ReplyRef } from "../../src/domain/reply.ts";
import { createDesk } from "../../src/pipeline/desk.ts";
import type { InteractionHandle, Message, OptionValues } from "../../sim/discord/simulator.ts";
import { ManualClock } from "../manual-clock.ts";
import { startBot } from "./bot-process.ts";
import { runApp } from "./in-process.ts";
import type { RunningApp } from "./in-process.ts";
import { isDelivered, openStage, textOf } from "./stage.ts";
import type { Stage, StageOptions } from "./stage.ts";

const MINUTE_MS = 60_000;
/** Five seconds at 1080P: $0.6165. */
const CLIP: OptionValues = {
  prompt: "图1 walks down a street",
  resolution: "1080P",
  duration: 5,
  image_with_roles: "https://example.com/character.jpg reference_image",
};
const RUN = "Run for up to $0.6165";
const NO = "Don't run";

interface Scene extends Stage {
  readonly app: RunningApp;
}

async function openScene(
  options: StageOptions & { readonly clock?: Clock; readonly env?: Record<string, string> } = {},
) {
  const closing = new AsyncDisposableStack();
  const { clock = systemClock, env = {}, ...rest } = options;
  const stage = closing.use(await openStage(rest));
  const app = closing.use(await runApp({ ...stage.env, CONFIRM_ABOVE: "0.50", ...env }, { clock }));
  const scene: Scene = { ...stage, app, [Symbol.asyncDispose]: async () => await closing.disposeAsync() };
  return scene;
}

/** On a clock that stands still until it is moved. */
async function openStill() {
  const clock = new ManualClock();
  return { clock, scene: await openScene({ clock, discord: { clock }, mindvideo: { clock } }) };
}

/** The message that an interaction was answered with. */
async function answerTo(interaction: InteractionHandle): Promise<Message> {
  const answer = await interaction.acknowledged;
  if (answer.type !== 4 && answer.type !== 7) throw new Error(`a response of type ${answer.type}`);
  return answer.message;
}

async function asked({ town }: Stage, values = CLIP) {
  const command = town.members[0].command(town.channels[0], "r2v", values);
  return { command, question: await answerTo(command) };
}

const press = async ({ town: { members } }: Stage, question: Message, label: string): Promise<Message> =>
  await answerTo(members[0].press(question, label));

/** No row, no request, nothing held in any budget. */
async function expectNothing({ app, mindvideo, town, cards }: Scene): Promise<void> {
  expect(mindvideo.posts).toEqual([]);
  expect(cards()).toEqual([]);
  expect(await app.parts.store.unfinished()).toEqual([]);
  const ledger = await app.parts.store.guildLedger("discord", town.guild.id, 10);
  expect(ledger.filter(({ generationId }) => generationId !== null)).toEqual([]);
}

async function changeRules({ app, town }: Scene, change: Partial<GuildRules>): Promise<void> {
  const where = { platform: "discord", guildId: town.guild.id, channelId: "1", userId: "1", at: 1, note: "" } as const;
  await app.parts.store.changeRules({ ...where, apply: (rules) => ({ ...rules, ...change }) });
}

async function expectDelivered({ discord, mindvideo, cards }: Stage, interactionId: string): Promise<Message> {
  const card = await discord.waitFor(() => cards().find(isDelivered));
  expect(mindvideo.tasks.map(({ idempotencyKey }) => idempotencyKey)).toEqual([interactionId]);
  expect(mindvideo.charges).toHaveLength(1);
  expect(cards()).toHaveLength(1);
  return card;
}

test("it is asked privately: the amount, what is left, two buttons, and nothing is sent or held", async () => {
  await using scene = await openScene({ env: { DEFAULT_GUILD_BUDGET: "5" } });
  const [member] = scene.town.members;
  await changeRules(scene, {
    caps: [
      { scope: { kind: "each-member" }, period: "day", amount: fromDollars(2) },
      { scope: { kind: "channel", id: scene.town.channels[0].id }, period: "total", amount: fromDollars("0.7") },
    ],
  });
  const { command, question } = await asked(scene);
  expect(question).toMatchObject({ ephemeral: true, visibleTo: member.id, interactionId: command.id });
  const text = textOf(question);
  expect(text).toMatch(
    /up to \$0\.6165[\s\S]*图1 walks[\s\S]*\$0\.70\*\* of \$0\.70[\s\S]*You, today: \*\*\$2\.00\*\*/,
  );
  expect(text).toMatch(/This server, this month: \*\*\$5\.00\*\* of \$5\.00 left/);
  expect(JSON.stringify(question.components)).toContain(`run:discord:${command.id}`);
  for (const label of [RUN, NO]) expect(text).toContain(label);
  await expectNothing(scene);
});

test("Run: the key is the command's ID, the card answers the press, and the question is gone", async () => {
  await using scene = await openScene();
  const { command, question } = await asked(scene);
  const pressed = scene.town.members[0].press(question, RUN);
  const card = await expectDelivered(scene, command.id);
  expect(card.interactionId).toBe(pressed.id);
  expect(card.visibleTo).toBeUndefined();
  expect(textOf(card)).toContain("$0.6165");
  await scene.discord.waitFor(() => question.deleted);
  expect(scene.discord.messages().filter(({ deleted }) => !deleted)).toEqual([card]);
});

test("a second press starts nothing, and leads to the card; after it ran as well", async () => {
  await using scene = await openScene({ mindvideo: { manual: true } });
  const { command, question } = await asked(scene);
  // The question cannot be taken away, so it can be pressed again.
  scene.discord.failNext({ method: "DELETE", route: /original/, status: 500, times: 9 });
  const card = await press(scene, question, RUN);
  const task = await scene.mindvideo.waitFor(() => scene.mindvideo.tasks[0]);
  for (const label of [RUN, `decline:discord:${command.id}`]) {
    const again = await answerTo(scene.town.members[0].press(question, label, { forged: true }));
    expect(again.id).toBe(question.id);
    expect(textOf(again)).toMatch(/running already/);
    expect(textOf(again)).toContain(`https://discord.com/channels/${card.guildId}/${card.channelId}/${card.id}`);
  }
  await task.advance("succeeded");
  await expectDelivered(scene, command.id);
  const after = scene.town.members[0].press(question, `run:discord:${command.id}`, { forged: true });
  expect(textOf(await answerTo(after))).toMatch(/has run already/);
  await expectDelivered(scene, command.id);
});

test("the same press delivered twice is one run with one card", async () => {
  await using scene = await openScene();
  const { command, question } = await asked(scene);
  const pressed = scene.town.members[0].press(question, RUN, { deliverTwice: true });
  const card = await expectDelivered(scene, command.id);
  expect(pressed.deliveries).toBe(2);
  expect(card.interactionId).toBe(pressed.id);
});

test("the same command delivered twice is one question", async () => {
  await using scene = await openScene();
  const command = scene.town.members[0].command(scene.town.channels[0], "r2v", CLIP, { deliverTwice: true });
  await press(scene, await answerTo(command), RUN);
  await expectDelivered(scene, command.id);
  expect(scene.discord.messages()).toHaveLength(2);
});

test("Run and Don't run at once: whatever is said is what happens", async () => {
  await using scene = await openScene();
  const { command, question } = await asked(scene);
  const [member] = scene.town.members;
  const [run, no] = [member.press(question, RUN), member.press(question, NO)];
  const isCallback = ({ route }: { readonly route: string }): boolean => route.endsWith("callback");
  await scene.discord.waitFor(({ requests }) => requests.filter(isCallback).length >= 3);
  await expectDelivered(scene, command.id);
  expect(run.response).toMatchObject({ type: 4, message: { ephemeral: false } });
  // The question may have been taken away before its answer arrived: then the client says that it failed.
  if (no.response?.type === 7) expect(textOf(question)).toContain("running already");
});

test("a press that somebody else forged starts nothing", async () => {
  await using scene = await openScene();
  const { question } = await asked(scene);
  const [, stranger] = scene.town.members;
  for (const label of [RUN, NO]) {
    const told = await answerTo(stranger.press(question, label, { forged: true }));
    expect(told).toMatchObject({ ephemeral: true, visibleTo: stranger.id });
    expect(textOf(told)).toContain("Not yours to answer");
  }
  expect(textOf(question)).toContain(RUN);
  await expectNothing(scene);
});

test("a press from another server starts nothing", async () => {
  await using scene = await openScene();
  const { command } = await asked(scene);
  const elsewhere = scene.discord.addTown();
  const other = await answerTo(elsewhere.members[0].command(elsewhere.channels[0], "r2v", CLIP));
  const forged = elsewhere.members[0].press(other, `run:discord:${command.id}`, { forged: true });
  expect(textOf(await answerTo(forged))).toContain("no longer known");
  await expectNothing(scene);
});

test.each([
  [14 * MINUTE_MS + 59_000, true],
  [15 * MINUTE_MS, false],
])("%d ms after the question a press still runs it: %s", async (ms, runs) => {
  const { clock, scene } = await openStill();
  await using _ = scene;
  const { command, question } = await asked(scene);
  await clock.advance(ms);
  const answer = await press(scene, question, RUN);
  if (runs) {
    expect(answer.ephemeral).toBe(false);
    await scene.mindvideo.waitFor(() => scene.mindvideo.tasks[0]?.idempotencyKey === command.id);
    return;
  }
  expect(answer.ephemeral).toBe(true);
  expect(textOf(answer)).toMatch(/Asked too long ago[\s\S]*Type the command again[\s\S]*nothing was charged/);
  await expectNothing(scene);
});

test("a press after a restart runs what was asked before it, files included", async () => {
  await using stage = await openStage();
  const env = { ...stage.env, CONFIRM_ABOVE: "0.50" };
  const image = { name: "p.png", contentType: "image/png", bytes: new Uint8Array(10), width: 512, height: 512 };
  const { image_with_roles: _, ...values } = CLIP;
  let asking;
  {
    await using _app = await runApp(env, { clock: systemClock });
    asking = await asked(stage, { ...values, image });
  }
  await using _app = await runApp(env, { clock: systemClock });
  await press(stage, asking.question, RUN);
  await expectDelivered(stage, asking.command.id);
  expect(JSON.stringify(stage.mindvideo.tasks[0]?.body)).toContain("p.png");
});

test("a budget that was filled meanwhile refuses with the usual sentence, and nothing is held", async () => {
  await using scene = await openScene({ env: { DEFAULT_GUILD_BUDGET: "0.70" }, mindvideo: { manual: true } });
  const { app, town, mindvideo } = scene;
  const { command, question } = await asked(scene);
  await answerTo(town.members[1].command(town.channels[0], "image", { prompt: "four foxes", n: 4 }));
  const told = await press(scene, question, RUN);
  expect(told.ephemeral).toBe(true);
  expect(textOf(told)).toMatch(/This server may spend \*\*\$0\.70\*\* this month[\s\S]*up to \*\*\$0\.6165\*\*/);
  expect(await app.parts.store.get(`discord:${command.id}`)).toBeNull();
  // Once there is room again the question is as good as before.
  await changeRules(scene, { caps: [{ scope: { kind: "guild" }, period: "month", amount: fromDollars(5) }] });
  expect((await press(scene, question, RUN)).ephemeral).toBe(false);
  await mindvideo.waitFor(() => mindvideo.tasks.length === 2);
  expect(mindvideo.tasks[1]?.idempotencyKey).toBe(command.id);
});

test("rules that changed meanwhile refuse", async () => {
  await using scene = await openScene();
  const { question } = await asked(scene);
  await changeRules(scene, { modelsOff: ["wan2-7-r2v"] });
  const told = await press(scene, question, RUN);
  expect(told.ephemeral).toBe(true);
  expect(textOf(told)).toContain("switched off");
  expect(scene.mindvideo.posts).toEqual([]);
});

test("a price that was learned to be higher meanwhile is asked about anew, in the same place", async () => {
  await using scene = await openScene();
  const { command, question } = await asked(scene);
  const { catalog, prices } = scene.app.parts;
  const { input } = catalog.read("r2v", CLIP as Record<string, string | number>, 0);
  await prices.learn("wan2-7-r2v", input, fromDollars("0.9"));
  const dearer = await press(scene, question, RUN);
  expect(dearer.id).toBe(question.id);
  expect(textOf(dearer)).toContain("Run for up to $0.90");
  await expectNothing(scene);
  await press(scene, dearer, "Run for up to $0.90");
  await expectDelivered(scene, command.id);
  await scene.discord.waitFor(() => question.deleted);
});

test("a file whose link has ended meanwhile is refused as ever", async () => {
  const { clock, scene } = await openStill();
  await using _ = scene;
  const { parts } = scene.app;
  const desk = createDesk(parts, commandSpecs(parts.catalog));
  const [channelId, at] = [scene.town.channels[0].id, clock.now()];
  const reply: ReplyRef = {
    platform: "discord",
    guildId: scene.town.guild.id,
    channelId,
    messageId: null,
    token: "t",
    tokenExpiresAt: at,
    ephemeral: false,
    maxFileBytes: 1,
    extraMessageIds: [],
  };
  const person = { platform: "discord", guildId: scene.town.guild.id, channelId, userId: "1", roleIds: [] } as const;
  const origin = { ...person, interactionId: "77", isAdmin: false, locale: "en-US", at };
  const file = {
    kind: "attachment",
    name: "p.png",
    url: "https://cdn.example/p.png",
    contentType: "image/png",
  } as const;
  const image = { ...file, bytes: 10, width: 512, height: 512, seconds: null, expiresAt: at + 5 * MINUTE_MS };
  const values = { prompt: "图1", resolution: "1080P", duration: 5, image };
  expect((await desk.invoke({ ...origin, command: "r2v", values }, reply)).kind).toBe("question");
  await clock.advance(6 * MINUTE_MS);
  const pressed = desk.press({ ...origin, interactionId: "78", action: "run", generationId: "discord:77" }, reply);
  await expect(pressed).rejects.toMatchObject({
    code: "request.invalid",
    detail: { problems: [{ kind: "file-expired", option: "image" }] },
  });
  await expectNothing(scene);
});

test("Don't run: the question says so in its place, and cannot be answered any more", async () => {
  await using scene = await openScene();
  const { command, question } = await asked(scene);
  const answer = await press(scene, question, NO);
  expect(answer.id).toBe(question.id);
  expect(textOf(answer)).toBe("### Not run. Nothing was charged.");
  const late = scene.town.members[0].press(question, `run:discord:${command.id}`, { forged: true });
  expect(textOf(await answerTo(late))).toContain("Asked too long ago");
  await expectNothing(scene);
});

test("Run again and Edit ask as well", async () => {
  await using scene = await openScene();
  const { town, mindvideo, discord } = scene;
  const [member] = town.members;
  const { command, question } = await asked(scene);
  await press(scene, question, RUN);
  const card = await expectDelivered(scene, command.id);
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
  for (const one of [second, third]) await press(scene, one, RUN);
  await mindvideo.waitFor(() => mindvideo.tasks.length === 3);
  expect(mindvideo.tasks.slice(1).map(({ idempotencyKey }) => idempotencyKey)).toEqual([again.id, sent.id]);
  await discord.waitFor(() => second.deleted && third.deleted);
});

test("what would be refused is refused at once, not asked about", async () => {
  await using scene = await openScene({ env: { DEFAULT_GUILD_BUDGET: "0.61" } });
  expect(textOf((await asked(scene)).question)).toContain("The budget does not cover this");
  const wrong = await answerTo(
    scene.town.members[0].command(scene.town.channels[0], "r2v", { ...CLIP, duration: 99 }, { forged: true }),
  );
  expect(textOf(wrong)).toContain("`duration` must be");
  await changeRules(scene, { modelsOff: ["wan2-7-r2v"] });
  expect(textOf((await asked(scene)).question)).toContain("switched off");
  expect(scene.discord.messages().every(({ ephemeral }) => ephemeral)).toBe(true);
  await expectNothing(scene);
});

test("the guild's own amount counts instead of the operator's, higher and lower", async () => {
  await using scene = await openScene({ mindvideo: { manual: true } });
  await changeRules(scene, { confirmAbove: fromDollars("0.6165") });
  expect((await asked(scene)).question.ephemeral).toBe(false);
  await changeRules(scene, { confirmAbove: fromDollars(0) });
  const cheap = await answerTo(scene.town.members[0].command(scene.town.channels[0], "image", { prompt: "a fox" }));
  expect(textOf(cheap)).toContain("Run for up to $0.0243");
});

test("kill -9 between the press's commit and its answer: one task, and a second press says so", async () => {
  await using stage = await openStage();
  const { discord, mindvideo, town, cards } = stage;
  const env = { ...stage.env, CONFIRM_ABOVE: "0.50" };
  let bot = await startBot(env);
  const { command, question } = await asked(stage);
  const { promise: until, resolve: lose } = Promise.withResolvers<void>();
  const held = discord.failNext({ method: "POST", route: /callback$/, until, drop: "before" });
  const pressed = town.members[0].press(question, RUN);
  await discord.waitFor(() => held.struck === 1);
  await bot.kill();
  lose();
  expect(pressed.response).toBeUndefined();
  bot = await startBot(env);
  await mindvideo.waitFor(() => mindvideo.tasks.length > 0);
  const again = await press(stage, question, RUN);
  expect(again.id).toBe(question.id);
  expect(textOf(again)).toMatch(/already/);
  await discord.waitFor(() => cards().find(isDelivered), { timeoutMs: 20_000 });
  expect(await bot.stop()).toBe(0);
  await expectDelivered(stage, command.id);
});
