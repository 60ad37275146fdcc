// If this breaks: commands are missing or outdated, or every restart spends the day's 200 creations.

import { expect, test } from "vitest";
import { startDiscord } from "../../../sim/discord/simulator.ts";
import type { DiscordSimulator } from "../../../sim/discord/simulator.ts";
import { createDiscord } from "../../../src/platforms/discord/discord.ts";
import { readShards } from "../../../src/platforms/discord/connection/gateway.ts";
import { someMetrics } from "../../a-metrics.ts";
import { ManualClock } from "../../manual-clock.ts";
import { KeptLog } from "../contract/kept-log.ts";
import { MapKeyValue } from "../contract/map-key-value.ts";
import { ScriptedHandlers } from "../contract/scripted-handlers.ts";

interface Change {
  readonly token?: string;
  readonly guildId?: string | null;
  readonly handlers?: ScriptedHandlers;
}

function create(sim: DiscordSimulator, keyValue: MapKeyValue, change: Change = {}) {
  const account = { token: sim.token, apiUrl: sim.apiUrl, guildId: null, shards: "auto", ...change };
  const clock = new ManualClock();
  return createDiscord({ ...account, clock, keyValue, log: new KeptLog(), metrics: someMetrics(clock) });
}

async function start(sim: DiscordSimulator, keyValue: MapKeyValue, change: Change = {}) {
  const platform = create(sim, keyValue, change);
  await platform.start(change.handlers ?? new ScriptedHandlers(), new AbortController().signal);
  return platform;
}

const puts = ({ requests }: DiscordSimulator): number => requests.filter(({ method }) => method === "PUT").length;
const names = (sim: DiscordSimulator, guildId?: string): readonly string[] =>
  sim.commands(guildId).map(({ name }) => name);

test("all commands go out in one request, and not again while nothing changed", async () => {
  await using sim = await startDiscord();
  const keyValue = new MapKeyValue(new ManualClock());
  {
    await using _ = await start(sim, keyValue);
  }
  expect(names(sim)).toEqual(["image", "models", "jobs", "help"]);
  expect(puts(sim)).toBe(1);
  {
    await using _ = await start(sim, keyValue);
  }
  expect(puts(sim)).toBe(1);
});

test("a changed definition goes out, and so does a list that somebody emptied", async () => {
  await using sim = await startDiscord();
  const keyValue = new MapKeyValue(new ManualClock());
  {
    await using _ = await start(sim, keyValue);
  }
  const fewer = Object.assign(new ScriptedHandlers(), { commands: new ScriptedHandlers().commands.slice(1) });
  {
    await using _ = await start(sim, keyValue, { handlers: fewer });
  }
  expect(names(sim)).toEqual(["models", "jobs", "help"]);

  const { applicationId, apiUrl, token } = sim;
  const headers = {
    Authorization: `Bot ${token}`,
    "User-Agent": "DiscordBot (https://example.com, 1)",
    "Content-Type": "application/json",
  };
  await fetch(`${apiUrl}/v10/applications/${applicationId}/commands`, { method: "PUT", headers, body: "[]" });
  {
    await using _ = await start(sim, keyValue, { handlers: fewer });
  }
  expect(names(sim)).toEqual(["models", "jobs", "help"]);
});

test("for development they go to one server alone", async () => {
  await using sim = await startDiscord();
  const { guild } = sim.addFixtures();
  await using _ = await start(sim, new MapKeyValue(new ManualClock()), { guildId: guild.id });

  expect(names(sim, guild.id)).toEqual(["image", "models", "jobs", "help"]);
  expect(names(sim)).toEqual([]);
});

test("a token that Discord does not take ends the start", async () => {
  await using sim = await startDiscord();
  await expect(start(sim, new MapKeyValue(new ManualClock()), { token: "wrong" })).rejects.toMatchObject({
    code: expect.stringMatching(/unauthorized/),
  });
});

test.each<readonly [RegExp, number, object]>([
  [/\/gateway\/bot/, 503, { name: "RetryableError", code: "discord.unreachable", detail: { status: 503 } }],
  [/\/commands$/, 503, { name: "RetryableError", code: "discord.unreachable", detail: { status: 503 } }],
  [/\/commands$/, 401, { name: "TerminalError", code: "discord.unauthorized" }],
])("a start that meets %s with %d fails by its reason", async (route, status, fault) => {
  await using sim = await startDiscord();
  sim.failNext({ route, status, times: 20 });
  await expect(start(sim, new MapKeyValue(new ManualClock()))).rejects.toMatchObject(fault);
});

test.each<readonly [number, object]>([
  [503, { name: "RetryableError", code: "discord.unreachable", detail: { status: 503 } }],
  [401, { name: "TerminalError", code: "discord.unauthorized" }],
])("entering without a gateway fails by its reason: %d", async (status, fault) => {
  await using sim = await startDiscord();
  sim.failNext({ route: /\/applications\/@me$/, status, times: 20 });
  await using platform = create(sim, new MapKeyValue(new ManualClock()));
  await expect(platform.enter?.(new AbortController().signal)).rejects.toMatchObject(fault);
});

test("the gateway is asked for no intent at all", async () => {
  await using sim = await startDiscord();
  await using _ = await start(sim, new MapKeyValue(new ManualClock()));
  expect(sim.gateway.sessions.map(({ intents, shard }) => ({ intents, shard }))).toEqual([
    { intents: 0, shard: [0, 1] },
  ]);
});

test("a lost connection is taken up again, and commands are answered as before", async () => {
  await using sim = await startDiscord();
  const { members, channels } = sim.addFixtures();
  const handlers = new ScriptedHandlers();
  await using _ = await start(sim, new MapKeyValue(new ManualClock()), { handlers });
  const back = sim.waitFor(({ gateway }) =>
    gateway.sessions.some(({ connected, sequence }) => connected && sequence > 1),
  );
  sim.gateway.reconnect();
  await back;
  await members[0].command(channels[0], "help").acknowledged;

  expect(handlers.invoked).toHaveLength(1);
});

test.each([
  ["auto", { shards: "auto" }],
  ["0-3/16", { shards: [0, 1, 2, 3], shardCount: 16 }],
  ["2/4", { shards: [2], shardCount: 4 }],
])("DISCORD_SHARDS=%s", (text, expected) => {
  expect(readShards(text)).toEqual(expected);
});

test.each(["", "3", "4-2/8", "0-8/8", "all"])("DISCORD_SHARDS=%s is refused at the start", (text) => {
  expect(() => readShards(text)).toThrow(expect.objectContaining({ code: "config.invalid" }));
});

test.each([
  [4004, "discord.unauthorized"],
  [4011, "discord.closed"],
])("a gateway that closes for good with %d is told to the handlers", async (code, told) => {
  await using sim = await startDiscord();
  const handlers = new ScriptedHandlers();
  await using _ = await start(sim, new MapKeyValue(new ManualClock()), { handlers });
  sim.gateway.close(code);
  await expect.poll(() => handlers.ends).toMatchObject([{ code: told }]);
});
