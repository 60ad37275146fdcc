// Were this wrong, Slack would not take the app, or every workspace would be asked for more than the bot needs.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { METHODS } from "../../../sim/slack/api/method-table.ts";
import { startSlack } from "../../../sim/slack/simulator.ts";
import type { Manifest } from "../../../sim/slack/simulator.ts";
import { missingScopes, SCOPES } from "../../../src/platforms/slack/connection/scopes.ts";

const ROOT = join(import.meta.dirname, "../../..");
const SCRIPT = join(ROOT, "scripts/slack-manifest.ts");

function print(mode: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, [SCRIPT, ...mode], { env, encoding: "utf8" });
}

const printed = (mode: readonly string[], env?: NodeJS.ProcessEnv): Manifest =>
  JSON.parse(print(mode, env).stdout) as Manifest;

const PUBLIC_URL = "https://bot.example";
const commandsOf = ({ features }: Manifest) => features?.slash_commands ?? [];

test.each<[string, readonly string[], NodeJS.ProcessEnv]>([
  ["for one workspace", [], {}],
  ["for many", ["http"], { PUBLIC_URL }],
  ["with a prefix", ["socket"], { SLACK_COMMAND_PREFIX: "an-app-of-20-letters" }],
])("Slack takes the manifest %s", async (_, mode, env) => {
  await using slack = await startSlack();
  expect(() => slack.setManifest(printed(mode, env))).not.toThrow();
});

test("every command is there, and only where names count does Slack write IDs for them", () => {
  const commands = commandsOf(printed(["socket"], { SLACK_COMMAND_PREFIX: "mv-" }));
  expect(commands.map(({ command, should_escape: escapes }) => [command, escapes])).toEqual([
    ["/mv-image", false],
    ["/mv-video", false],
    ["/mv-r2v", false],
    ["/mv-jobs", true],
    ["/mv-budget", true],
    ["/mv-usage", true],
    ["/mv-models", true],
    ["/mv-help", true],
  ]);
  expect(commands.find(({ command }) => command === "/mv-budget")?.usage_hint).not.toContain("role");
});

test("over Socket Mode there are no addresses, over HTTP all of them", () => {
  expect(JSON.stringify(printed([]))).not.toMatch(/https?:/);
  const manifest = printed(["http"], { PUBLIC_URL: `${PUBLIC_URL}/` });
  const events = `${PUBLIC_URL}/slack/events`;
  expect(new Set(commandsOf(manifest).map(({ url }) => url))).toEqual(new Set([events]));
  expect(manifest.oauth_config?.redirect_urls).toEqual([`${PUBLIC_URL}/slack/oauth_redirect`]);
  expect(manifest.settings).toMatchObject({
    interactivity: { request_url: events, message_menu_options_url: events },
    event_subscriptions: { request_url: events, bot_events: ["app_uninstalled", "tokens_revoked"] },
    socket_mode_enabled: false,
  });
});

test("the scopes are those of the methods that the code calls, and commands", () => {
  const folder = join(ROOT, "src/platforms/slack");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const code = files.map((name) => readFileSync(join(folder, name), "utf8"));
  const called = Object.entries(METHODS).filter(([method]) => code.some((text) => text.includes(`"${method}"`)));
  const needed = called.flatMap(([, { scopes = [], token = "bot" }]) => (token === "bot" ? scopes.slice(0, 1) : []));
  expect(new Set(needed)).toEqual(new Set(SCOPES.filter((scope) => scope !== "commands")));
  expect(printed([]).oauth_config?.scopes?.bot).toEqual([...SCOPES]);
});

test("what a workspace did not allow is known", () => {
  expect(missingScopes(["commands", "chat:write", "admin"])).toEqual(SCOPES.slice(2));
  expect(missingScopes(SCOPES)).toEqual([]);
});

test.each<[readonly string[], NodeJS.ProcessEnv, number, RegExp]>([
  [["http"], {}, 78, /^PUBLIC_URL is not set/],
  [["http"], { PUBLIC_URL: "bot.example" }, 78, /^PUBLIC_URL is "bot\.example"; it must be/],
  [[], { SLACK_COMMAND_PREFIX: "/Mv" }, 78, /^SLACK_COMMAND_PREFIX is/],
  [["sockets"], {}, 64, /neither socket .* nor http/],
])("%j with %o is told in a sentence", (mode, env, status, sentence) => {
  const run = print(mode, env);
  expect(run).toMatchObject({ status, stdout: "" });
  expect(run.stderr).toMatch(sentence);
});
