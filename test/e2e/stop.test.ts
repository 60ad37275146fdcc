// How the bot ends: at a supervisor's wish whatever it is doing, and by itself when it is of no use any more. If one of these
// fails, a deployment waits for a kill, or a bot that hears nothing looks healthy for days.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { spawnBot, startBot } from "./bot-process.ts";
import { openHarness } from "./harness.ts";

const never = new Promise<never>(() => {});

/** A Discord that lets anybody connect, and then says nothing. */
async function openSilence() {
  const server = createServer((_, response) => {
    const session_start_limit = { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ url: `ws://${host()}`, shards: 1, session_start_limit }));
  });
  const sockets = new WebSocketServer({ server });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = (): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    apiUrl: `http://${host()}/api`,
    connected: new Promise((resolve) => sockets.once("connection", resolve)),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test.each([
  ["where to connect", /gateway/],
  ["to take the commands", /commands/],
])("stopped while Discord takes its time to say %s, it exits with 0", async (_, route) => {
  await using harness = await openHarness();
  const held = harness.discord.failNext({ route, until: never, times: Infinity });
  await using bot = spawnBot(harness.env);
  await harness.discord.waitFor(() => held.applied === 1);
  expect(await bot.stop()).toBe(0);
  expect(bot.stderr).toBe("");
  expect(bot.lines.join()).not.toContain('"msg":"ready"');
});

test("stopped while a gateway says nothing, it exits with 0", async () => {
  await using harness = await openHarness();
  await using silence = await openSilence();
  await using bot = spawnBot({ ...harness.env, DISCORD_API_URL: silence.apiUrl });
  await silence.connected;
  expect(await bot.stop()).toBe(0);
  expect(bot.stderr).toBe("");
  expect(bot.lines.join()).not.toContain('"msg":"ready"');
});

test("stopped twice, it waits for nothing any more", async () => {
  await using harness = await openHarness();
  const { discord, fixtures, env } = harness;
  const upload = discord.failNext({ method: "POST", route: /callback/, until: never });
  await using bot = await startBot(env);
  void fixtures.members[0].command(fixtures.channels[0], "image", { prompt: "a red fox" });
  await discord.waitFor(() => upload.applied === 1);
  bot.signal("SIGINT");
  // The answer is under way and has three seconds: so long the first wish is waited out.
  const again = setInterval(() => bot.signal("SIGTERM"), 50);
  expect(await bot.exit).toBe(143);
  clearInterval(again);
});

test.each([
  [4004, /does not accept DISCORD_TOKEN/],
  [4011, /DISCORD_SHARDS[\s\S]*auto/],
  [4014, /closed the connection for good \(4014\)/],
])("a gateway that closes for good with %d ends the process with a sentence", async (code, sentence) => {
  await using harness = await openHarness();
  await using bot = await startBot(harness.env);
  harness.discord.gateway.close(code);
  expect(await bot.exit).toBe(78);
  expect(bot.stderr).toMatch(/^Atelier had to stop:\n {2}- .+\n$/);
  expect(bot.stderr).toMatch(sentence);
});

test("a gateway that closes for a while is connected to again", async () => {
  await using harness = await openHarness();
  const { discord, env } = harness;
  await using bot = await startBot(env);
  let back = false;
  discord.on("gateway", ({ change }) => (back ||= change === "resumed" || change === "ready"));
  discord.gateway.close(4000);
  await discord.waitFor(() => back);
  expect(await bot.stop()).toBe(0);
});
