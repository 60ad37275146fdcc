// Were this wrong, a workspace could be joined that nobody let the bot into, or be served after it was left.
import { App, HTTPReceiver, LogLevel, type Installation, type InstallationStore } from "@slack/bolt";
import type { Server } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startSlack, type SlackSimulator, type Workspace } from "../../../sim/slack/simulator.ts";
import { HandClock, SILENT } from "./harness.ts";

class Store implements InstallationStore {
  readonly kept = new Map<string, Installation>();
  readonly deleted: string[] = [];

  async storeInstallation(installation: Installation): Promise<void> {
    this.kept.set(
      installation.isEnterpriseInstall ? (installation.enterprise?.id ?? "") : (installation.team?.id ?? ""),
      installation,
    );
  }

  async fetchInstallation(query: {
    teamId?: string | undefined;
    enterpriseId?: string | undefined;
    isEnterpriseInstall: boolean;
  }): Promise<Installation> {
    const found = this.kept.get((query.isEnterpriseInstall ? query.enterpriseId : query.teamId) ?? "");
    if (!found) throw new Error("not installed");
    return found;
  }
}

const SCOPES = ["commands", "chat:write"];
let clock: HandClock;
let sim: SlackSimulator;
let store: Store;
let app: App;
let server: Server;
let base: string;

beforeEach(async () => {
  clock = new HandClock();
  sim = await startSlack({ clock, commands: ["/draw"], scopes: SCOPES, limits: false });
  store = new Store();
  const receiver = new HTTPReceiver({
    signingSecret: sim.signingSecret,
    clientId: sim.clientId,
    clientSecret: sim.clientSecret,
    stateSecret: "secret",
    scopes: SCOPES,
    installationStore: store,
    logger: SILENT,
    logLevel: LogLevel.ERROR,
    installerOptions: { authorizationUrl: sim.authorizeUrl, clientOptions: { slackApiUrl: sim.apiUrl } },
  });
  app = new App({ receiver, logger: SILENT, clientOptions: { slackApiUrl: sim.apiUrl } });
  server = await app.start({ port: 0, host: "127.0.0.1" });
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  sim.deliverTo(`${base}/slack/events`);
  sim.setManifest({
    display_information: { name: "Atelier" },
    features: { slash_commands: [{ command: "/draw", description: "Draws" }] },
    oauth_config: { scopes: { bot: SCOPES }, redirect_urls: [`${base}/slack/oauth_redirect`] },
    settings: {
      socket_mode_enabled: true,
      org_deploy_enabled: true,
      event_subscriptions: { bot_events: ["app_uninstalled"] },
    },
  });
});
afterEach(async () => {
  server.closeAllConnections();
  await app.stop();
  await sim[Symbol.asyncDispose]();
});

const empty = (name: string): Workspace => sim.addWorkspace({ name, installed: false });
const installed = (workspace: Workspace) => sim.workspaces.find(({ id }) => id === workspace.id)?.installation;

async function codeFor(workspace: Workspace): Promise<string> {
  const person = sim.addMember(workspace, { name: "Ada" });
  const query = new URLSearchParams({ client_id: sim.clientId, scope: "commands", state: "s" });
  const page = await (await fetch(`${sim.authorizeUrl}?${String(query)}`)).text();
  const request = /name="request" content="([^"]+)"/u.exec(page)?.[1] ?? "";
  const decide = new URLSearchParams({ request, user: person.id, decision: "allow" });
  const { headers } = await fetch(`${sim.origin}/oauth/v2/decide?${String(decide)}`, { redirect: "manual" });
  return new URL(headers.get("location") ?? "").searchParams.get("code") ?? "";
}
const exchange = async (args: Readonly<Record<string, string>>) => {
  const body = new URLSearchParams({ client_id: sim.clientId, client_secret: sim.clientSecret, ...args });
  return (await (await fetch(`${sim.apiUrl}oauth.v2.access`, { method: "POST", body })).json()) as Record<
    string,
    unknown
  >;
};

test("a person lets the app in, and its commands are answered with that workspace's token", async () => {
  const workspace = empty("North");
  const person = sim.addMember(workspace, { name: "Ada", isAdmin: true });
  const channel = sim.addChannel(workspace, { name: "studio" });
  expect(() => person.command(channel, "/draw")).toThrow("not installed");
  expect(await person.install(`${base}/slack/install`)).toMatchObject({ status: 200 });
  const installation = installed(workspace);
  expect(installation).toMatchObject({ installedBy: person.id, scopes: SCOPES, orgWide: false });
  expect(store.kept.get(workspace.id)).toMatchObject({
    team: { id: workspace.id, name: "North" },
    isEnterpriseInstall: false,
    user: { id: person.id },
    bot: { token: installation?.botToken, userId: installation?.botUserId, id: installation?.botId, scopes: SCOPES },
  });
  expect(channel.members).not.toContain(installation?.botUserId);
  app.command("/draw", async ({ ack, client, command }) => {
    await client.apiCall("chat.postMessage", { channel: command.user_id, text: "hello" });
    await ack();
  });
  await person.command(channel, "/draw").acknowledged;
  expect(sim.messages()).toMatchObject([{ workspaceId: workspace.id, text: "hello" }]);
});

describe("nobody is installed", () => {
  test.each([
    ["who changes their mind", { deny: true }],
    ["whose state was forged", { forgedState: "forged" }],
    ["whose browser is another one", { withoutCookies: true }],
  ])("%s", async (_name, options) => {
    const workspace = empty("North");
    const person = sim.addMember(workspace, { name: "Ada" });
    const { status } = await person.install(`${base}/slack/install`, options);
    expect(status).not.toBe(200);
    expect(installed(workspace)).toBeUndefined();
    expect(store.kept.size).toBe(0);
  });

  test("who may not install apps", async () => {
    const workspace = empty("North");
    const guest = sim.addMember(workspace, { name: "Gus", isRestricted: true });
    expect(await guest.install(`${base}/slack/install`)).toMatchObject({ status: 400 });
  });
});

test.each([
  ["another app's id", { client_id: "1.2" }, "Invalid client_id"],
  ["a scope that the app does not have", { scope: "commands,admin" }, "Invalid permissions requested: admin"],
  ["no scopes", { scope: "" }, "No scopes requested"],
  ["a redirect to elsewhere", { redirect_uri: "https://evil.example/" }, "redirect_uri did not match"],
])("Slack's page refuses %s", async (_name, change, reason) => {
  const query = new URLSearchParams({ client_id: sim.clientId, scope: "commands", state: "s", ...change });
  const response = await fetch(`${sim.authorizeUrl}?${String(query)}`);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(reason);
});

describe("a code", () => {
  test("is good once, for the client that asked", async () => {
    const workspace = empty("North");
    const code = await codeFor(workspace);
    expect(await exchange({ code, client_secret: "wrong" })).toMatchObject({ error: "bad_client_secret" });
    expect(await exchange({ code, client_id: "wrong" })).toMatchObject({ error: "invalid_client_id" });
    expect(await exchange({ code, redirect_uri: "https://e.org" })).toMatchObject({ error: "bad_redirect_uri" });
    expect(await exchange({ code })).toMatchObject({ error: "invalid_code" });
    const good = await exchange({ code: await codeFor(workspace) });
    expect(good).toMatchObject({ ok: true, token_type: "bot", scope: "commands", team: { id: workspace.id } });
    expect(await exchange({ code: "nothing" })).toMatchObject({ error: "invalid_code" });
    const old = await codeFor(workspace);
    clock.advance(10 * 60_000);
    expect(await exchange({ code: old })).toMatchObject({ error: "invalid_code" });
    expect(await exchange({ grant_type: "refresh_token" })).toMatchObject({ error: "invalid_grant_type" });
  });

  test("is taken with the client in a header too", async () => {
    const workspace = empty("North");
    const basic = Buffer.from(`${sim.clientId}:${sim.clientSecret}`).toString("base64");
    const response = await fetch(`${sim.apiUrl}oauth.v2.access`, {
      method: "POST",
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ code: await codeFor(workspace) }),
    });
    expect(await response.json()).toMatchObject({ ok: true, access_token: installed(workspace)?.botToken });
  });
});

test("leaving tells the app, kills its token, and takes it out of the channels", async () => {
  const workspace = sim.addWorkspace({ name: "North", scopes: SCOPES });
  const channel = sim.addChannel(workspace, { name: "studio" });
  const { botToken = "", botUserId } = workspace.installation ?? {};
  expect(sim.install(workspace, { scopes: SCOPES }).botToken).toBe(botToken);
  expect(sim.install(workspace, { scopes: ["commands"] }).botToken).not.toBe(botToken);
  expect(sim.install(workspace, { scopes: SCOPES }).scopes).toEqual(SCOPES);
  await store.storeInstallation({
    team: { id: workspace.id },
    enterprise: undefined,
    user: { id: "U1", token: undefined, scopes: undefined },
    isEnterpriseInstall: false,
  });
  app.event("app_uninstalled", async ({ body }) => {
    store.deleted.push(body.team_id);
  });
  expect(channel.members).toContain(botUserId);
  sim.uninstall(workspace);
  await sim.waitFor(() => store.deleted.length > 0 && sim.interactions.every(({ response }) => response));
  expect(store.deleted).toEqual([workspace.id]);
  expect(sim.interactions.map(({ name }) => name)).toEqual(["app_uninstalled"]);
  expect(sim.channels[0]?.members).not.toContain(botUserId);
  const body = new URLSearchParams({ token: botToken });
  expect(await (await fetch(`${sim.apiUrl}auth.test`, { method: "POST", body })).json()).toMatchObject({
    error: "account_inactive",
  });
  expect(sim.install(workspace).botToken).not.toBe(botToken);
});

test("the app can remove itself", async () => {
  const workspace = sim.addWorkspace({ name: "North", scopes: SCOPES });
  const token = workspace.installation?.botToken ?? "";
  const remove = async (client_secret: string) => {
    const body = new URLSearchParams({ token, client_id: sim.clientId, client_secret });
    return await (await fetch(`${sim.apiUrl}apps.uninstall`, { method: "POST", body })).json();
  };
  expect(await remove("wrong")).toMatchObject({ error: "bad_client_secret" });
  expect(installed(workspace)).toBeDefined();
  expect(await remove(sim.clientSecret)).toEqual({ ok: true });
  expect(installed(workspace)).toBeUndefined();
});

test("an organisation lets the app into all of its workspaces with one token", async () => {
  const enterprise = sim.addEnterprise("Grid");
  const [north, south] = ["North", "South"].map((name) => sim.addWorkspace({ name, enterprise, installed: false }));
  if (!north || !south) throw new Error("no workspaces");
  const person = sim.addMember(north, { name: "Ada", isEnterpriseAdmin: true });
  const other = sim.addMember(south, { name: "Bo" });
  expect(await person.install(`${base}/slack/install`, { orgWide: true })).toMatchObject({ status: 200 });
  const token = installed(north)?.botToken;
  expect(installed(south)).toMatchObject({ botToken: token, orgWide: true });
  expect(store.kept.get(enterprise.id)).toMatchObject({
    isEnterpriseInstall: true,
    team: undefined,
    enterprise: { id: enterprise.id },
  });
  const teams: (string | undefined)[] = [];
  app.command("/draw", async ({ ack, client, command, context }) => {
    teams.push(context.teamId);
    await client.apiCall("chat.postMessage", { channel: command.user_id, text: command.is_enterprise_install ?? "" });
    await ack();
  });
  const channel = sim.addChannel(south, { name: "studio" });
  await other.command(channel, "/draw").acknowledged;
  expect(teams).toEqual([south.id]);
  expect(sim.messages()).toMatchObject([{ workspaceId: south.id, text: "true" }]);
  expect(sim.requests.at(-1)).toMatchObject({ method: "chat.postMessage", workspaceId: south.id });
});
