// /readyz of the whole bot, while what it needs goes away and comes back.

import { expect, test } from "vitest";
import { freePort } from "../../sim/bot/free-port.ts";
import { startDiscord } from "../../sim/discord/simulator.ts";
import { systemClock } from "../../src/domain/time/clock.ts";
import { readExposition, valueOf } from "../metrics/exposition.ts";
import { createDatabase, openDatabase } from "../postgres.ts";
import { startPostgres } from "../postgres/start-postgres.ts";
import { runApp } from "./in-process.ts";
import { openSlackHarness } from "./slack-harness.ts";
import { isDelivered, openHarness } from "./harness.ts";

type Parts = Readonly<Record<string, string>>;

/** Asks until the bot says so. */
async function until(port: number, isSo: (parts: Parts) => boolean): Promise<readonly [number, Parts]> {
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`);
    const { parts, ready } = (await response.json()) as { ready: boolean; parts: Parts };
    expect(ready).toBe(response.status === 200);
    if (isSo(parts)) return [response.status, parts];
    await new Promise(setImmediate);
  }
}

test("the database goes away and comes back, for the figures as well", async () => {
  await using server = await startPostgres();
  const { url } = await createDatabase(server.url);
  await using harness = await openHarness();
  const port = await freePort();
  await using _app = await runApp({ ...harness.env, DATABASE_URL: url, PORT: String(port) }, { clock: systemClock });
  const scrape = async () => readExposition(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text());
  const all = { database: "ready", queue: "ready", discord: "ready" };
  expect(await until(port, () => true)).toEqual([200, all]);
  expect((await scrape()).get("atelier_generations")?.samples).toHaveLength(4);
  await server.stop();
  expect(await until(port, ({ database }) => database === "away")).toEqual([503, { ...all, database: "away" }]);
  const away = await scrape();
  expect(valueOf(away, "atelier_ready", { part: "database" })).toBe(0);
  expect(valueOf(away, "atelier_database_errors_total", { code: "database.away" })).toBeGreaterThan(0);
  expect(away.get("atelier_generations")?.samples).toEqual([]);
  await server.start();
  expect(await until(port, ({ database }) => database === "ready")).toEqual([200, all]);
  expect(valueOf(await scrape(), "atelier_ready")).toBe(3);
});

test("Discord goes away and comes back", async () => {
  await using harness = await openHarness();
  const port = await freePort();
  const discordPort = await freePort();
  const { token } = harness.discord;
  const open = async () => await startDiscord({ port: discordPort, token });
  const first = await open();
  await using _app = await runApp(
    { ...harness.env, DISCORD_API_URL: first.apiUrl, PORT: String(port) },
    { clock: systemClock },
  );
  const all = { database: "ready", queue: "ready", discord: "ready" };
  expect(await until(port, () => true)).toEqual([200, all]);
  await first[Symbol.asyncDispose]();
  expect(await until(port, ({ discord }) => discord !== "ready")).toEqual([503, { ...all, discord: "away" }]);
  await using _second = await open();
  expect(await until(port, ({ discord }) => discord === "ready")).toEqual([200, all]);
});

test("Slack goes away and comes back", async () => {
  await using harness = await openSlackHarness();
  const port = await freePort();
  await using _app = await runApp({ ...harness.env, PORT: String(port) }, { clock: systemClock });
  const all = { database: "ready", queue: "ready", slack: "ready" };
  expect(await until(port, () => true)).toEqual([200, all]);
  const { slack } = harness;
  slack.failNext({ method: "apps.connections.open", status: 503, times: 4 });
  for (const { id } of slack.socket.connections) slack.socket.drop(id);
  expect(await until(port, (parts) => parts["slack"] !== "ready")).toEqual([503, { ...all, slack: "away" }]);
  expect(await until(port, (parts) => parts["slack"] === "ready")).toEqual([200, all]);
});

test("a gateway and a worker need each what their part does, and count each their own", async () => {
  await using database = await openDatabase();
  await using harness = await openHarness();
  const start = async (role: string) => {
    const port = await freePort();
    const env = { ...harness.env, DATABASE_URL: database.url, ROLE: role, PORT: String(port) };
    return { port, app: await runApp(env, { clock: systemClock }) };
  };
  const [gateway, worker] = [await start("gateway"), await start("worker")];
  await using _gateway = gateway.app;
  await using _worker = worker.app;
  expect(await until(gateway.port, () => true)).toEqual([200, { database: "ready", discord: "ready" }]);
  expect(await until(worker.port, ({ queue }) => queue === "ready")).toEqual([
    200,
    { database: "ready", queue: "ready" },
  ]);
  const { discord, fixtures } = harness;
  fixtures.members[0].command(fixtures.channels[0], "image", { prompt: "a red fox" });
  await discord.waitFor(() => harness.cards().some(isDelivered));
  const figure = async ({ port }: typeof gateway, name: string): Promise<number> =>
    valueOf(readExposition(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()), name);
  expect(await figure(gateway, "atelier_acceptances_total")).toBe(1);
  expect(await figure(worker, "atelier_acceptances_total")).toBe(0);
  expect(await figure(worker, "atelier_settled_total")).toBe(1);
  expect(await figure(gateway, "atelier_looks_total")).toBe(0);
});
