// Were this wrong, the bot's connection would be proven against a gateway that forgives what Discord does not:
// a wrong token, an intent that was never granted, a resume that loses events.
import { once } from "node:events";
import { Client, type BaseInteraction, type ClientOptions } from "discord.js";
import { afterEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { startDiscord, type DiscordSimulator, type Town } from "../../../sim/discord/simulator.ts";

let sim: DiscordSimulator;
let town: Town;
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
  town.members[0].command(town.channels[0], name);
}

/** Resolves once the client has been given as many interactions. */
async function received(seen: readonly string[], count: number): Promise<void> {
  while (seen.length < count) await once(client, "interactionCreate");
}

async function start(options: Parameters<typeof startDiscord>[0] = {}): Promise<void> {
  sim = await startDiscord(options);
  town = sim.addTown();
}

afterEach(async () => {
  await client?.destroy();
  await sim[Symbol.asyncDispose]();
});

describe("a real discord.js client", () => {
  test("logs in without intents and receives a command", async () => {
    await start();
    const seen = await connect();
    expect(client.user?.id).toBe(sim.applicationId);
    expect(client.guilds.cache.has(town.guild.id)).toBe(true);
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
    expect(client.guilds.cache.get(town.guild.id)?.name).toBe("Atelier");
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
    const seen = await connect();
    const [before] = sim.gateway.sessions;
    const ready = once(client, "shardReady");
    sim.gateway.invalidate(false);
    await ready;
    expect(sim.gateway.sessions).toHaveLength(1);
    expect(sim.gateway.sessions[0]?.id).not.toBe(before?.id);
    type("one");
    await received(seen, 1);
  }, 15_000);

  test("gets each guild's commands on that guild's shard alone", async () => {
    await start({ gatewayShards: 2 });
    const other = sim.addTown();
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

  test("is refused with a wrong token", async () => {
    await start();
    client = new Client({ intents: [], rest: { api: sim.apiUrl } });
    await expect(client.login("wrong.token.here")).rejects.toThrow(/token/iu);
  });
});

describe("a raw connection", () => {
  const identify = (d: object = {}): object => ({
    op: 2,
    d: { token: sim.token, intents: 0, properties: { os: "a", browser: "b", device: "c" }, ...d },
  });

  async function dial(query = "?v=10&encoding=json"): Promise<WebSocket> {
    const socket = new WebSocket(`${sim.cdnUrl.replace("http", "ws")}/${query}`);
    await once(socket, "open");
    return socket;
  }

  async function say(socket: WebSocket, ...payloads: readonly (object | string)[]): Promise<void> {
    for (const payload of payloads) socket.send(typeof payload === "string" ? payload : JSON.stringify(payload));
  }

  async function closeCode(socket: WebSocket): Promise<number> {
    const [code] = (await once(socket, "close")) as [number];
    return code;
  }

  async function next(socket: WebSocket, op: number, name?: string): Promise<{ d: { session_id: string }; s: number }> {
    for (;;) {
      const [data] = (await once(socket, "message")) as [Buffer];
      const payload = JSON.parse(data.toString()) as { op: number; t: string; d: { session_id: string }; s: number };
      if (payload.op === op && (name === undefined || payload.t === name)) return payload;
    }
  }

  test.each([
    ["nonsense", 4002, (): unknown[] => ["{"]],
    ["more than 4096 bytes", 4002, (): unknown[] => [{ op: 1, d: "x".repeat(4_096) }]],
    ["an unknown opcode", 4001, (): unknown[] => [{ op: 99, d: null }]],
    ["a presence before it identifies", 4003, (): unknown[] => [{ op: 3, d: {} }]],
    ["a wrong token", 4004, (): unknown[] => [identify({ token: "no" })]],
    ["a wrong token in a resume", 4004, (): unknown[] => [{ op: 6, d: { token: "no", session_id: "x", seq: 0 } }]],
    ["a second identify", 4005, (): unknown[] => [identify(), identify()]],
    ["a shard outside its count", 4010, (): unknown[] => [identify({ shard: [2, 2] })]],
    ["an intent that does not exist", 4013, (): unknown[] => [identify({ intents: 1 << 22 })]],
    ["an intent that is privileged", 4014, (): unknown[] => [identify({ intents: 1 << 15 })]],
    ["121 payloads in a minute", 4008, (): unknown[] => Array.from({ length: 121 }, () => ({ op: 1, d: null }))],
  ])("is closed for %s", async (_name, code, payloads) => {
    await start();
    const socket = await dial();
    const closed = closeCode(socket);
    await say(socket, ...(payloads() as object[]));
    expect(await closed).toBe(code);
  });

  test.each([
    ["another version", "?v=9&encoding=json", 4012],
    ["another encoding", "?v=10&encoding=etf", 4002],
    ["compression", "?v=10&encoding=json&compress=zlib-stream", 4002],
  ])("is closed for %s", async (_name, query, code) => {
    await start();
    const socket = new WebSocket(`${sim.cdnUrl.replace("http", "ws")}/${query}`);
    expect(await closeCode(socket)).toBe(code);
  });

  test("is closed when a resume claims more than was sent, and forgotten after a goodbye", async () => {
    await start();
    const first = await dial();
    await say(first, identify());
    const { d } = await next(first, 0, "READY");
    const lost = sim.waitFor(({ gateway }) => gateway.sessions[0]?.connected === false);
    first.terminate();
    await lost;
    const second = await dial();
    await say(second, { op: 6, d: { token: sim.token, session_id: d.session_id, seq: 50 } });
    expect(await closeCode(second)).toBe(4007);

    const third = await dial();
    await say(third, { op: 6, d: { token: sim.token, session_id: d.session_id, seq: 1 } });
    await next(third, 0, "RESUMED");
    const forgotten = sim.waitFor(({ gateway }) => gateway.sessions.length === 0);
    third.close(1000);
    await forgotten;
    const fourth = await dial();
    await say(fourth, { op: 6, d: { token: sim.token, session_id: d.session_id, seq: 1 } });
    expect((await next(fourth, 9)).d).toBe(false);
    fourth.terminate();
  });

  test("cannot resume a session that was lost for minutes", async () => {
    let now = Date.now();
    await start({ clock: { now: () => now } });
    const first = await dial();
    await say(first, identify());
    const { d } = await next(first, 0, "READY");
    const lost = sim.waitFor(({ gateway }) => gateway.sessions[0]?.connected === false);
    first.terminate();
    await lost;
    now += 121_000;
    const second = await dial();
    await say(second, { op: 6, d: { token: sim.token, session_id: d.session_id, seq: 1 } });
    expect((await next(second, 9)).d).toBe(false);
    second.terminate();
  });

  test("gets an invalid session when too many identify at once", async () => {
    await start({ maxConcurrency: 1 });
    const [first, second] = [await dial(), await dial()];
    await say(first, identify());
    await next(first, 0, "READY");
    await say(second, identify());
    expect((await next(second, 9)).d).toBe(false);
    first.terminate();
    second.terminate();
  });
});
