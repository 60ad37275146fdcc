// Were this wrong, a bot that mixes up two workspaces would look like one that keeps them apart.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Fixtures } from "../../../sim/slack/simulator.ts";
import { actions, button, openRig, tokenOf, type Rig } from "./rig.ts";

let rig: Rig;
let other: Fixtures;
beforeEach(async () => {
  rig = await openRig();
  other = rig.sim.addFixtures({ name: "Other" });
});
afterEach(async () => await rig[Symbol.asyncDispose]());

test("one workspace's token sees nothing of another", async () => {
  const token = tokenOf(other.workspace);
  const message = await rig.post({ text: "ours" });
  const at = { channel: message.channelId, ts: message.ts, text: "x" };
  const as = { token };
  expect(await rig.call("chat.postMessage", at, as)).toMatchObject({ error: "channel_not_found" });
  expect(await rig.call("chat.update", at, as)).toMatchObject({ error: "channel_not_found" });
  expect(await rig.call("chat.getPermalink", { ...at, message_ts: message.ts }, as)).toMatchObject({
    error: "channel_not_found",
  });
  expect(await rig.call("conversations.join", at, as)).toMatchObject({ error: "channel_not_found" });
  expect(await rig.call("conversations.open", { users: rig.fixtures.admin.id }, as)).toMatchObject({
    error: "user_not_found",
  });
  expect(await rig.call("users.info", { user: rig.fixtures.admin.id }, as)).toMatchObject({ error: "user_not_found" });
  const file = rig.fixtures.members[0].keep({ name: "a.png", bytes: Buffer.from("x") });
  expect(await rig.call("files.info", { file: file.id }, as)).toMatchObject({ error: "file_not_found" });
  expect(rig.sim.requests.slice(1).every(({ workspaceId }) => workspaceId === other.workspace.id)).toBe(true);
});

test("a token names no team but its own", async () => {
  const args = { team_id: other.workspace.id };
  expect(await rig.call("auth.test", args)).toMatchObject({ error: "team_access_not_granted" });
  expect(await rig.call("auth.test", { team_id: rig.fixtures.workspace.id })).toMatchObject({ ok: true });
});

test("an org-wide token has to say which workspace it means, and reaches no other there", async () => {
  const enterprise = rig.sim.addEnterprise("Grid");
  const [north, south] = ["North", "South"].map((name) => rig.sim.addFixtures({ name, enterprise, installed: false }));
  if (!north || !south) throw new Error("no installed");
  const { botToken: token } = rig.sim.install(enterprise, { scopes: ["chat:write", "users:read", "team:read"] });
  expect(await rig.call("auth.test", {}, { token })).toMatchObject({
    json: { team_id: enterprise.id, is_enterprise_install: true },
  });
  expect(await rig.call("team.info", {}, { token })).toMatchObject({ error: "missing_argument" });
  const inNorth = { team_id: north.workspace.id };
  expect(await rig.call("team.info", inNorth, { token })).toMatchObject({ json: { team: { name: "North" } } });
  const info = await rig.call("users.info", { ...inNorth, user: north.admin.id }, { token });
  expect(info.json).toMatchObject({ user: { enterprise_user: { enterprise_id: enterprise.id } } });
  expect(await rig.call("users.info", { ...inNorth, user: south.admin.id }, { token })).toMatchObject({
    error: "user_not_found",
  });
  const [channel] = south.channels;
  rig.sim.changeChannel(channel, { botIsMember: true });
  await rig.call("chat.postMessage", { channel: channel.id, text: "x", blocks: [actions(button())] }, { token });
  const [message] = rig.sim.messages(channel.id);
  if (!message) throw new Error("not posted");
  const { payload } = south.members[0].press(message, "go");
  expect(payload).toMatchObject({
    team: null,
    user: { team_id: south.workspace.id },
    enterprise: { id: enterprise.id },
    is_enterprise_install: true,
  });
  expect(await rig.call("users.info", { team_id: other.workspace.id, user: other.admin.id }, { token })).toMatchObject({
    error: "team_access_not_granted",
  });
});
