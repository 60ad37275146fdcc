// Were this wrong, the bot's connection would be proven against a gateway that forgives what Discord does not:
// a wrong token, an intent that was never granted, a resume that loses events.
import { once } from "node:events";
import { Client, type BaseInteraction, type ClientOptions } from "discord.js";
import { afterEach, expect, test } from "vitest";
import { startDiscord, type DiscordSimulator, type Fixtures } from "../../../sim/discord/simulator.ts";

let sim: DiscordSimulator;
let fixtures: Fixtures;
let client: Client;

async function connect(options: Partial<ClientOptions> = {}): Promise<readonly string[]> {
  client = new Client({ intents: [], ...options, rest: { api: sim.apiUrl } });
  const seen: string[] = [];
  client.on("interactionCreate", (interaction: BaseInteraction) => {
    seen.push(interaction.isChatInputCommand() ? interaction.commandName : String(interaction.type));
  });
  const ready = once(client, "clientReady");
  await client.login(sim.token);
  await ready;
  await client.rest.put(`/applications/${sim.applicationId}/commands`, {
    body: ["one", "two", "three"].map((name) => ({ name, description: name })),
  });
  return seen;
}

function type(name: string): void {
  fixtures.members[0].command(fixtures.channels[0], name);
}

/** Resolves once the client has been given as many interactions. */
async function received(seen: readonly string[], count: number): Promise<void> {
  while (seen.length < count) await once(client, "interactionCreate");
}

const asked = async (): Promise<unknown> => await client.rest.get("/gateway/bot");

async function start(options: Parameters<typeof startDiscord>[0] = {}): Promise<void> {
  sim = await startDiscord(options);
  fixtures = sim.addFixtures();
}

afterEach(async () => {
  await client?.destroy();
  await sim[Symbol.asyncDispose]();
});

test("logs in without intents and receives a command", async () => {
  await start();
  const seen = await connect();
  expect(client.user?.id).toBe(sim.applicationId);
  expect(client.guilds.cache.has(fixtures.guild.id)).toBe(true);
  type("one");
  await received(seen, 1);
  expect(seen).toEqual(["one"]);
  expect(sim.gateway.sessions).toMatchObject([{ intents: 0, shard: [0, 1], connected: true }]);
});

test("is told of guilds only when it asks for them", async () => {
  await start();
  const without = await connect();
  expect(without).toEqual([]);
  expect(sim.gateway.sessions[0]?.sequence).toBe(1);
  await client.destroy();
  await connect({ intents: 1 });
  expect(client.guilds.cache.get(fixtures.guild.id)?.name).toBe("Atelier");
  const joined = once(client, "guildCreate");
  const second = sim.addGuild({ name: "Second" });
  const [guild] = await joined;
  expect(guild).toMatchObject({ id: second.id, name: "Second" });
});

test.each([
  ["a lost connection", (): void => sim.gateway.drop()],
  ["a request to reconnect", (): void => sim.gateway.reconnect()],
  ["a resumable invalidation", (): void => sim.gateway.invalidate(true)],
])("resumes after %s, and misses nothing", async (_name, disturb) => {
  await start();
  const seen = await connect();
  const [before] = sim.gateway.sessions;
  const resumed = once(client, "shardResume");
  const gone = sim.waitFor(({ gateway }) => gateway.sessions[0]?.connected === false);
  disturb();
  await gone;
  type("one");
  type("two");
  await resumed;
  await received(seen, 2);
  expect(seen).toEqual(["one", "two"]);
  expect(sim.gateway.sessions).toMatchObject([{ id: before?.id, connected: true }]);
});

test("identifies anew after an invalidation that forgets it", async () => {
  await start();
  // The client's own pause of 5 s between identifies, which the simulator checks by itself.
  const unhurried = { waitForIdentify: async () => {} };
  const seen = await connect({ ws: { buildIdentifyThrottler: async () => unhurried } });
  const [before] = sim.gateway.sessions;
  const ready = once(client, "shardReady");
  sim.gateway.invalidate(false);
  await ready;
  expect(sim.gateway.sessions).toHaveLength(1);
  expect(sim.gateway.sessions[0]?.id).not.toBe(before?.id);
  type("one");
  await received(seen, 1);
});

test("gets each guild's commands on that guild's shard alone", async () => {
  // A guild's shard follows from its millisecond: these two are of different ones only while the clock stands still.
  const now = Date.now();
  await start({ clock: { now: () => now }, gatewayShards: 2 });
  const other = sim.addFixtures();
  const seen = await connect({ shards: "auto" });
  await sim.waitFor(({ gateway }) => gateway.sessions.length === 2);
  const sequences = (): number[] => sim.gateway.sessions.map(({ sequence }) => sequence);
  const [first = 0, second = 0] = sequences();
  type("one");
  other.members[0].command(other.channels[0], "two");
  await received(seen, 2);
  expect(sequences()).toEqual([first + 1, second + 1]);
  sim.gateway.drop(1);
  await sim.waitFor(({ gateway }) => gateway.sessions.some(({ connected }) => !connected));
  expect(sim.gateway.sessions.filter(({ connected }) => !connected).map(({ shard }) => shard)).toEqual([[1, 2]]);
});

test("is told how often it may still identify, over a day", async () => {
  let now = Date.now();
  await start({ clock: { now: () => now }, gatewayShards: 3, maxConcurrency: 2 });
  await connect({ shards: [0], shardCount: 1 });
  expect(await asked()).toMatchObject({
    shards: 3,
    session_start_limit: { total: 1_000, remaining: 999, reset_after: 86_400_000, max_concurrency: 2 },
  });
  now += 86_400_001;
  expect(await asked()).toMatchObject({ session_start_limit: { remaining: 1_000, reset_after: 0 } });
});

test("is refused with a wrong token", async () => {
  await start();
  client = new Client({ intents: [], rest: { api: sim.apiUrl } });
  await expect(client.login("wrong.token.here")).rejects.toThrow(/token/iu);
});
