import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { compileCacheEnv } from "./compile-cache.ts";
import type { Manifest } from "../slack/simulator.ts";

const SCRIPT = fileURLToPath(new URL("../../scripts/slack-manifest.ts", import.meta.url));

/** What the operator gives Slack when the app is made: asked of the bot's own script, as an operator does. */
export async function readSlackManifest(): Promise<Manifest> {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT], { env: compileCacheEnv() });
  return JSON.parse(stdout) as Manifest;
}
