// Were this wrong, a bot that mixes up two workspaces would look like one that keeps them apart.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Fixtures } from "../../../sim/slack/simulator.ts";
import { actions, button, openHarness, tokenOf, type Harness } from "./harness.ts";

let harness: Harness;
let other: Fixtures;
beforeEach(async () => {
  harness = await openHarness();
  other = harness.sim.addFixtures({ name: "Other" });
});
afterEach(async () => await harness[Symbol.asyncDispose]());

test("one workspace's token sees nothing of another", async () => {
  const token = tokenOf(other.workspace);
  const message = await harness.post({ text: "ours" });
  const at = { channel: message.channelId, ts: message.ts, text: "x" };
  const as = { token };
  expect(await harness.call("chat.postMessage", at, as)).toMatchObject({ error: "channel_not_found" });
  expect(await harness.call("chat.update", at, as)).toMatchObject({ error: "channel_not_found" });
  expect(await harness.call("chat.getPermalink", { ...at, message_ts: message.ts }, as)).toMatchObject({
    error: "channel_not_found",
  });
  expect(await harness.call("conversations.join", at, as)).toMatchObject({ error: "channel_not_found" });
  expect(await harness.call("conversations.open", { users: harness.fixtures.admin.id }, as)).toMatchObject({
    error: "user_not_found",
  });
  expect(await harness.call("users.info", { user: harness.fixtures.admin.id }, as)).toMatchObject({
    error: "user_not_found",
  });
  const file = harness.fixtures.members[0].keep({ name: "a.png", bytes: Buffer.from("x") });
  expect(await harness.call("files.info", { file: file.id }, as)).toMatchObject({ error: "file_not_found" });
  expect(harness.sim.requests.slice(1).every(({ workspaceId }) => workspaceId === other.workspace.id)).toBe(true);
});

test("a token names no team but its own", async () => {
  const args = { team_id: other.workspace.id };
  expect(await harness.call("auth.test", args)).toMatchObject({ error: "team_access_not_granted" });
  expect(await harness.call("auth.test", { team_id: harness.fixtures.workspace.id })).toMatchObject({ ok: true });
});

test("an org-wide token has to say which workspace it means, and reaches no other there", async () => {
  const enterprise = harness.sim.addEnterprise("Grid");
  const [north, south] = ["North", "South"].map((name) =>
    harness.sim.addFixtures({ name, enterprise, installed: false }),
  );
  if (!north || !south) throw new Error("no installed");
  const { botToken: token } = harness.sim.install(enterprise, { scopes: ["chat:write", "users:read", "team:read"] });
  expect(await harness.call("auth.test", {}, { token })).toMatchObject({
    json: { team_id: enterprise.id, is_enterprise_install: true },
  });
  expect(await harness.call("team.info", {}, { token })).toMatchObject({ error: "missing_argument" });
  const inNorth = { team_id: north.workspace.id };
  expect(await harness.call("team.info", inNorth, { token })).toMatchObject({ json: { team: { name: "North" } } });
  const info = await harness.call("users.info", { ...inNorth, user: north.admin.id }, { token });
  expect(info.json).toMatchObject({ user: { enterprise_user: { enterprise_id: enterprise.id } } });
  expect(await harness.call("users.info", { ...inNorth, user: south.admin.id }, { token })).toMatchObject({
    error: "user_not_found",
  });
  const [channel] = south.channels;
  harness.sim.changeChannel(channel, { botIsMember: true });
  await harness.call("chat.postMessage", { channel: channel.id, text: "x", blocks: [actions(button())] }, { token });
  const [message] = harness.sim.messages(channel.id);
  if (!message) throw new Error("not posted");
  const { payload } = south.members[0].press(message, "go");
  expect(payload).toMatchObject({
    team: null,
    user: { team_id: south.workspace.id },
    enterprise: { id: enterprise.id },
    is_enterprise_install: true,
  });
  expect(
    await harness.call("users.info", { team_id: other.workspace.id, user: other.admin.id }, { token }),
  ).toMatchObject({
    error: "team_access_not_granted",
  });
});
