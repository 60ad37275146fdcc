// Operators who let another process publish rely on this script saying and doing what the bot would.

import { spawnSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openHarness } from "./harness.ts";

const SCRIPT = join(import.meta.dirname, "../../scripts/publish-commands.ts");

test("it prints every command without asking for a token", () => {
  const { status, stdout } = spawnSync(process.execPath, [SCRIPT], { env: {}, encoding: "utf8" });
  expect(status).toBe(0);
  const names = (JSON.parse(stdout) as readonly { readonly name: string }[]).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["image", "video", "r2v", "models", "help"]));
});

test("with --publish Discord has them", async () => {
  await using harness = await openHarness();
  const child = spawn(process.execPath, [SCRIPT, "--publish"], { env: { ...harness.env }, stdio: "ignore" });
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(harness.discord.commands().map(({ name }) => name)).toEqual(expect.arrayContaining(["image", "video", "r2v"]));
});
