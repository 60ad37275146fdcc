// What only Slack asks of an answer: three seconds, one acknowledgement, a trigger that dies, and payloads that arrive twice.

import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/domain/errors/errors.ts";
import { picture, publicOnes, ran, running, signal, sole } from "../contract/fixtures.ts";
import { inTime } from "./calm.ts";
import { openSlack } from "./harness.ts";
import type { SlackHarness } from "./harness.ts";
import { textOf } from "./seen.ts";

const methods = ({ sim }: SlackHarness, from = 0): readonly string[] =>
  sim.requests.slice(from).map(({ method }) => method);

describe("a command", () => {
  test("becomes one message of the bot's own, which everybody sees", async () => {
    await using at = await openSlack();
    const before = at.sim.requests.length;
    await at.person.type("image", { prompt: "a red fox" });

    expect(methods(at, before)).toEqual(["chat.postMessage"]);
    expect(at.messages()).toMatchObject([{ origin: "bot", ephemeral: false, channelId: at.fixtures.channels[0].id }]);
  });

  test("says what the domain needs: whose it is, where, and until when the person can be told alone", async () => {
    await using at = await openSlack();
    await at.person.type("image", { prompt: "x" });
    const [{ invocation, reply } = {}] = at.handlers.invoked;
    const { fixtures, sim, clock } = at;

    expect(invocation).toMatchObject({
      platform: "slack",
      interactionId: `${sim.appId}:${fixtures.workspace.id}:${sim.interactions[0]?.triggerId}`,
      guildId: fixtures.workspace.id,
      channelId: fixtures.channels[0].id,
      channelName: "studio",
      userId: fixtures.members[0].id,
      userName: "bo",
      roleIds: [],
      isAdmin: false,
      at: clock.now(),
    });
    expect(reply).toMatchObject({
      messageId: null,
      token: sim.interactions[0]?.responseUrl,
      tokenExpiresAt: clock.now() + 29.5 * 60_000,
    });
  });

  test("for a page says whether an admin asks; nobody else waits for that", async () => {
    await using at = await openSlack();
    const { admin, channels, members } = at.fixtures;
    for (const person of [admin, members[0]]) await person.command(channels[0], "/help").acknowledged;
    await at.person.type("image", { prompt: "x" });

    expect(at.handlers.invoked.map(({ invocation }) => invocation.isAdmin)).toEqual([true, false, false]);
    expect(methods(at).filter((method) => method === "users.info")).toHaveLength(2);
  });

  test("that takes long is acknowledged in time, and the answer comes when it is there", async () => {
    await using at = await openSlack();
    const [asked, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    at.handlers.before = async () => {
      asked.resolve();
      await gate.promise;
    };
    const [bo] = at.fixtures.members;
    const handle = bo.command(at.fixtures.channels[0], "/help");
    await asked.promise;
    await at.clock.advance(2_500);
    expect(await handle.acknowledged).toMatchObject({ type: "empty" });
    gate.resolve();
    await at.sim.waitFor(() => at.messages().length > 0);

    expect(at.seen()).toMatchObject([{ onlyFor: bo.id }]);
    expect(at.seen()[0]?.text).toContain("/image");
  });

  test("that arrives again once its card stands changes nothing, in another process neither (P2)", async () => {
    await using at = await openSlack();
    await at.person.type("image", { prompt: "a red fox" });
    const [interaction] = at.sim.interactions;
    if (interaction === undefined) throw new Error("no interaction");
    at.sim.redeliver(interaction);
    await at.sim.waitFor(() => interaction.answers === 2);
    await at.restart();
    at.sim.redeliver(interaction);
    await at.sim.waitFor(() => interaction.answers === 3);

    await at.restart();
    expect(at.handlers.invoked).toHaveLength(3);
    expect(at.messages().map(({ revisions }) => revisions.length)).toEqual([1]);
  });

  test("whose card Slack was too busy for gets it with the progress (P6)", async () => {
    await using at = await openSlack();
    at.sim.failNext({ method: "chat.postMessage", status: 503 });
    const [bo] = at.fixtures.members;
    const handle = bo.command(at.fixtures.channels[0], "/image", "a red fox");
    await handle.acknowledged;
    await expect.poll(() => at.log.of("warn").join()).toContain("reply.busy");
    expect(at.messages()).toEqual([]);
    const run = at.runOf(handle);
    const reply = await inTime(
      at,
      at.platform.show(at.handlers.reply(run), at.handlers.card(run, running("queued")), signal),
    );

    expect(at.messages()).toMatchObject([{ ts: reply.messageId }]);
  });

  test("whose progress comes before its card is one message all the same", async () => {
    await using at = await openSlack();
    const slow = Promise.withResolvers<void>();
    at.sim.failNext({ method: "chat.postMessage", until: slow.promise });
    const [bo] = at.fixtures.members;
    const handle = bo.command(at.fixtures.channels[0], "/image", "a red fox");
    const run = at.runOf(handle);
    await at.sim.waitFor(() => at.handlers.replies.has(run));
    const early = at.platform.show(at.handlers.reply(run), at.handlers.card(run, running("queued")), signal);
    slow.resolve();
    const [shown] = await inTime(at, Promise.all([early, at.handlers.toldOf(run)]));

    expect(at.messages()).toMatchObject([{ ts: shown.messageId }]);
    expect(at.handlers.reply(run).messageId).toBe(shown.messageId);
    expect(sole(at.seen()).text).toContain("queued");
  });

  test("that nobody knows is refused, and so are flags that nobody knows", async () => {
    await using at = await openSlack({ commands: ["/image", "/paint"] });
    const [bo] = at.fixtures.members;
    await bo.command(at.fixtures.channels[0], "/paint", "a fox").acknowledged;
    await bo.command(at.fixtures.channels[0], "/image", "a fox --siez 1:1").acknowledged;

    expect(at.handlers.invoked).toEqual([]);
    expect(at.seen().map(({ onlyFor }) => onlyFor)).toEqual([bo.id, bo.id]);
    expect(at.seen()[1]?.text).toMatch(/siez[\s\S]*size/);
  });
});

describe("an orphan, which a process left that died before it noted its card", () => {
  test("shows how the run stands once somebody presses a button of it", async () => {
    await using at = await openSlack();
    const run = await ran(at);
    const orphan = sole(at.seen());
    const { reply } = await (
      await at.restart()
    ).deliver({ ...run.delivery([]), reply: { ...run.reply(), messageId: null } }, signal);
    at.handlers.replies.set(run.id, reply);
    expect(publicOnes(at.seen())).toHaveLength(2);
    at.handlers.refusal = new UserError("generation.too_late_to_cancel");
    at.handlers.standingCard = at.handlers.card(run.id, { kind: "cancelled" }, ["again"]);
    await at.person.press(orphan, "Cancel");
    await at.sim.waitFor(() => at.seen().some(({ id, buttons }) => id === orphan.id && buttons[0] === "Run again"));

    expect(at.seen().find(({ id }) => id === orphan.id)?.text).toContain("cancelled");
    expect(at.seen().some(({ onlyFor, text }) => onlyFor !== undefined && text.includes("Too late"))).toBe(true);
  });

  test("but a card of another workspace's run shows nothing", async () => {
    await using at = await openSlack();
    const run = await ran(at);
    const orphan = sole(at.seen());
    at.handlers.replies.set(run.id, { ...run.reply(), guildId: "T0OTHER", messageId: "1.1" });
    at.handlers.refusal = new UserError("generation.unknown");
    await at.person.press(orphan, "Cancel");

    expect(sole(at.seen()).edits).toBe(0);
  });
});

test("a press that arrives twice is answered once on the outside: one card more", async () => {
  await using at = await openSlack();
  const run = await ran(at);
  await at.platform.deliver(run.delivery([picture(1)]), signal);
  const [card] = at.messages();
  if (card === undefined) throw new Error("no card");
  const handle = at.fixtures.members[0].press(card, "Run again", { deliverTwice: true });
  await at.sim.waitFor(() => handle.answers === 2);
  await at.handlers.toldOf(at.runOf(handle));
  expect(at.handlers.pressed).toHaveLength(2);
  await at.restart();

  expect(publicOnes(at.seen())).toHaveLength(2);
});

test("a question that cannot be taken away does not keep the run from its card", async () => {
  await using at = await openSlack();
  at.handlers.asksFirst = true;
  await at.person.type("image", { prompt: "a red fox" });
  const [question] = at.seen();
  if (question === undefined) throw new Error("no question");
  at.sim.failNext({ method: "response_url", status: 500 });
  await at.person.press(question, "Run for up to $0.6165");

  expect(publicOnes(at.seen())).toHaveLength(1);
});

test("a button of a version that had others is refused, and one that only leads somewhere does nothing", async () => {
  await using at = await openSlack();
  const run = await ran(at);
  const button = { type: "button", text: { type: "plain_text", text: "Old" }, action_id: "old", value: "old:1" };
  const away = { ...button, text: { type: "plain_text", text: "Away" }, action_id: "away", url: "https://example.com" };
  const { value: _, ...link } = away;
  await say(at, { channel: run.reply().channelId, text: "x", blocks: [{ type: "actions", elements: [button, link] }] });
  const [, message] = at.messages();
  if (message === undefined) throw new Error("no message");
  await at.fixtures.members[0].press(message, "Away").acknowledged;
  at.fixtures.members[0].press(message, "Old");
  const told = await at.sim.waitFor(() => at.seen().find(({ onlyFor }) => onlyFor !== undefined));

  expect(told.text).toContain("no longer known");
  expect(at.handlers.pressed).toEqual([]);
  expect(at.log.of("error")).toEqual([]);
});

/** As another version of the bot would. */
async function say({ sim, fixtures }: SlackHarness, args: object): Promise<void> {
  await fetch(`${sim.apiUrl}chat.postMessage`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${fixtures.workspace.installation?.botToken}`,
      "content-type": "application/json; charset=utf-8",
    },
    body: JSON.stringify(args),
  });
}

test("nothing secret is in the log, and nothing that was typed", async () => {
  await using at = await openSlack();
  at.sim.failNext({ method: "chat.postMessage", status: 503 });
  at.sim.failNext({ method: "response_url", status: 500 });
  const [bo] = at.fixtures.members;
  await bo.command(at.fixtures.channels[0], "/image", "a very private fox").acknowledged;
  await expect.poll(() => at.log.of("warn")).toHaveLength(1);

  const everything = at.log.lines.join("\n");
  for (const secret of [...at.secrets(), "very private fox"]) expect(everything).not.toContain(secret);
  expect(at.messages().map(textOf)).toEqual([]);
});
