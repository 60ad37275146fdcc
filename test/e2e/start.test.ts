// Starting is an operator's first minute with the bot: whatever is missing is said at once, by name.

import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { spawnBot, startBot } from "./bot-process.ts";
import { isDelivered, openHarness } from "./harness.ts";
import type { Harness } from "./harness.ts";

const MAIN = join(import.meta.dirname, "../../src/main.ts");

test("without its variables it says in one message what is missing and where to get it", () => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [MAIN], { env: {}, encoding: "utf8" });
  expect(status).toBe(78);
  expect(stderr).toMatch(/DISCORD_TOKEN[\s\S]*discord\.com\/developers[\s\S]*MINDVIDEO_API_KEY[\s\S]*\.env\.example/);
  expect(stderr).not.toContain(" at ");
  expect(stdout).toBe("");
});

test("a token that Discord does not take is named, with where to get another", async () => {
  await using harness = await openHarness();
  const start = startBot({ ...harness.env, DISCORD_TOKEN: "not.a.token" });
  await expect(start).rejects.toThrow(/exited with 78[\s\S]*Discord does not accept DISCORD_TOKEN/);
});

/** What the bot tells whoever starts it with this instead. */
async function told(env: (harness: Harness) => Record<string, string>, code: number): Promise<string> {
  await using harness = await openHarness();
  await using bot = spawnBot({ ...harness.env, ...env(harness) });
  expect(await bot.exit).toBe(code);
  // Sentences: no stack, no error's name.
  expect(bot.stderr).toMatch(/^Atelier cannot start:\n( {2}- .+\n)+$/);
  expect(bot.stderr).not.toMatch(/^ +at |Error\b/m);
  return bot.stderr;
}

test("a folder that cannot be made is named, with the variables that lead to it", async () => {
  const text = await told(({ env }) => {
    writeFileSync(join(env["DATA_DIR"] ?? "", "a-file"), "");
    return { DATA_DIR: join(env["DATA_DIR"] ?? "", "a-file/below") };
  }, 78);
  expect(text).toMatch(/a-file\/below cannot be made or written[\s\S]*DATA_DIR/);
});

test("a file that is no database is left as it is, and named", async () => {
  const text = await told(({ env }) => {
    writeFileSync(join(env["DATA_DIR"] ?? "", "atelier.db"), "the minutes of our last meeting, in plain text");
    return {};
  }, 78);
  expect(text).toMatch(/is no database, or it is damaged/);
});

test("a folder in the database's place is named", async () => {
  const text = await told(({ env }) => {
    mkdirSync(join(env["DATA_DIR"] ?? "", "atelier.db"));
    return {};
  }, 78);
  expect(text).toMatch(/Cannot open the database's file[\s\S]*must be able to write/);
});

/** A port of this machine that somebody listens on, until it is closed. */
async function takePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { port: String(port), [Symbol.asyncDispose]: async () => void (await once(server.close(), "close")) };
}

test("a port that somebody else has is named", async () => {
  await using other = await takePort();
  expect(await told(() => ({ PORT: other.port }), 78)).toContain(`PORT ${other.port} is taken`);
});

test("a server that the bot is not on is named", async () => {
  const text = await told(() => ({ DISCORD_GUILD_ID: "1300000000000000000" }), 78);
  expect(text).toMatch(/not on the server that DISCORD_GUILD_ID names \(1300000000000000000\)[\s\S]*Invite it/);
});

test("a Discord that is not there may be there later, and a supervisor is told so", async () => {
  const gone = await takePort();
  await gone[Symbol.asyncDispose]();
  const text = await told(() => ({ DISCORD_API_URL: `http://127.0.0.1:${gone.port}/api` }), 75);
  expect(text).toMatch(/Discord cannot be reached \(ECONNREFUSED\)/);
});

test("shards that Discord does not take are named", async () => {
  await using harness = await openHarness();
  harness.discord.on("gateway", ({ change }) => {
    if (change === "ready") harness.discord.gateway.close(4010);
  });
  await using bot = spawnBot({ ...harness.env, DISCORD_SHARDS: "0/1" });
  expect(await bot.exit).toBe(78);
  expect(bot.stderr).toMatch(/DISCORD_SHARDS/);
});

test("models that nobody knows are named, with the one that was meant", async () => {
  expect(await told(() => ({ MODELS_OFF: "wan2-7-imge" }), 78)).toContain("Did you mean wan2-7-image?");
});

test("a model that is switched off is neither offered nor run", async () => {
  await using harness = await openHarness();
  const { discord, fixtures, mindvideo } = harness;
  await using _bot = await startBot({ ...harness.env, MODELS_OFF: "qwen-image-2-0-pro" });
  const image = discord.commands().find(({ name }) => name === "image");
  expect(JSON.stringify(image)).not.toContain("qwen-image-2-0-pro");
  const values = { model: "qwen-image-2-0-pro", prompt: "a red fox" };
  const answer = await fixtures.members[0].command(fixtures.channels[0], "image", values, { forged: true })
    .acknowledged;
  expect(answer).toMatchObject({ type: 4, message: { ephemeral: true } });
  expect(mindvideo.posts).toEqual([]);
});

test("the log has neither the prompt nor a token", async () => {
  await using harness = await openHarness();
  const { discord, fixtures, mindvideo, cards } = harness;
  await using bot = await startBot({ ...harness.env, LOG_LEVEL: "trace" });
  mindvideo.faults.add({ on: "create", kind: "status", status: 500 });
  const interaction = fixtures.members[0].command(fixtures.channels[0], "image", { prompt: "a very private wish" });
  await discord.waitFor(() => cards().find(isDelivered));
  await bot.stop();
  const log = bot.lines.join("\n");
  expect(log).toContain(interaction.id);
  for (const secret of ["private wish", interaction.token, discord.token, mindvideo.apiKey])
    expect(log).not.toContain(secret);
});
