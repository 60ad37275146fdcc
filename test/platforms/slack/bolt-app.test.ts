// Were this wrong, commands would be lost whenever Slack renews a connection, or the process would die with one.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { micros } from "../../../src/domain/money/money.ts";
import type { Notice } from "../../../src/domain/messages/notice.ts";
import { never, openConnections, openSockets, prepareSockets, tokenOf, turning } from "./connection-harness.ts";

type Harness = Awaited<ReturnType<typeof openSockets>>;

describe("over Socket Mode", () => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await openSockets();
  });
  afterEach(async () => await harness[Symbol.asyncDispose]());

  const ask = async (): Promise<string> => {
    const [channel] = harness.fixtures.channels;
    return (await harness.fixtures.members[0].command(channel, "/help").acknowledged).type;
  };
  const connected = async (count: number): Promise<void> => {
    await harness.sim.waitFor((sim) => openConnections(sim) === count);
    // Nobody waits for Slack's hello any more.
    await turning(() => harness.clock.sleeping === 0);
  };
  const warned = async (times = 1): Promise<void> => {
    await turning(() => harness.log.of("warn").length >= times);
  };

  test("there are two connections, and a command that comes while one is renewed is answered by the other", async () => {
    const { socket } = harness.sim;
    expect(openConnections(harness.sim)).toBe(2);
    const ids = socket.connections.map(({ id }) => id);
    for (const id of ids) {
      socket.refresh(id);
      expect(openConnections(harness.sim)).toBe(1);
      expect(await ask()).toBe("message");
      await connected(2);
      await harness.clock.advance(60_000);
    }
    expect(harness.handlers.invoked).toHaveLength(2);
    expect(harness.sim.interactions.map(({ failure, deliveries }) => [failure, deliveries])).toEqual([
      [undefined, 1],
      [undefined, 1],
    ]);
  });

  test("both are there again after both were cut", async () => {
    harness.sim.socket.drop();
    await harness.sim.waitFor((sim) => openConnections(sim) === 0);
    await connected(2);
    expect(await ask()).toBe("message");
  });

  test("a connection that cannot be opened again is tried until it can", async () => {
    const fault = harness.sim.failNext({ method: "apps.connections.open", status: 503, times: 3 });
    harness.sim.socket.drop(harness.sim.socket.connections[0]?.id);
    await harness.sim.waitFor(() => fault.applied === 1);
    expect(await ask()).toBe("message");
    for (const attempt of [1, 2, 3]) {
      await warned(attempt);
      expect(openConnections(harness.sim)).toBe(1);
      await harness.clock.advance(8_000);
    }
    await connected(2);
    expect(fault.applied).toBe(3);
  });

  test("an app token that is refused later ends nothing, and is tried again after five minutes", async () => {
    const fault = harness.sim.failNext({ method: "apps.connections.open", error: "invalid_auth" });
    harness.sim.socket.refresh(harness.sim.socket.connections[0]?.id);
    await harness.sim.waitFor(() => fault.applied === 1);
    await warned();
    expect(await ask()).toBe("message");
    await harness.clock.advance(299_000);
    expect(openConnections(harness.sim)).toBe(1);
    await harness.clock.advance(3_000);
    await connected(2);
    expect(harness.log.of("warn").join()).toContain("SLACK_APP_TOKEN");
  });

  test("a limit on opening connections is waited for as long as Slack says", async () => {
    const headers = { "Retry-After": "40" };
    const fault = harness.sim.failNext({ method: "apps.connections.open", error: "ratelimited", headers });
    harness.sim.socket.drop(harness.sim.socket.connections[1]?.id);
    await harness.sim.waitFor(() => fault.applied === 1);
    await warned();
    await harness.clock.advance(39_000);
    expect(openConnections(harness.sim)).toBe(1);
    await harness.clock.advance(3_000);
    await connected(2);
  });

  test("what is being answered is answered before the process ends", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    harness.handlers.before = async () => await promise;
    const answered = ask();
    await turning(() => harness.handlers.invoked.length === 1);
    const disposed = harness.slack()[Symbol.asyncDispose]();
    resolve();
    expect(await answered).toBe("message");
    await disposed;
    await harness.sim.waitFor((sim) => openConnections(sim) === 0);
  });

  test("a workspace whose token we do not have is told so, and nothing is started for it", async () => {
    const other = harness.sim.addFixtures({ name: "Other" });
    const said = await other.members[0].command(other.channels[0], "/image", "a red fox").acknowledged;
    expect(said).toMatchObject({ type: "message", message: { ephemeral: true } });
    expect(JSON.stringify(said)).toContain("Not in this workspace");
    expect(harness.handlers.invoked).toEqual([]);
    expect(harness.sim.requests.filter(({ workspaceId }) => workspaceId === other.workspace.id)).toEqual([]);
  });

  test("an uninstalled workspace's work ends, whatever else Slack says of it", async () => {
    const { id } = harness.fixtures.workspace;
    harness.sim.uninstall(harness.fixtures.workspace);
    await harness.sim.waitFor(({ interactions }) => interactions.every(({ response }) => response));
    await warned();
    const before = harness.sim.requests.length;
    const place = { guildId: id, channelId: harness.fixtures.channels[0].id };
    await expect(harness.slack().notify(place, NOTICE, never())).rejects.toMatchObject({
      name: "TerminalError",
      code: "reply.unreachable",
    });
    expect(harness.sim.requests).toHaveLength(before);
  });

  test("the log has no token, no response URL and no ticket of a connection", async () => {
    await ask();
    harness.sim.failNext({ method: "apps.connections.open", drop: "before", times: 2 });
    harness.sim.socket.drop();
    await warned(2);
    await harness.clock.advance(8_000);
    await connected(2);
    const secrets = [
      harness.sim.appToken,
      tokenOf(harness.fixtures.workspace),
      harness.sim.interactions[0]?.responseUrl ?? "?",
    ];
    for (const secret of [...secrets, "ticket="]) expect(harness.log.lines.join("\n")).not.toContain(secret);
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
    const { create, handlers, sim } = await prepareSockets();
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
    const { create, handlers, sim } = await prepareSockets();
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
    const { create, handlers, sim } = await prepareSockets();
    await using _sim = sim;
    await using slack = create({ apiUrl: "http://127.0.0.1:54321/api", botToken: "xoxb-x" });
    await expect(slack.start(handlers, never())).rejects.toMatchObject({
      name: "RetryableError",
      code: "slack.unreachable",
      detail: { network: "ECONNREFUSED" },
    });
  });

  test("a Slack that takes the connection and says nothing cannot be reached either", async () => {
    const { clock, create, handlers, sim } = await prepareSockets();
    await using _sim = sim;
    sim.addFixtures();
    sim.socket.saysHello = false;
    await using slack = create();
    const failed = slack.start(handlers, never()).catch((error: unknown) => error);
    await turning(() => openConnections(sim) === 2 && clock.sleeping >= 2);
    await clock.advance(120_000);
    expect(await failed).toMatchObject({ name: "RetryableError", code: "slack.unreachable" });
  });

  test("a bot that is allowed less than it needs says what is missing", async () => {
    const { create, handlers, log, sim } = await prepareSockets();
    await using _sim = sim;
    sim.addFixtures({ scopes: ["commands", "chat:write", "users:read"] });
    await using slack = create();
    await slack.start(handlers, never());
    expect(log.of("warn").join()).toContain('["channels:join","files:write","files:read","im:write"]');
  });
});
