// Were this wrong, a bot with a dead token, a missing scope or a misspelt method would look healthy in every test.
import { webApi } from "@slack/bolt";
import { afterEach, beforeEach, expect, test } from "vitest";
import { clientOf, openRig, tokenOf, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => await rig[Symbol.asyncDispose]());

test("the real client learns who it is", async () => {
  const { workspace } = rig.fixtures;
  const who = await clientOf(rig.sim, tokenOf(workspace)).auth.test();
  expect(who).toMatchObject({
    ok: true,
    team_id: workspace.id,
    team: "Atelier",
    user_id: workspace.installation?.botUserId,
    bot_id: workspace.installation?.botId,
    is_enterprise_install: false,
  });
  expect(who.response_metadata?.scopes).toContain("chat:write");
});

test.each([
  ["no token", { token: null }, "not_authed"],
  ["a token nobody gave out", { token: "xoxb-1-nothing" }, "invalid_auth"],
])("%s is refused", async (_name, options, error) => {
  expect(await rig.call("auth.test", {}, options)).toMatchObject({ status: 200, ok: false, error });
});

test("the app's token opens sockets and nothing else", async () => {
  const { appToken } = rig.sim;
  expect(await rig.call("apps.connections.open", {}, { token: appToken })).toMatchObject({ ok: true });
  expect(await rig.call("apps.connections.open")).toMatchObject({ error: "not_allowed_token_type" });
  expect(await rig.call("auth.test", {}, { token: appToken })).toMatchObject({ error: "not_allowed_token_type" });
});

test("a revoked token and one of an uninstalled app are told apart", async () => {
  const other = rig.sim.addWorkspace({ name: "Other" });
  expect(await rig.call("auth.revoke", {}, { token: tokenOf(other) })).toMatchObject({ json: { revoked: true } });
  expect(await rig.call("auth.test", {}, { token: tokenOf(other) })).toMatchObject({ error: "token_revoked" });
  rig.sim.uninstall(other);
  expect(await rig.call("auth.test", {}, { token: tokenOf(other) })).toMatchObject({ error: "token_revoked" });
  rig.sim.uninstall(rig.fixtures.workspace);
  expect(await rig.call("auth.test")).toMatchObject({ error: "account_inactive" });
  const seen = rig.sim.requests.map(({ authorization }) => authorization);
  expect(seen).toEqual(["bot", "revoked", "revoked", "revoked"]);
});

test("a missing scope names what is needed and what there is", async () => {
  const poor = rig.sim.addWorkspace({ name: "Poor", scopes: ["commands", "files:write"] });
  const token = tokenOf(poor);
  expect(await rig.call("chat.postMessage", { channel: "C1", text: "x" }, { token })).toMatchObject({
    error: "missing_scope",
    json: { needed: "chat:write", provided: "commands,files:write" },
  });
  const refused = clientOf(rig.sim, token).users.info({ user: rig.fixtures.admin.id });
  await expect(refused).rejects.toThrow(webApi.WebAPIPlatformError);
  await expect(refused).rejects.toMatchObject({ data: { error: "missing_scope", needed: "users:read" } });
});

test("a method that is not there is unknown", async () => {
  expect(await rig.call("chat.postMassage")).toMatchObject({ status: 200, error: "unknown_method" });
});

test("forms, JSON and queries say the same", async () => {
  const channel = rig.fixtures.channels[0].id;
  const blocks = [{ type: "divider" }];
  expect(await rig.call("chat.postMessage", { channel, text: "form", blocks })).toMatchObject({ ok: true });
  expect(await rig.call("chat.postMessage", { channel, text: "json", blocks }, { json: true })).toMatchObject({
    ok: true,
  });
  const query = new URLSearchParams({ channel, text: "query", token: tokenOf(rig.fixtures.workspace) });
  expect(await (await fetch(`${rig.sim.apiUrl}chat.postMessage?${String(query)}`)).json()).toMatchObject({ ok: true });
  expect(rig.sim.messages().map(({ text }) => text)).toEqual(["form", "json", "query"]);
  expect(rig.sim.requests[0]).toMatchObject({ method: "chat.postMessage", status: 200, args: { channel, blocks } });
  expect(rig.sim.requests[2]?.args).not.toHaveProperty("token");
});

test("JSON carries no token in its body, and must be JSON", async () => {
  const token = tokenOf(rig.fixtures.workspace);
  expect(await rig.call("auth.test", { token }, { token: null, json: true })).toMatchObject({ error: "not_authed" });
  const response = await fetch(`${rig.sim.apiUrl}auth.test`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: "{",
  });
  expect(await response.json()).toMatchObject({ error: "invalid_json" });
});

test("methods that read no JSON see no arguments in it", async () => {
  const args = { filename: "a.png", length: 1 };
  expect(await rig.call("files.getUploadURLExternal", args, { json: true })).toMatchObject({
    error: "invalid_arguments",
    problems: ["missing required field: filename"],
  });
  expect(await rig.call("files.getUploadURLExternal", args)).toMatchObject({ ok: true });
});

test("what is missing is named", async () => {
  expect(await rig.call("chat.postMessage", { text: "x" })).toMatchObject({
    error: "invalid_arguments",
    problems: ["missing required field: channel"],
  });
});

test("people and places are described with the roles they have", async () => {
  const { admin, workspace } = rig.fixtures;
  const guest = rig.sim.addMember(workspace, { name: "Gus", isRestricted: true, isUltraRestricted: true });
  const client = clientOf(rig.sim, tokenOf(workspace));
  const { user } = await client.users.info({ user: admin.id });
  expect(user).toMatchObject({ id: admin.id, team_id: workspace.id, is_admin: true, is_owner: false, is_bot: false });
  expect((await client.users.info({ user: guest.id })).user).toMatchObject({
    is_restricted: true,
    is_ultra_restricted: true,
    is_admin: false,
  });
  rig.sim.changeMember(admin, { isAdmin: false, isPrimaryOwner: true });
  expect((await client.users.info({ user: admin.id })).user).toMatchObject({ is_admin: false, is_primary_owner: true });
  rig.sim.changeMember(admin, { deleted: true });
  const gone = (await client.users.info({ user: admin.id })).user;
  expect(gone).toMatchObject({ deleted: true });
  expect(gone).not.toHaveProperty("is_primary_owner");
  const bot = await client.users.info({ user: workspace.installation?.botUserId ?? "" });
  expect(bot.user).toMatchObject({ is_bot: true, is_admin: false });
  expect(await rig.call("users.info", { user: "U0NOBODY" })).toMatchObject({ error: "user_not_found" });
  expect(await rig.call("bots.info", { bot: workspace.installation?.botId })).toMatchObject({
    json: { bot: { user_id: workspace.installation?.botUserId, app_id: rig.sim.appId } },
  });
  expect(await rig.call("bots.info", { bot: "B0NOBODY" })).toMatchObject({ error: "bot_not_found" });
  expect(await rig.call("team.info")).toMatchObject({ error: "missing_scope", json: { needed: "team:read" } });
});

test("conversations are opened, joined and described within the rules", async () => {
  const { workspace, members, channels } = rig.fixtures;
  const [bo, cy] = members;
  const bot = workspace.installation?.botUserId ?? "";
  const scopes = ["chat:write", "im:write", "channels:join", "channels:read", "groups:read"];
  const { botToken: token } = rig.sim.install(workspace, { scopes });
  const call = async (method: string, args: object) => await rig.call(method, { ...args }, { token });
  const opened = await call("conversations.open", { users: bo.id, return_im: true });
  expect(opened.json).toMatchObject({ channel: { is_im: true } });
  const again = await call("conversations.open", { users: bo.id });
  expect((again.json["channel"] as { id: string }).id).toBe((opened.json["channel"] as { id: string }).id);
  expect(rig.sim.channels.at(-1)).toMatchObject({ kind: "im", name: "directmessage", members: [bo.id, bot] });
  expect(await call("conversations.open", { users: `${bo.id},${cy.id}` })).toMatchObject({
    error: "missing_scope",
    json: { needed: "mpim:write" },
  });
  expect(await call("conversations.open", {})).toMatchObject({ error: "users_list_not_supplied" });
  expect(await call("conversations.open", { users: "U0NOBODY" })).toMatchObject({ error: "user_not_found" });
  rig.sim.changeMember(cy, { deleted: true });
  expect(await call("conversations.open", { users: cy.id })).toMatchObject({ error: "user_disabled" });

  const open = rig.sim.addChannel(workspace, { name: "open", botIsMember: false });
  const secret = rig.sim.addChannel(workspace, { name: "secret", kind: "private", botIsMember: false });
  const closed = rig.sim.addChannel(workspace, { name: "closed", botIsMember: false, isArchived: true });
  expect(await call("conversations.info", { channel: open.id })).toMatchObject({
    json: { channel: { is_member: false } },
  });
  expect(await call("conversations.join", { channel: open.id })).toMatchObject({
    json: { channel: { is_member: true } },
  });
  expect(await call("conversations.join", { channel: open.id })).toMatchObject({
    json: { warning: "already_in_channel" },
  });
  expect(await call("conversations.join", { channel: secret.id })).toMatchObject({ error: "channel_not_found" });
  const group = rig.sim.addChannel(workspace, { name: "group", kind: "private" });
  const reading = rig.sim.install(workspace, { scopes: ["channels:read"] }).botToken;
  expect(await rig.call("conversations.info", { channel: group.id }, { token: reading })).toMatchObject({
    error: "missing_scope",
    json: { needed: "groups:read" },
  });
  expect(await call("conversations.join", { channel: closed.id })).toMatchObject({ error: "is_archived" });
  const first = await call("conversations.members", { channel: channels[0].id, limit: 2 });
  expect(first.json["members"]).toHaveLength(2);
  const { next_cursor: cursor } = first.json["response_metadata"] as { next_cursor: string };
  const rest = await call("conversations.members", { channel: channels[0].id, limit: 2, cursor });
  expect([first.json["members"], rest.json["members"]].flat()).toEqual(channels[0].members);
  expect(await call("conversations.info", { channel: rig.sim.addDirectMessage(bo, cy).id })).toMatchObject({
    error: "channel_not_found",
  });
});
