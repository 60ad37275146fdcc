// Commands are typed where the bot is not. If this breaks: somebody pays for a result that is shown nowhere, and nobody says
// why.

import { expect, test } from "vitest";
import { picture, shas, made, shrink, signal } from "../contract/fixtures.ts";
import type { MediaFile } from "../../../src/domain/media.ts";
import { openSlack } from "./harness.ts";
import type { SlackHarness } from "./harness.ts";
import { textOf } from "./seen.ts";

interface Place {
  readonly id: string;
}

/** A run that was started there, once the bot knows where its card stands. */
async function ranIn(at: SlackHarness, channel: Place): Promise<string> {
  const handle = at.fixtures.members[0].command(channel, "/image", "a red fox");
  await handle.acknowledged;
  const run = at.runOf(handle);
  await at.handlers.toldOf(run);
  return run;
}

const deliver = async (at: SlackHarness, run: string, files: readonly MediaFile[]) =>
  await at.platform.deliver(
    {
      reply: at.handlers.reply(run),
      card: at.handlers.card(run, made(files.length), ["again"]),
      files,
      shrink,
      record: async (reply) => void at.handlers.replies.set(run, reply),
    },
    signal,
  );

const errors = ({ sim }: SlackHarness): readonly (string | undefined)[] =>
  sim.requests.flatMap(({ error }) => (error === undefined ? [] : [error]));

test("a public channel without the bot is joined, and the card and its media stand there", async () => {
  const scopes = ["commands", "chat:write", "channels:join", "files:read", "files:write", "im:write", "users:read"];
  await using at = await openSlack({ scopes });
  const { sim, fixtures } = at;
  const open = sim.addChannel(fixtures.workspace, { name: "open", botIsMember: false });
  const run = await ranIn(at, open);
  expect(at.handlers.reply(run)).toMatchObject({ channelId: open.id });
  await deliver(at, run, [picture(1)]);

  expect(sim.messages(open.id).map(({ files }) => files.length)).toEqual([0, 1]);
  expect(at.seen().map(({ onlyFor }) => onlyFor)).toEqual([undefined]);
  expect(errors(at)).toEqual(["not_in_channel"]);
});

test("where the bot may post without being a member it joins for the files", async () => {
  const scopes = ["commands", "chat:write", "chat:write.public", "channels:join", "files:read", "files:write"];
  await using at = await openSlack({ scopes });
  const { sim, fixtures } = at;
  const open = sim.addChannel(fixtures.workspace, { name: "open", botIsMember: false });
  const run = await ranIn(at, open);
  const { attached } = await deliver(at, run, [picture(1)]);

  expect(attached).toBe(1);
  expect(sim.messages(open.id).map(({ files }) => files.length)).toEqual([0, 1]);
});

test.each(["a private channel", "a direct message between people", "an archived channel"])(
  "%s without the bot: the person is told, and the run is in their direct message with the bot",
  async (kind) => {
    await using at = await openSlack();
    const { sim, fixtures } = at;
    const [bo, cy] = fixtures.members;
    const channel =
      kind === "a direct message between people"
        ? sim.addDirectMessage(bo, cy)
        : sim.addChannel(fixtures.workspace, { name: "secret", kind: "private", members: [bo], botIsMember: false });
    const handle = bo.command(channel, "/image", "a red fox");
    if (kind === "an archived channel") sim.changeChannel(channel, { isArchived: true, botIsMember: true });
    await handle.acknowledged;
    const run = at.runOf(handle);
    await at.handlers.toldOf(run);
    await deliver(at, run, [picture(1)]);

    const [told, ...others] = sim.messages(channel.id);
    expect(others).toEqual([]);
    expect(told).toMatchObject({ visibleTo: bo.id });
    expect(told === undefined ? "" : textOf(told)).toMatch(/direct message with the bot[\s\S]*\/invite/);
    const direct = at.handlers.reply(run).channelId;
    expect(sim.channels.find(({ id }) => id === direct)).toMatchObject({ kind: "im" });
    const [card, media] = sim.messages(direct);
    expect(card?.threadTs).toBeUndefined();
    expect(media).toMatchObject({ threadTs: card?.ts, files: [{ name: "fox-1.png" }] });
    expect(card === undefined ? "" : textOf(card)).toContain("$0.0243");
  },
);

test("a run that is repeated by a press in the direct message stays there", async () => {
  await using at = await openSlack();
  const [bo, cy] = at.fixtures.members;
  const run = await ranIn(at, at.sim.addDirectMessage(bo, cy));
  await deliver(at, run, []);
  const direct = at.handlers.reply(run).channelId;
  const [card] = at.sim.messages(direct);
  if (card === undefined) throw new Error("no card");
  const press = bo.press(card, "Run again");
  await at.handlers.toldOf(at.runOf(press));

  expect(at.handlers.reply(at.runOf(press)).channelId).toBe(direct);
  expect(at.sim.messages(direct)).toHaveLength(2);
});

test("where not even a direct message is possible the person alone is told, with links to the results (P6)", async () => {
  await using at = await openSlack();
  const { sim, fixtures } = at;
  const [bo, cy] = fixtures.members;
  sim.failNext({ method: "conversations.open", error: "cannot_dm_bot", times: 9 });
  const channel = sim.addDirectMessage(bo, cy);
  const handle = bo.command(channel, "/image", "a red fox");
  const first = await sim.waitFor(() => sim.messages(channel.id)[0]);
  expect(first).toMatchObject({ visibleTo: bo.id });
  expect(textOf(first)).toContain("starting");
  const { attached } = await deliver(at, at.runOf(handle), [picture(1)]);

  expect(attached).toBe(0);
  const last = sim.messages(channel.id).at(-1);
  expect(last).toMatchObject({ visibleTo: bo.id });
  expect(last === undefined ? "" : textOf(last)).toContain("https://media.example/fox-1.png?sig=abc");
});

test("and later than Slack lets one answer the result is kept, not delivered", async () => {
  await using at = await openSlack();
  const { sim, fixtures, clock } = at;
  const [bo, cy] = fixtures.members;
  sim.failNext({ method: "conversations.open", error: "cannot_dm_bot", times: 9 });
  const handle = bo.command(sim.addDirectMessage(bo, cy), "/image", "a red fox");
  await sim.waitFor(() => sim.messages().length > 0);
  await clock.advance(at.authorityMs);

  await expect(deliver(at, at.runOf(handle), [picture(1)])).rejects.toMatchObject({ code: "reply.unreachable" });
});

test("a bot that was taken out of a channel brings the result in a direct message (P5)", async () => {
  await using at = await openSlack();
  const { sim, fixtures } = at;
  const [bo] = fixtures.members;
  const secret = sim.addChannel(fixtures.workspace, { name: "secret", kind: "private", members: [bo] });
  const run = await ranIn(at, secret);
  expect(at.handlers.reply(run).channelId).toBe(secret.id);
  sim.changeChannel(secret, { botIsMember: false });
  await deliver(at, run, [picture(1)]);

  const direct = at.handlers.reply(run).channelId;
  expect(direct).not.toBe(secret.id);
  expect(shas(sim.messages(direct).flatMap(({ files }) => files))).toEqual(shas([picture(1)]));
  expect(errors(at)).toContain("channel_not_found");
});

test("what is asked in a direct message with the bot is answered there", async () => {
  await using at = await openSlack();
  const { sim, fixtures } = at;
  const [bo] = fixtures.members;
  const direct = sim.addDirectMessage(bo, { ...bo, id: fixtures.workspace.installation?.botUserId ?? "" });
  const run = await ranIn(at, direct);
  await deliver(at, run, [picture(1)]);

  expect(sim.messages().map(({ channelId }) => channelId)).toEqual([direct.id, direct.id]);
});
