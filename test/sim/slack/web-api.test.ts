// Were this wrong, a bot with a dead token, a missing scope or a misspelt method would look healthy in every test.
import { webApi } from "@slack/bolt";
import { afterEach, beforeEach, expect, test } from "vitest";
import { clientOf, openHarness, section, tokenOf, type Harness } from "./harness.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

test("the real client learns who it is", async () => {
  const { workspace } = harness.fixtures;
  const who = await clientOf(harness.sim, tokenOf(workspace)).auth.test();
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
  expect(await harness.call("auth.test", {}, options)).toMatchObject({ status: 200, ok: false, error });
});

test("the app's token opens sockets and nothing else", async () => {
  const { appToken } = harness.sim;
  expect(await harness.call("apps.connections.open", {}, { token: appToken })).toMatchObject({ ok: true });
  expect(await harness.call("apps.connections.open")).toMatchObject({ error: "not_allowed_token_type" });
  expect(await harness.call("auth.test", {}, { token: appToken })).toMatchObject({ error: "not_allowed_token_type" });
});

test("a revoked token and one of an uninstalled app are told apart", async () => {
  const other = harness.sim.addWorkspace({ name: "Other" });
  expect(await harness.call("auth.revoke", {}, { token: tokenOf(other) })).toMatchObject({ json: { revoked: true } });
  expect(await harness.call("auth.test", {}, { token: tokenOf(other) })).toMatchObject({ error: "token_revoked" });
  harness.sim.uninstall(other);
  expect(await harness.call("auth.test", {}, { token: tokenOf(other) })).toMatchObject({ error: "token_revoked" });
  harness.sim.uninstall(harness.fixtures.workspace);
  expect(await harness.call("auth.test")).toMatchObject({ error: "account_inactive" });
  const seen = harness.sim.requests.map(({ authorization }) => authorization);
  expect(seen).toEqual(["bot", "revoked", "revoked", "revoked"]);
});

test("a missing scope names what is needed and what there is", async () => {
  const poor = harness.sim.addWorkspace({ name: "Poor", scopes: ["commands", "files:write"] });
  const token = tokenOf(poor);
  expect(await harness.call("chat.postMessage", { channel: "C1", text: "x" }, { token })).toMatchObject({
    error: "missing_scope",
    json: { needed: "chat:write", provided: "commands,files:write" },
  });
  const refused = clientOf(harness.sim, token).users.info({ user: harness.fixtures.admin.id });
  await expect(refused).rejects.toThrow(webApi.WebAPIPlatformError);
  await expect(refused).rejects.toMatchObject({ data: { error: "missing_scope", needed: "users:read" } });
});

test("a method that is not there is unknown", async () => {
  expect(await harness.call("chat.postMassage")).toMatchObject({ status: 200, error: "unknown_method" });
});

test("forms, JSON and queries say the same", async () => {
  const channel = harness.fixtures.channels[0].id;
  const blocks = [section("a")];
  expect(await harness.call("chat.postMessage", { channel, text: "form", blocks })).toMatchObject({ ok: true });
  expect(await harness.call("chat.postMessage", { channel, text: "json", blocks }, { json: true })).toMatchObject({
    ok: true,
  });
  const query = new URLSearchParams({ channel, text: "query", token: tokenOf(harness.fixtures.workspace) });
  expect(await (await fetch(`${harness.sim.apiUrl}chat.postMessage?${String(query)}`)).json()).toMatchObject({
    ok: true,
  });
  expect(harness.sim.messages().map(({ text }) => text)).toEqual(["form", "json", "query"]);
  expect(harness.sim.requests[0]).toMatchObject({ method: "chat.postMessage", status: 200, args: { channel, blocks } });
  expect(harness.sim.requests[2]?.args).not.toHaveProperty("token");
});

test("JSON carries no token in its body, and must be JSON", async () => {
  const token = tokenOf(harness.fixtures.workspace);
  expect(await harness.call("auth.test", { token }, { token: null, json: true })).toMatchObject({
    error: "not_authed",
  });
  const response = await fetch(`${harness.sim.apiUrl}auth.test`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: "{",
  });
  expect(await response.json()).toMatchObject({ error: "invalid_json" });
});

test("methods that read no JSON see no arguments in it", async () => {
  const args = { filename: "a.png", length: 1 };
  expect(await harness.call("files.getUploadURLExternal", args, { json: true })).toMatchObject({
    error: "invalid_arguments",
    problems: ["missing required field: filename"],
  });
  expect(await harness.call("files.getUploadURLExternal", args)).toMatchObject({ ok: true });
});

test("what is missing is named", async () => {
  expect(await harness.call("chat.postMessage", { text: "x" })).toMatchObject({
    error: "invalid_arguments",
    problems: ["missing required field: channel"],
  });
});

test("people and places are described with the roles they have", async () => {
  const { admin, workspace } = harness.fixtures;
  const guest = harness.sim.addMember(workspace, { name: "Gus", isRestricted: true, isUltraRestricted: true });
  const client = clientOf(harness.sim, tokenOf(workspace));
  const { user } = await client.users.info({ user: admin.id });
  expect(user).toMatchObject({ id: admin.id, team_id: workspace.id, is_admin: true, is_owner: false, is_bot: false });
  expect((await client.users.info({ user: guest.id })).user).toMatchObject({
    is_restricted: true,
    is_ultra_restricted: true,
    is_admin: false,
  });
  harness.sim.changeMember(admin, { isAdmin: false, isPrimaryOwner: true });
  expect((await client.users.info({ user: admin.id })).user).toMatchObject({ is_admin: false, is_primary_owner: true });
  harness.sim.changeMember(admin, { deleted: true });
  const gone = (await client.users.info({ user: admin.id })).user;
  expect(gone).toMatchObject({ deleted: true });
  expect(gone).not.toHaveProperty("is_primary_owner");
  const bot = await client.users.info({ user: workspace.installation?.botUserId ?? "" });
  expect(bot.user).toMatchObject({ is_bot: true, is_admin: false });
  expect(await harness.call("users.info", { user: "U0NOBODY" })).toMatchObject({ error: "user_not_found" });
  expect(await harness.call("bots.info", { bot: workspace.installation?.botId })).toMatchObject({
    json: { bot: { user_id: workspace.installation?.botUserId, app_id: harness.sim.appId } },
  });
  expect(await harness.call("bots.info", { bot: "B0NOBODY" })).toMatchObject({ error: "bot_not_found" });
  expect(await harness.call("team.info")).toMatchObject({ error: "missing_scope", json: { needed: "team:read" } });
});

test("conversations are opened, joined and described within the rules", async () => {
  const { workspace, members, channels } = harness.fixtures;
  const [bo, cy] = members;
  const bot = workspace.installation?.botUserId ?? "";
  const scopes = ["chat:write", "im:write", "channels:join", "channels:read", "groups:read"];
  const { botToken: token } = harness.sim.install(workspace, { scopes });
  const call = async (method: string, args: object) => await harness.call(method, { ...args }, { token });
  const opened = await call("conversations.open", { users: bo.id, return_im: true });
  expect(opened.json).toMatchObject({ channel: { is_im: true } });
  const again = await call("conversations.open", { users: bo.id });
  expect((again.json["channel"] as { id: string }).id).toBe((opened.json["channel"] as { id: string }).id);
  expect(harness.sim.channels.at(-1)).toMatchObject({ kind: "im", name: "directmessage", members: [bo.id, bot] });
  expect(await call("conversations.open", { users: `${bo.id},${cy.id}` })).toMatchObject({
    error: "missing_scope",
    json: { needed: "mpim:write" },
  });
  expect(await call("conversations.open", {})).toMatchObject({ error: "users_list_not_supplied" });
  expect(await call("conversations.open", { users: "U0NOBODY" })).toMatchObject({ error: "user_not_found" });
  harness.sim.changeMember(cy, { deleted: true });
  expect(await call("conversations.open", { users: cy.id })).toMatchObject({ error: "user_disabled" });

  const open = harness.sim.addChannel(workspace, { name: "open", botIsMember: false });
  const secret = harness.sim.addChannel(workspace, { name: "secret", kind: "private", botIsMember: false });
  const closed = harness.sim.addChannel(workspace, { name: "closed", botIsMember: false, isArchived: true });
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
  const group = harness.sim.addChannel(workspace, { name: "group", kind: "private" });
  const reading = harness.sim.install(workspace, { scopes: ["channels:read"] }).botToken;
  expect(await harness.call("conversations.info", { channel: group.id }, { token: reading })).toMatchObject({
    error: "missing_scope",
    json: { needed: "groups:read" },
  });
  expect(await call("conversations.join", { channel: closed.id })).toMatchObject({ error: "is_archived" });
  const first = await call("conversations.members", { channel: channels[0].id, limit: 2 });
  expect(first.json["members"]).toHaveLength(2);
  const { next_cursor: cursor } = first.json["response_metadata"] as { next_cursor: string };
  const rest = await call("conversations.members", { channel: channels[0].id, limit: 2, cursor });
  expect([first.json["members"], rest.json["members"]].flat()).toEqual(channels[0].members);
  expect(await call("conversations.info", { channel: harness.sim.addDirectMessage(bo, cy).id })).toMatchObject({
    error: "channel_not_found",
  });
});
