// /readyz of the whole bot, while what it needs goes away and comes back.

import { expect, test } from "vitest";
import { freePort } from "../../sim/bot/free-port.ts";
import { startDiscord } from "../../sim/discord/simulator.ts";
import { systemClock } from "../../src/domain/clock.ts";
import { runApp } from "./in-process.ts";
import { openSlackStage } from "./slack-stage.ts";
import { openStage } from "./stage.ts";

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

test("Discord goes away and comes back", async () => {
  await using stage = await openStage();
  const port = await freePort();
  const discordPort = await freePort();
  const { token } = stage.discord;
  const open = async () => await startDiscord({ port: discordPort, token });
  const first = await open();
  await using _app = await runApp(
    { ...stage.env, DISCORD_API_URL: first.apiUrl, PORT: String(port) },
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
  await using stage = await openSlackStage();
  const port = await freePort();
  await using _app = await runApp({ ...stage.env, PORT: String(port) }, { clock: systemClock });
  const all = { database: "ready", queue: "ready", slack: "ready" };
  expect(await until(port, () => true)).toEqual([200, all]);
  const { slack } = stage;
  slack.failNext({ method: "apps.connections.open", status: 503, times: 4 });
  for (const { id } of slack.socket.connections) slack.socket.drop(id);
  expect(await until(port, (parts) => parts["slack"] !== "ready")).toEqual([503, { ...all, slack: "away" }]);
  expect(await until(port, (parts) => parts["slack"] === "ready")).toEqual([200, all]);
});
