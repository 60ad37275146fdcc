// An operator's first minute with Slack: a wrong token is named, and right ones are enough.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freePort } from "../../../sim/bot/free-port.ts";
import { startSlack } from "../../../sim/slack/simulator.ts";
import type { SlackSimulator, Fixtures } from "../../../sim/slack/simulator.ts";
import { RetryableError } from "../../../src/domain/errors/errors.ts";
import { createFixedInstallation } from "../../../src/platforms/slack/connection/installations.ts";
import { manifestOf } from "../../../src/platforms/slack/connection/manifest.ts";
import { startBot } from "../../e2e/bot-process.ts";
import { ScriptedHandlers } from "../contract/scripted-handlers.ts";
import { openConnections, tokenOf } from "./connection-harness.ts";

let closing: AsyncDisposableStack;
let sim: SlackSimulator;
let fixtures: Fixtures;
let env: Readonly<Record<string, string>>;

beforeEach(async () => {
  closing = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "atelier-"));
  closing.defer(async () => await rm(folder, { recursive: true, force: true }));
  const { commands } = new ScriptedHandlers();
  sim = closing.use(await startSlack({ manifest: manifestOf({ commands, prefix: "mv-", publicUrl: null }) }));
  fixtures = sim.addFixtures({ installed: false });
  env = {
    MINDVIDEO_API_KEY: "mv_live_x",
    DATA_DIR: folder,
    LOG_LEVEL: "trace",
    SLACK_API_URL: sim.apiUrl,
    SLACK_COMMAND_PREFIX: "mv-",
  };
});
afterEach(async () => await closing.disposeAsync());

const help = async () => await fixtures.members[0].command(fixtures.channels[0], "/mv-help").acknowledged;

test("two tokens are enough, and none of them is in the log", async () => {
  sim.install(fixtures.workspace);
  const [workspace] = sim.workspaces;
  const SLACK_BOT_TOKEN = workspace === undefined ? "" : tokenOf(workspace);
  await using bot = await startBot({ ...env, SLACK_APP_TOKEN: sim.appToken, SLACK_BOT_TOKEN });
  expect(openConnections(sim)).toBe(2);
  expect(await help()).toMatchObject({ type: "message" });
  expect(await bot.stop()).toBe(0);
  const [{ responseUrl = "?" } = {}] = sim.interactions;
  for (const secret of [sim.appToken, SLACK_BOT_TOKEN, responseUrl]) expect(bot.lines.join("\n")).not.toContain(secret);
});

test("tokens that Slack does not take are named, with where to get others", async () => {
  const start = startBot({ ...env, SLACK_APP_TOKEN: "xapp-1-wrong", SLACK_BOT_TOKEN: "xoxb-wrong" });
  await expect(start).rejects.toThrow(
    /exited with 78[\s\S]*Slack does not accept SLACK_BOT_TOKEN\..* OAuth & Permissions[\s\S]*Slack does not accept SLACK_APP_TOKEN\..* connections:write/,
  );
});

test("without a Slack to reach it says so, and that it may be tried again", async () => {
  const wrong = { SLACK_API_URL: "http://127.0.0.1:54321/api", SLACK_APP_TOKEN: "xapp-1-x", SLACK_BOT_TOKEN: "xoxb-x" };
  await expect(startBot({ ...env, ...wrong })).rejects.toThrow(
    /exited with 75[\s\S]*Slack cannot be reached \(ECONNREFUSED\).*SLACK_API_URL/,
  );
});

test.each(["auth.test", "apps.connections.open"])(
  "a Slack whose %s breaks is named, and may be tried again",
  async (method) => {
    sim.install(fixtures.workspace);
    const [workspace] = sim.workspaces;
    sim.failNext({ method, status: 503, times: Infinity });
    const tokens = {
      SLACK_APP_TOKEN: sim.appToken,
      SLACK_BOT_TOKEN: workspace === undefined ? "" : tokenOf(workspace),
    };
    await expect(startBot({ ...env, ...tokens })).rejects.toThrow(
      /exited with 75[\s\S]*Slack cannot be reached \(HTTP 503\).*SLACK_API_URL/,
    );
  },
);

test("what was lent before asks to be come for again while Slack has not said whose token it is", async () => {
  const installations = createFixedInstallation("xoxb-ours");
  const place = { teamId: "T1", enterpriseId: undefined, isEnterpriseInstall: false };
  await expect(installations.tokenOf("T1")).rejects.toBeInstanceOf(RetryableError);
  const typed = installations.has(place);
  installations.belongsTo(place);
  expect(await typed).toBe(true);
  expect(await installations.tokenOf("T1")).toBe("xoxb-ours");
  expect(await installations.tokenOf("T2")).toBeNull();
  // From then on it is known that it is nobody's any more.
  await installations.forget(place, 0);
  expect(await installations.has(place)).toBe(false);
  expect(await installations.tokenOf("T1")).toBeNull();
});

test("four credentials and an address let workspaces in by themselves", async () => {
  const PORT = String(await freePort());
  const publicUrl = `http://127.0.0.1:${PORT}`;
  sim.setManifest(manifestOf({ commands: new ScriptedHandlers().commands, prefix: "mv-", publicUrl }));
  sim.deliverTo(`${publicUrl}/slack/events`);
  await using bot = await startBot({
    ...env,
    PORT,
    PUBLIC_URL: publicUrl,
    SLACK_SIGNING_SECRET: sim.signingSecret,
    SLACK_CLIENT_ID: sim.clientId,
    SLACK_CLIENT_SECRET: sim.clientSecret,
    SLACK_STATE_SECRET: "of our own",
  });
  expect(await fixtures.admin.install(`${publicUrl}/slack/install`)).toMatchObject({ status: 200 });
  expect(await help()).toMatchObject({ type: "message" });
  expect(await bot.stop()).toBe(0);
});
