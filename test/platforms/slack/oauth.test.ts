// Were this wrong, a workspace would be served that nobody let the bot into, or one that did would not be.

import { afterEach, beforeEach, expect, test } from "vitest";
import type { InstallOptions } from "../../../sim/slack/state/people.ts";
import { SCOPES } from "../../../src/platforms/slack/connection/scopes.ts";
import { openWeb, tokenOf } from "./connection-harness.ts";
import type { WebHarness } from "./connection-harness.ts";

let harness: WebHarness;
beforeEach(async () => {
  harness = await openWeb();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const fixtures = (name: string) => harness.sim.addFixtures({ name, installed: false });
const install = async ({ admin }: ReturnType<typeof fixtures>, options?: InstallOptions) =>
  await admin.install(`${harness.publicUrl}/slack/install`, options);
const installationOf = (id: string) => harness.sim.workspaces.find((workspace) => workspace.id === id)?.installation;
const kept = async (id: string) => await harness.keyValue.get(`slack:installation:${id}`);

test("a person lets the bot in, and it is there, also after a restart", async () => {
  const north = fixtures("North & South");
  const { status, html } = await install(north);
  expect(status).toBe(200);
  expect(html).toContain("Atelier is installed in North &amp; South");
  const { id } = north.workspace;
  expect(installationOf(id)).toMatchObject({ scopes: [...SCOPES], installedBy: north.admin.id, orgWide: false });
  const ask = async () => await north.members[0].command(north.channels[0], "/help").acknowledged;
  expect(await ask()).toMatchObject({ type: "message" });
  await harness.restart();
  expect(await ask()).toMatchObject({ type: "message" });
  expect(harness.log.of("info").join()).toContain(id);
});

test.each<[string, InstallOptions, string]>([
  ["who decides against it", { deny: true }, "Installation cancelled"],
  ["whose state is forged", { forgedState: "forged" }, "Atelier could not be installed"],
  ["who comes back in another browser", { withoutCookies: true }, "Atelier could not be installed"],
])("somebody %s is told so, can try again, and nothing is kept", async (_, options, title) => {
  const north = fixtures("North");
  const { status, html } = await install(north, options);
  expect(status).toBe(400);
  expect(html).toContain(title);
  expect(html).toContain('href="/slack/install"');
  expect(installationOf(north.workspace.id)).toBeUndefined();
  expect(await kept(north.workspace.id)).toBeUndefined();
  expect(await install(north)).toMatchObject({ status: 200 });
});

test("a code that Slack does not take is not tried twice, and nothing is kept", async () => {
  const north = fixtures("North");
  harness.sim.failNext({ method: "oauth.v2.access", status: 503 });
  expect(await install(north)).toMatchObject({ status: 400 });
  expect(harness.sim.requests.filter(({ method }) => method === "oauth.v2.access")).toHaveLength(1);
  expect(await kept(north.workspace.id)).toBeUndefined();
});

test("an organisation lets it into all its workspaces, each of which is served by its own name", async () => {
  const enterprise = harness.sim.addEnterprise("Grid");
  const [north, south] = [
    harness.sim.addFixtures({ name: "North", enterprise, installed: false }),
    harness.sim.addFixtures({ name: "South", enterprise, installed: false }),
  ];
  expect(await install(north, { orgWide: true })).toMatchObject({ status: 200 });
  for (const { members, channels, workspace } of [north, south]) {
    harness.sim.changeChannel(channels[0], { botIsMember: true });
    await members[0].command(channels[0], "/help").acknowledged;
    await members[0].command(channels[0], "/image", "a red fox").acknowledged;
    const asked = () =>
      harness.sim.requests.filter(({ authorization, workspaceId }) => {
        return authorization === "bot" && workspaceId === workspace.id;
      });
    await harness.sim.waitFor(() =>
      asked().some(({ method, status }) => method === "chat.postMessage" && status === 200),
    );
    const mine = asked();
    expect(mine.map(({ method }) => method)).toEqual(expect.arrayContaining(["users.info", "chat.postMessage"]));
    expect(mine.every(({ args }) => args["team_id"] === workspace.id)).toBe(true);
  }
  expect(harness.handlers.invoked.map(({ invocation }) => invocation.guildId)).toEqual(
    [north, north, south, south].map(({ workspace }) => workspace.id),
  );
});

test("neither the log nor a page has a token, a secret or a code", async () => {
  const north = fixtures("North");
  const pages = [await install(north), await install(fixtures("South"), { forgedState: "forged" })];
  harness.sim.failNext({ method: "oauth.v2.access", error: "invalid_code" });
  pages.push(await install(fixtures("West")));
  const { clientSecret, signingSecret, workspaces } = harness.sim;
  const [token = ""] = workspaces.filter(({ id }) => id === north.workspace.id).map(tokenOf);
  const codes = harness.sim.requests.flatMap(({ args }) => (typeof args["code"] === "string" ? [args["code"]] : []));
  expect(codes).toHaveLength(2);
  for (const secret of [token, clientSecret, signingSecret, "of our own", ...codes]) {
    expect(harness.log.lines.join("\n")).not.toContain(secret);
    for (const { html } of pages) expect(html).not.toContain(secret);
  }
});
