// Buttons that somebody forged, or may not press. If one of these fails, one server acts on the runs of another, or
// anybody ends what somebody else is waiting for.

import { expect, test } from "vitest";
import { commandSpecs } from "../../commands/index.ts";
import type { CardAction, RunPress } from "../../src/domain/messages/invocation.ts";
import { createHandlers } from "../../src/handlers/handlers.ts";
import type { GuildRules } from "../../src/domain/money/budget.ts";
import type { Outcome } from "../../src/domain/generation.ts";
import { micros, ZERO } from "../../src/domain/money/money.ts";
import { TerminalError } from "../../src/domain/errors/errors.ts";
import { AWAY, openHarness, SUCCESS } from "../pipeline/harness.ts";
import type { Harness } from "../pipeline/harness.ts";
import { anOrigin } from "../an-origin.ts";

const MADE: Outcome = {
  kind: "made",
  cost: micros(20_000),
  media: [{ kind: "image", url: "https://cdn.example/1.png" }],
  seed: null,
};

/** By the person whose run `aGeneration` is, where it is. */
function pressOf({ clock }: Harness, generationId: string, over: Partial<RunPress> = {}): RunPress {
  return { ...anOrigin({ interactionId: "99", at: clock.now() }), action: "cancel", generationId, ...over };
}

async function open() {
  const harness = await openHarness();
  const { id, reply } = await harness.leave({ kind: "held" });
  const handlers = createHandlers(harness.parts, commandSpecs(harness.parts.catalog));
  const press = async (over: Partial<RunPress>) =>
    await handlers.press(pressOf(harness, id, over), { ...reply, token: "other" });
  return { harness, id, press };
}

const ACTIONS: readonly CardAction[] = ["cancel", "again", "edit"];

test.each(ACTIONS)("a forged %s acts on no run of another server, not even for its admins", async (action) => {
  const { harness, id, press } = await open();
  await using _ = harness;
  const unknown = { code: "generation.unknown" };
  await expect(press({ action, guildId: "11", isAdmin: true })).rejects.toMatchObject(unknown);
  await expect(press({ action, platform: "slack", isAdmin: true })).rejects.toMatchObject(unknown);
  expect((await harness.row(id)).state.kind).toBe("held");
  expect(await harness.parts.store.unfinished()).toHaveLength(1);
});

test("Cancel is its owner's, and an admin's, and nobody else's", async () => {
  const { harness, id, press } = await open();
  await using _ = harness;
  await expect(press({ userId: "31" })).rejects.toMatchObject({ code: "generation.not_yours" });
  expect((await harness.row(id)).state.kind).toBe("held");
  expect(await press({ userId: "31", isAdmin: true })).toMatchObject({
    kind: "redraw",
    card: { status: { kind: "cancelled" } },
  });
  expect(await press({})).toMatchObject({ kind: "redraw", card: { status: { kind: "cancelled" } } });
});

test("once the API may have heard of it, its owner cannot cancel either", async () => {
  const { harness, id, press } = await open();
  await using _ = harness;
  await harness.parts.store.beginSubmission(id, harness.clock.now());
  await expect(press({})).rejects.toMatchObject({ code: "generation.too_late_to_cancel" });
  expect((await harness.row(id)).state.kind).toBe("submitting");
});

test("Run again and Edit are anybody's, at their own cost", async () => {
  const { harness, press } = await open();
  await using _ = harness;
  expect(await press({ action: "edit", userId: "31" })).toMatchObject({
    kind: "form",
    form: { command: "image", values: { prompt: "a red fox" } },
  });
  expect(await press({ action: "again", userId: "31" })).toMatchObject({
    kind: "card",
    card: { userId: "31", generationId: "discord:99" },
  });
});

test("Run again pressed thrice within seconds is one run, of the same person; later it is another", async () => {
  const { harness, press } = await open();
  await using _ = harness;
  const twice = { code: "run.pressed_twice" };
  expect(await press({ action: "again", interactionId: "91" })).toMatchObject({ kind: "card" });
  await expect(press({ action: "again", interactionId: "92" })).rejects.toMatchObject(twice);
  await expect(press({ action: "again", interactionId: "93" })).rejects.toMatchObject(twice);
  // The very press, delivered twice, finds its own run.
  expect(await press({ action: "again", interactionId: "91" })).toMatchObject({ card: { generationId: "discord:91" } });
  expect(await press({ action: "again", interactionId: "94", userId: "31" })).toMatchObject({ kind: "card" });
  await harness.clock.advance(10_000);
  expect(await press({ action: "again", interactionId: "95" })).toMatchObject({ kind: "card" });
  expect(await harness.parts.store.unfinished()).toHaveLength(4);
});

test.each([
  ["the bot is paused", { paused: true }, "guild.paused"],
  ["the bot works elsewhere alone", { channelIds: ["99"] }, "guild.other_channel"],
  ["another role is needed", { roleIds: ["99"] }, "guild.other_role"],
])("a result is not brought where %s", async (_, change, code) => {
  const { harness, id, press } = await open();
  await using _harness = harness;
  await harness.parts.store.settle(id, MADE, harness.clock.now());
  await harness.parts.store.recordDelivered(id, (await harness.row(id)).reply);
  const { platform, guildId, channelId, userId } = anOrigin();
  const at = harness.clock.now();
  const apply = (rules: GuildRules): GuildRules => ({ ...rules, ...change });
  await harness.parts.store.changeRules({ platform, guildId, channelId, userId, at, apply, note: "" });
  await expect(press({ action: "bring" })).rejects.toMatchObject({ code });
  expect((await harness.row(id)).state.kind).toBe("delivered");
});

test("where the operator has not allowed it, nothing is done", async () => {
  const harness = await openHarness();
  await using _ = harness;
  const { id, reply } = await harness.leave({ kind: "held" });
  const policy = { ...harness.parts.policy, allowedGuilds: ["77"] };
  const handlers = createHandlers({ ...harness.parts, policy }, commandSpecs(harness.parts.catalog));
  const refused = { code: "guild.not_allowed" };
  await expect(handlers.press(pressOf(harness, id, { action: "again" }), reply)).rejects.toMatchObject(refused);
  const invocation = { ...anOrigin({ interactionId: "5" }), command: "image", values: { prompt: "a" } };
  await expect(handlers.invoke(invocation, reply)).rejects.toMatchObject(refused);
});

test.each([
  ["member", { member: 1, guild: 10 }, {}, "guild.busy"],
  ["guild", { member: 10, guild: 1 }, { userId: "31" }, "guild.busy"],
] as const)("as many runs as a %s can have at once are enough", async (whose, mostRunning, over, code) => {
  const harness = await openHarness();
  await using _ = harness;
  const { id, reply } = await harness.leave({ kind: "held" });
  const policy = { ...harness.parts.policy, mostRunning };
  const handlers = createHandlers({ ...harness.parts, policy }, commandSpecs(harness.parts.catalog));
  const invocation = { ...anOrigin({ interactionId: "5", ...over }), command: "image", values: { prompt: "a" } };
  await expect(handlers.invoke(invocation, reply)).rejects.toMatchObject({ code, detail: { of: whose, limit: 1 } });
  await harness.parts.store.cancel(id, harness.clock.now());
  expect(await handlers.invoke(invocation, reply)).toMatchObject({ kind: "card" });
});

test("a commit whose answer was lost is told as the run that it is, not as one that never began", async () => {
  const harness = await openHarness();
  await using _ = harness;
  const { reply } = await harness.leave({ kind: "held" });
  const { store } = harness.parts;
  const accept = store.accept.bind(store);
  Object.assign(store, {
    accept: async (...given: Parameters<typeof accept>) => {
      await accept(...given);
      throw AWAY;
    },
  });
  const handlers = createHandlers(harness.parts, commandSpecs(harness.parts.catalog));
  const invocation = { ...anOrigin({ interactionId: "5" }), command: "image", values: { prompt: "a" } };
  expect(await handlers.invoke(invocation, reply)).toMatchObject({ kind: "card", card: { generationId: "discord:5" } });
  harness.fail("accept", AWAY);
  await expect(handlers.invoke({ ...invocation, interactionId: "6" }, reply)).rejects.toBe(AWAY);
});

test("a run that was taken for lost is looked up at a press, and delivered and settled when the API knows it", async () => {
  const { harness, press } = await open();
  await using _ = harness;
  const running = { kind: "running", taskId: "task_1", phase: "queued", since: 0 } as const;
  const { id, hold } = await harness.leave(running, { interactionId: "2" });
  const { store } = harness.parts;
  await store.settle(id, { kind: "lost", cost: ZERO }, harness.clock.now());
  await store.recordDelivered(id, (await harness.row(id)).reply);
  const bring = async () => await press({ action: "bring", generationId: id, interactionId: "77" });
  harness.polls.set(new TerminalError("generator.gone"));
  await expect(bring()).rejects.toMatchObject({ code: "result.unknown" });
  expect((await harness.row(id)).state).toMatchObject({ kind: "delivered", outcome: { kind: "lost" } });
  harness.polls.set(SUCCESS);
  expect(await bring()).toMatchObject({ kind: "brought", card: { status: { kind: "running" } } });
  expect(await harness.carry(id)).toMatchObject({
    state: { kind: "delivered", outcome: { kind: "made" } },
    reply: { token: "other" },
  });
  const entries = await store.ledger(id);
  expect(entries.map(({ kind }) => kind)).toEqual(["hold", "unconfirmed", "settle"]);
  expect(entries.reduce((sum, { held }) => sum + held, 0)).toBe(0);
  expect(entries.at(-1)).toMatchObject({ held: 0 - hold, spent: 20_000 });
});
