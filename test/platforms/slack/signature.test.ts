// Were this wrong, anybody who knows our address could run up a workspace's bill.

import { afterEach, beforeEach, expect, test } from "vitest";
import { openWeb } from "./connection-harness.ts";
import type { WebHarness } from "./connection-harness.ts";
import type { InteractionHandle, Fixtures } from "../../../sim/slack/simulator.ts";

let harness: WebHarness;
let fixtures: Fixtures;
beforeEach(async () => {
  harness = await openWeb();
  fixtures = harness.sim.addFixtures({ installed: false });
  await fixtures.admin.install(`${harness.publicUrl}/slack/install`);
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const image = (): InteractionHandle => fixtures.members[0].command(fixtures.channels[0], "/help");
const requests = (): number => harness.sim.requests.length;

test("what Slack has signed is answered", async () => {
  expect(await image().acknowledged).toMatchObject({ type: "message" });
  expect(harness.handlers.invoked).toHaveLength(1);
});

test("a request that is delivered again is the same interaction", async () => {
  const handle = image();
  await handle.acknowledged;
  expect(await harness.sim.http.replay(handle)).toMatchObject({ status: 200 });
  const [first, again] = harness.handlers.invoked.map(({ invocation }) => invocation.interactionId);
  expect(first).toBe(`${harness.sim.appId}:${fixtures.workspace.id}:${handle.triggerId}`);
  expect(again).toBe(first);
});

test.each([
  ["six minutes old", { agedMs: 6 * 60_000 }],
  ["signed with another secret", { secret: "another" }],
  ["not signed at all", { secret: false }],
] as const)("a request %s is turned away with 401, logged, and nothing is done", async (_, forgery) => {
  const before = requests();
  const body = new URLSearchParams({
    command: "/image",
    text: "a forged fox",
    trigger_id: "1.2.3",
    response_url: harness.sim.origin,
    team_id: fixtures.workspace.id,
    user_id: fixtures.admin.id,
    channel_id: fixtures.channels[0].id,
    api_app_id: harness.sim.appId,
  }).toString();
  expect(await harness.sim.http.post(body, forgery)).toEqual({ status: 401, body: "" });
  expect(harness.handlers.invoked).toEqual([]);
  expect(requests()).toBe(before);
  expect(harness.log.of("warn").join()).toContain("verify");
  expect(harness.log.lines.join()).not.toContain("forged fox");
});

test("a signed request that is no JSON where it should be is 400, one that is huge is 413", async () => {
  expect(await harness.sim.http.post("{", { contentType: "application/json" })).toMatchObject({ status: 400 });
  expect(await harness.sim.http.post("x".repeat(5 * 1024 * 1024))).toMatchObject({ status: 413 });
  expect(await image().acknowledged).toMatchObject({ type: "message" });
});

test.each([
  ["GET", "/slack/events"],
  ["GET", "/slack"],
  ["POST", "/slack/install"],
  ["POST", "/slack/other"],
])("%s %s is nothing", async (method, path) => {
  expect((await fetch(harness.publicUrl + path, { method })).status).toBe(404);
});

test("before the bot has started, and once it has stopped, Slack is asked to come again", async () => {
  await harness.slack()[Symbol.asyncDispose]();
  const { status, headers } = await fetch(`${harness.publicUrl}/slack/events`, { method: "POST" });
  expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
});

test("Slack's questions about the address are answered", async () => {
  const asked = JSON.stringify({ type: "url_verification", challenge: "c0ffee" });
  expect(await harness.sim.http.post(asked, { contentType: "application/json" })).toEqual({
    status: 200,
    body: '{"challenge":"c0ffee"}',
  });
  expect(await harness.sim.http.post("ssl_check=1", { secret: false })).toMatchObject({ status: 200 });
  expect(harness.handlers.invoked).toEqual([]);
});
