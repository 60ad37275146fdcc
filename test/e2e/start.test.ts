// Starting is an operator's first minute with the bot: whatever is missing is said at once, by name.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startBot } from "./bot-process.ts";
import { isDelivered, openStage } from "./stage.ts";

const MAIN = join(import.meta.dirname, "../../src/main.ts");

test("without its variables it says in one message what is missing and where to get it", () => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [MAIN], { env: {}, encoding: "utf8" });
  expect(status).toBe(78);
  expect(stderr).toMatch(/DISCORD_TOKEN[\s\S]*discord\.com\/developers[\s\S]*MINDVIDEO_API_KEY[\s\S]*\.env\.example/);
  expect(stderr).not.toContain(" at ");
  expect(stdout).toBe("");
});

test("a token that Discord does not take is named, with where to get another", async () => {
  await using stage = await openStage();
  const start = startBot({ ...stage.env, DISCORD_TOKEN: "not.a.token" });
  await expect(start).rejects.toThrow(/exited with 78[\s\S]*Discord does not accept DISCORD_TOKEN/);
});

test("a model that is switched off is neither offered nor run", async () => {
  await using stage = await openStage();
  const { discord, town, mindvideo } = stage;
  await using _bot = await startBot({ ...stage.env, MODELS_OFF: "qwen-image-2-0-pro" });
  const image = discord.commands().find(({ name }) => name === "image");
  expect(JSON.stringify(image)).not.toContain("qwen-image-2-0-pro");
  const values = { model: "qwen-image-2-0-pro", prompt: "a red fox" };
  const answer = await town.members[0].command(town.channels[0], "image", values, { forged: true }).acknowledged;
  expect(answer).toMatchObject({ type: 4, message: { ephemeral: true } });
  expect(mindvideo.posts).toEqual([]);
});

test("the log has neither the prompt nor a token", async () => {
  await using stage = await openStage();
  const { discord, town, mindvideo, cards } = stage;
  await using bot = await startBot({ ...stage.env, LOG_LEVEL: "trace" });
  mindvideo.faults.add({ on: "create", kind: "status", status: 500 });
  const interaction = town.members[0].command(town.channels[0], "image", { prompt: "a very private wish" });
  await discord.waitFor(() => cards().find(isDelivered));
  await bot.stop();
  const log = bot.lines.join("\n");
  expect(log).toContain(interaction.id);
  for (const secret of ["private wish", interaction.token, discord.token, mindvideo.apiKey])
    expect(log).not.toContain(secret);
});
