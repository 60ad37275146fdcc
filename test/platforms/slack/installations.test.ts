// Were this wrong, one workspace would be answered with another's token, or served after it had sent the bot away.

import { afterEach, beforeEach, expect, test } from "vitest";
import type { JsonObject, Fixtures, Workspace } from "../../../sim/slack/simulator.ts";
import type { RequestRecord } from "../../../sim/slack/api/requests.ts";
import { RetryableError } from "../../../src/domain/errors/errors.ts";
import { generationId } from "../../../src/domain/generation.ts";
import type { ReplyRef } from "../../../src/domain/messages/reply.ts";
import { made, picture, shrink } from "../contract/fixtures.ts";
import { never, openWeb, tokenOf } from "./connection-harness.ts";
import type { WebHarness } from "./connection-harness.ts";

let harness: WebHarness;
let [north, south]: readonly [Fixtures | null, Fixtures | null] = [null, null];
beforeEach(async () => {
  harness = await openWeb();
  north = await joined("North");
  south = await joined("South");
});
afterEach(async () => await harness[Symbol.asyncDispose]());

async function joined(name: string): Promise<Fixtures> {
  const fixtures = harness.sim.addFixtures({ name, installed: false });
  await fixtures.admin.install(`${harness.publicUrl}/slack/install`);
  for (const channel of fixtures.channels) harness.sim.changeChannel(channel, { botIsMember: true });
  return fixtures;
}

const both = (): readonly [Fixtures, Fixtures] => {
  if (north === null || south === null) throw new Error("not joined yet");
  return [north, south];
};
const kept = async ({ id }: Workspace) => await harness.keyValue.get(`slack:installation:${id}`);

/** Types a command, and says where its card stands. */
async function run({ members, channels, workspace }: Fixtures): Promise<readonly [string, ReplyRef]> {
  const handle = members[0].command(channels[0], "/image", "a red fox");
  const id = generationId("slack", `${harness.sim.appId}:${workspace.id}:${handle.triggerId}`);
  await handle.acknowledged;
  await harness.handlers.toldOf(id);
  return [id, harness.handlers.reply(id)];
}

async function deliver([id, reply]: readonly [string, ReplyRef]): Promise<void> {
  const card = harness.handlers.card(id, made(1));
  await harness.slack().deliver({ reply, card, files: [picture(1)], shrink, record: async () => undefined }, never());
}

/** What a request names that belongs to a workspace: the workspace itself, and its channels and people. */
function namedBy({ args }: RequestRecord): readonly string[] {
  const text = JSON.stringify(args);
  return both()
    .filter(({ workspace, channels, admin, members }) => {
      return [workspace, ...channels, admin, ...members].some(({ id }) => text.includes(id));
    })
    .map(({ workspace }) => workspace.id);
}

test("neither workspace's token ever goes where the other one is meant, nor to an address that needs none", async () => {
  const runs = await Promise.all(both().map(run));
  await Promise.all(runs.map(deliver));
  const known = harness.sim.requests.filter(({ authorization }) => authorization === "bot");
  expect(new Set(known.map(({ method }) => method))).toEqual(
    new Set([
      "auth.test",
      "chat.postMessage",
      "chat.update",
      "files.getUploadURLExternal",
      "files.completeUploadExternal",
      "files.info",
    ]),
  );
  for (const request of known) {
    expect(request.error).toBeUndefined();
    expect(namedBy(request).filter((id) => id !== request.workspaceId)).toEqual([]);
  }
  const others = harness.sim.requests.filter(({ method }) => ["upload", "response_url"].includes(method));
  expect(others).not.toEqual([]);
  for (const { authorization } of others) expect(authorization).toBe("none");
  for (const { workspace, channels } of both()) {
    expect(harness.sim.messages(channels[0].id).flatMap(({ files }) => files)).toHaveLength(1);
    expect(harness.sim.files(workspace.id)).toHaveLength(1);
  }
});

test("who sends the bot away is forgotten, its work ends, and the other workspace notices nothing", async () => {
  const [left, stays] = both();
  const running = [await run(left), await run(stays)] as const;
  harness.sim.uninstall(left.workspace);
  await harness.sim.waitFor(({ interactions }) => interactions.every(({ response }) => response));
  expect(await kept(left.workspace)).toBeUndefined();
  expect(await kept(stays.workspace)).toBeDefined();
  const before = harness.sim.requests.length;
  await expect(deliver(running[0])).rejects.toMatchObject({ name: "TerminalError", code: "reply.unreachable" });
  expect(harness.sim.requests).toHaveLength(before);
  await deliver(running[1]);
  expect(harness.sim.files(stays.workspace.id)).toHaveLength(1);
});

test("a token that Slack takes for dead ends that workspace's work alone", async () => {
  const [left, stays] = both();
  const running = [await run(left), await run(stays)] as const;
  harness.sim.failNext({ workspaceId: left.workspace.id, error: "token_revoked", times: 100 });
  await expect(deliver(running[0])).rejects.toMatchObject({ code: "reply.unreachable" });
  await deliver(running[1]);
  expect(harness.sim.files(stays.workspace.id)).toHaveLength(1);
});

test("that somebody sent the bot away is told late, and again; who has let it in since stays", async () => {
  const [left] = both();
  harness.sim.uninstall(left.workspace);
  await harness.sim.waitFor(({ interactions }) => interactions.every(({ response }) => response));
  await harness.clock.advance(60_000);
  await left.admin.install(`${harness.publicUrl}/slack/install`);
  for (const event of harness.sim.interactions)
    expect(await harness.sim.http.replay(event)).toMatchObject({ status: 200 });
  expect(await kept(left.workspace)).toBeDefined();
});

/** As Slack would say it, by a signed request. */
async function tell({ id }: Workspace, event: JsonObject): Promise<void> {
  const at = Math.floor(harness.clock.now() / 1_000);
  const authorizations = [
    { enterprise_id: null, team_id: id, user_id: "U1", is_bot: true, is_enterprise_install: false },
  ];
  const body = {
    type: "event_callback",
    team_id: id,
    api_app_id: harness.sim.appId,
    event,
    event_time: at,
    authorizations,
  };
  const sent = await harness.sim.http.post(JSON.stringify(body), { contentType: "application/json" });
  expect(sent).toMatchObject({ status: 200 });
}

test.each([
  ["people's own are none of the bot's", { oauth: ["U1"] }, true],
  ["the bot's is the end of it", { oauth: [], bot: ["U2"] }, false],
])("tokens are revoked: %s", async (_, tokens, stays) => {
  const [left] = both();
  await tell(left.workspace, { type: "tokens_revoked", tokens });
  expect((await kept(left.workspace)) !== undefined).toBe(stays);
});

test("a workspace that nobody let the bot into is told so, by a command and by a press", async () => {
  const [left] = both();
  await run(left);
  const [message] = harness.sim.messages(left.channels[0].id).filter(({ author }) => author.bot);
  if (message === undefined) throw new Error("no card");
  await harness.keyValue.delete(`slack:installation:${left.workspace.id}`);
  const asked = harness.handlers.invoked.length;
  const said = await left.members[0].command(left.channels[0], "/image", "a red fox").acknowledged;
  expect(JSON.stringify(said)).toContain("Not in this workspace");
  await left.members[0].press(message, "Cancel").acknowledged;
  await harness.sim.waitFor(({ requests }) =>
    requests.some(({ method, status }) => method === "response_url" && status === 200),
  );
  const ephemerals = harness.sim.messages(left.channels[0].id).filter(({ ephemeral }) => ephemeral);
  expect(ephemerals).toHaveLength(2);
  expect(harness.handlers.invoked).toHaveLength(asked);
  expect(harness.handlers.pressed).toEqual([]);
});

test("what is kept of a workspace is whose token it is, by that workspace's name alone", async () => {
  const [left, stays] = both();
  const [one, other] = [JSON.stringify(await kept(left.workspace)), JSON.stringify(await kept(stays.workspace))];
  const tokens = harness.sim.workspaces.map(tokenOf);
  expect(tokens.map((token) => [one.includes(token), other.includes(token)])).toEqual([
    [true, false],
    [false, true],
  ]);
});

test("while our own records are out of reach a command is told so, and nobody is taken for a stranger", async () => {
  const [left] = both();
  harness.keyValue.get = async () => {
    throw new RetryableError("database.away");
  };
  const said = await left.members[0].command(left.channels[0], "/image", "a red fox").acknowledged;
  expect(JSON.stringify(said)).toContain("Temporarily unavailable");
  expect(harness.handlers.invoked).toEqual([]);
  Reflect.deleteProperty(harness.keyValue, "get");
  await run(left);
});
