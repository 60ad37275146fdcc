// Were this wrong, commands would be lost whenever Slack renews a connection, or the process would die with one.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { micros } from "../../../src/domain/money/money.ts";
import type { Notice } from "../../../src/domain/messages/notice.ts";
import { never, openConnections, openSockets, openSocketStage, tokenOf, turning } from "./connection-harness.ts";

type Rig = Awaited<ReturnType<typeof openSockets>>;

describe("over Socket Mode", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await openSockets();
  });
  afterEach(async () => await rig[Symbol.asyncDispose]());

  const ask = async (): Promise<string> => {
    const [channel] = rig.fixtures.channels;
    return (await rig.fixtures.members[0].command(channel, "/help").acknowledged).type;
  };
  const connected = async (count: number): Promise<void> => {
    await rig.sim.waitFor((sim) => openConnections(sim) === count);
    // Nobody waits for Slack's hello any more.
    await turning(() => rig.clock.sleeping === 0);
  };
  const warned = async (times = 1): Promise<void> => {
    await turning(() => rig.log.of("warn").length >= times);
  };

  test("there are two connections, and a command that comes while one is renewed is answered by the other", async () => {
    const { socket } = rig.sim;
    expect(openConnections(rig.sim)).toBe(2);
    const ids = socket.connections.map(({ id }) => id);
    for (const id of ids) {
      socket.refresh(id);
      expect(openConnections(rig.sim)).toBe(1);
      expect(await ask()).toBe("message");
      await connected(2);
      await rig.clock.advance(60_000);
    }
    expect(rig.handlers.invoked).toHaveLength(2);
    expect(rig.sim.interactions.map(({ failure, deliveries }) => [failure, deliveries])).toEqual([
      [undefined, 1],
      [undefined, 1],
    ]);
  });

  test("both are there again after both were cut", async () => {
    rig.sim.socket.drop();
    await rig.sim.waitFor((sim) => openConnections(sim) === 0);
    await connected(2);
    expect(await ask()).toBe("message");
  });

  test("a connection that cannot be opened again is tried until it can", async () => {
    const fault = rig.sim.failNext({ method: "apps.connections.open", status: 503, times: 3 });
    rig.sim.socket.drop(rig.sim.socket.connections[0]?.id);
    await rig.sim.waitFor(() => fault.applied === 1);
    expect(await ask()).toBe("message");
    for (const attempt of [1, 2, 3]) {
      await warned(attempt);
      expect(openConnections(rig.sim)).toBe(1);
      await rig.clock.advance(8_000);
    }
    await connected(2);
    expect(fault.applied).toBe(3);
  });

  test("an app token that is refused later ends nothing, and is tried again after five minutes", async () => {
    const fault = rig.sim.failNext({ method: "apps.connections.open", error: "invalid_auth" });
    rig.sim.socket.refresh(rig.sim.socket.connections[0]?.id);
    await rig.sim.waitFor(() => fault.applied === 1);
    await warned();
    expect(await ask()).toBe("message");
    await rig.clock.advance(299_000);
    expect(openConnections(rig.sim)).toBe(1);
    await rig.clock.advance(3_000);
    await connected(2);
    expect(rig.log.of("warn").join()).toContain("SLACK_APP_TOKEN");
  });

  test("a limit on opening connections is waited for as long as Slack says", async () => {
    const headers = { "Retry-After": "40" };
    const fault = rig.sim.failNext({ method: "apps.connections.open", error: "ratelimited", headers });
    rig.sim.socket.drop(rig.sim.socket.connections[1]?.id);
    await rig.sim.waitFor(() => fault.applied === 1);
    await warned();
    await rig.clock.advance(39_000);
    expect(openConnections(rig.sim)).toBe(1);
    await rig.clock.advance(3_000);
    await connected(2);
  });

  test("what is being answered is answered before the process ends", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    rig.handlers.before = async () => await promise;
    const answered = ask();
    await turning(() => rig.handlers.invoked.length === 1);
    const disposed = rig.slack()[Symbol.asyncDispose]();
    resolve();
    expect(await answered).toBe("message");
    await disposed;
    await rig.sim.waitFor((sim) => openConnections(sim) === 0);
  });

  test("a workspace whose token we do not have is told so, and nothing is started for it", async () => {
    const other = rig.sim.addFixtures({ name: "Other" });
    const said = await other.members[0].command(other.channels[0], "/image", "a red fox").acknowledged;
    expect(said).toMatchObject({ type: "message", message: { ephemeral: true } });
    expect(JSON.stringify(said)).toContain("Not in this workspace");
    expect(rig.handlers.invoked).toEqual([]);
    expect(rig.sim.requests.filter(({ workspaceId }) => workspaceId === other.workspace.id)).toEqual([]);
  });

  test("an uninstalled workspace's work ends, whatever else Slack says of it", async () => {
    const { id } = rig.fixtures.workspace;
    rig.sim.uninstall(rig.fixtures.workspace);
    await rig.sim.waitFor(({ interactions }) => interactions.every(({ response }) => response));
    await warned();
    const before = rig.sim.requests.length;
    const place = { guildId: id, channelId: rig.fixtures.channels[0].id };
    await expect(rig.slack().notify(place, NOTICE, never())).rejects.toMatchObject({
      name: "TerminalError",
      code: "reply.unreachable",
    });
    expect(rig.sim.requests).toHaveLength(before);
  });

  test("the log has no token, no response URL and no ticket of a connection", async () => {
    await ask();
    rig.sim.failNext({ method: "apps.connections.open", drop: "before", times: 2 });
    rig.sim.socket.drop();
    await warned(2);
    await rig.clock.advance(8_000);
    await connected(2);
    const secrets = [rig.sim.appToken, tokenOf(rig.fixtures.workspace), rig.sim.interactions[0]?.responseUrl ?? "?"];
    for (const secret of [...secrets, "ticket="]) expect(rig.log.lines.join("\n")).not.toContain(secret);
  });
});

const NOTICE: Notice = {
  key: "charged",
  kind: "charged-above",
  modelTitle: "Fox",
  userId: "U1",
  hold: micros(1),
  cost: micros(2),
};

describe("starting", () => {
  test.each([
    ["the app's token", { appToken: "xapp-1-wrong" }, ["SLACK_APP_TOKEN"]],
    ["the bot's token", { botToken: "xoxb-wrong" }, ["SLACK_BOT_TOKEN"]],
    ["both", { appToken: "xapp-1-wrong", botToken: "xoxb-wrong" }, ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]],
  ])("without %s ends with their names", async (_, change, variables) => {
    const { create, handlers, sim } = await openSocketStage();
    await using _sim = sim;
    sim.addFixtures();
    await using slack = create(change);
    await expect(slack.start(handlers, never())).rejects.toMatchObject({
      name: "TerminalError",
      code: "slack.unauthorized",
      detail: { variables },
    });
  });

  test("while Slack says nothing can be given up", async () => {
    const { create, handlers, sim } = await openSocketStage();
    await using _sim = sim;
    sim.addFixtures();
    const held = Promise.withResolvers<void>();
    const fault = sim.failNext({ until: held.promise, times: 3 });
    await using slack = create();
    const stop = new AbortController();
    const started = slack.start(handlers, stop.signal);
    await sim.waitFor(() => fault.applied === 3);
    stop.abort();
    await expect(started).resolves.toBeUndefined();
    held.resolve();
  });

  test("without a network says that Slack cannot be reached", async () => {
    const { create, handlers, sim } = await openSocketStage();
    await using _sim = sim;
    await using slack = create({ apiUrl: "http://127.0.0.1:54321/api", botToken: "xoxb-x" });
    await expect(slack.start(handlers, never())).rejects.toMatchObject({
      name: "RetryableError",
      code: "slack.unreachable",
      detail: { network: "ECONNREFUSED" },
    });
  });

  test("a bot that is allowed less than it needs says what is missing", async () => {
    const { create, handlers, log, sim } = await openSocketStage();
    await using _sim = sim;
    sim.addFixtures({ scopes: ["commands", "chat:write", "users:read"] });
    await using slack = create();
    await slack.start(handlers, never());
    expect(log.of("warn").join()).toContain('["channels:join","files:write","files:read","im:write"]');
  });
});
