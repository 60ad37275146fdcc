// Were this wrong, the bot would be tested with commands that no workspace ever sends.
import type { SlashCommand } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ClientRefusal } from "../../../sim/slack/simulator.ts";
import { openBolt, openHarness, section, startHttpBot, startSocketBot, type Harness } from "./harness.ts";

describe.each([
  ["over a socket", startSocketBot],
  ["by signed requests", startHttpBot],
])("Bolt %s", (_name, start) => {
  test("gets a command with all that Slack says of it, and answers", async () => {
    await using bolt = await openBolt(start);
    const { bot, workspace, channels, members, sim } = bolt;
    const heard: SlashCommand[] = [];
    bot.app.command("/draw", async ({ ack, command }) => {
      heard.push(command);
      await ack({ text: "Queued", blocks: [section("*Queued*")] as never });
    });
    const handle = members[0].command(channels[0], "/draw", 'a <red> fox & "so" on');
    expect(await handle.acknowledged).toMatchObject({
      type: "message",
      message: {
        text: "Queued",
        blocks: [section("*Queued*")],
        origin: "response",
        ephemeral: true,
        visibleTo: members[0].id,
        interactionId: handle.id,
      },
    });
    expect(handle).toMatchObject({ kind: "command", name: "/draw", deliveries: 1, failure: undefined });
    expect(heard).toEqual([
      {
        token: expect.any(String),
        team_id: workspace.id,
        team_domain: "atelier",
        channel_id: channels[0].id,
        channel_name: "studio",
        user_id: members[0].id,
        user_name: "bo",
        command: "/draw",
        text: 'a &lt;red&gt; fox &amp; "so" on',
        api_app_id: sim.appId,
        is_enterprise_install: "false",
        response_url: handle.responseUrl,
        trigger_id: handle.triggerId,
      },
    ]);
  });

  test("may get one command twice, and answers count once", async () => {
    await using bolt = await openBolt(start);
    const { bot, channels, members, sim } = bolt;
    const triggers: string[] = [];
    bot.app.command("/draw", async ({ ack, command }) => {
      triggers.push(command.trigger_id);
      await ack(`answer ${triggers.length}`);
    });
    const handle = members[0].command(channels[0], "/draw", "a fox", { deliverTwice: true });
    await sim.waitFor(() => handle.answers === 2);
    expect(triggers).toEqual([handle.triggerId, handle.triggerId]);
    expect(handle).toMatchObject({ deliveries: 2, response: { type: "message" } });
    expect(sim.messages()).toMatchObject([{ text: "answer 1" }]);
    sim.redeliver(handle);
    await sim.waitFor(() => handle.answers === 3);
    expect(triggers[2]).toBe(handle.triggerId);
  });

  test("shows everybody a command that it answers in the channel", async () => {
    await using bolt = await openBolt(start);
    const { bot, channels, members, sim } = bolt;
    bot.app.command("/draw", async ({ ack, command }) => {
      await ack({ response_type: "in_channel", ...(command.text === "aloud" && { text: "Here" }) });
    });
    expect(await members[0].command(channels[0], "/draw", "aloud").acknowledged).toMatchObject({ type: "message" });
    expect(await members[0].command(channels[0], "/draw", "alone").acknowledged).toMatchObject({ type: "empty" });
    expect(sim.messages().map(({ origin, text, ephemeral }) => [origin, text, ephemeral])).toEqual([
      ["typed", "/draw aloud", false],
      ["response", "Here", false],
      ["typed", "/draw alone", false],
    ]);
  });

  test("has three seconds by the clock, and a late answer is none", async () => {
    await using harness = await openHarness();
    const { sim, clock, fixtures } = harness;
    await using bot = await start(sim, fixtures.workspace);
    const gate = Promise.withResolvers<void>();
    bot.app.command("/draw", async ({ ack }) => {
      await gate.promise;
      await ack("late");
    });
    const handle = harness.draw();
    await sim.waitFor(() => handle.deliveries === 1);
    clock.advance(3_001);
    gate.resolve();
    await sim.waitFor(() => handle.failure);
    expect(handle).toMatchObject({ failure: "operation_timeout", response: undefined });
    expect(sim.messages()).toEqual([]);
  });

  test("is told when what it answers cannot be shown", async () => {
    await using bolt = await openBolt(start);
    const { bot, channels, members, sim } = bolt;
    bot.app.command("/draw", async ({ ack }) => await ack({ text: "x", blocks: [{ type: "section" }] as never }));
    const handle = members[0].command(channels[0], "/draw");
    await sim.waitFor(() => handle.failure);
    expect(handle.failure).toBe("invalid_response");
    expect(sim.messages()).toEqual([]);
  });
});

describe("the client", () => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await openHarness();
  });
  afterEach(async () => await harness[Symbol.asyncDispose]());

  test("offers what the manifest has, where the person may type", () => {
    const { fixtures, sim } = harness;
    const [bo] = fixtures.members;
    const secret = sim.addChannel(fixtures.workspace, { name: "secret", kind: "private", members: [fixtures.admin] });
    const closed = sim.addChannel(fixtures.workspace, { name: "closed", isArchived: true });
    expect(() => bo.command(fixtures.channels[0], "/paint")).toThrow(ClientRefusal);
    expect(() => bo.command(secret, "/draw")).toThrow("Bo is not in secret");
    expect(() => bo.command(closed, "/draw")).toThrow("closed is archived");
    expect(() => bo.command({ id: "C0NOTHING" }, "/draw")).toThrow("nothing with the id");
    sim.changeMember(bo, { deleted: true });
    expect(() => bo.command(fixtures.channels[0], "/draw")).toThrow("deactivated");
    sim.uninstall(fixtures.workspace);
    expect(() => fixtures.admin.command(secret, "/draw")).toThrow("not installed");
    expect(sim.interactions.filter(({ kind }) => kind === "command")).toEqual([]);
  });

  test("names direct messages and private channels as Slack does", () => {
    const { fixtures, sim } = harness;
    const [bo, cy] = fixtures.members;
    const secret = sim.addChannel(fixtures.workspace, { name: "secret", kind: "private", members: [bo] });
    const nameIn = (channel: { id: string }): unknown => bo.command(channel, "/draw").payload["channel_name"];
    expect(nameIn(sim.addDirectMessage(bo, cy))).toBe("directmessage");
    expect(nameIn(secret)).toBe("privategroup");
    expect(nameIn(fixtures.channels[1])).toBe("gallery");
  });

  test("turns mentions into ids where the manifest asks for it", () => {
    const { fixtures, sim } = harness;
    const [bo] = fixtures.members;
    const said = "@cy in #gallery and #nowhere: https://e.org/?a=1&b=2";
    const textOf = (): unknown => bo.command(fixtures.channels[0], "/draw", said).payload["text"];
    expect(textOf()).toBe("@cy in #gallery and #nowhere: https://e.org/?a=1&amp;b=2");
    sim.setManifest({
      display_information: { name: "Atelier" },
      features: { slash_commands: [{ command: "/draw", description: "Draws", should_escape: true }] },
      oauth_config: { scopes: { bot: ["commands"] } },
      settings: { socket_mode_enabled: true },
    });
    expect(textOf()).toBe(
      `<@${fixtures.members[1].id}|cy> in <#${fixtures.channels[1].id}|gallery> and #nowhere: <https://e.org/?a=1&amp;b=2>`,
    );
  });

  test("says so when nobody takes the command", () => {
    expect(harness.draw()).toMatchObject({ failure: "dispatch_failed", deliveries: 0, response: undefined });
  });
});
