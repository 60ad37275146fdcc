// Two workspaces that let the same bot in, over the same HTTP address. Were one's token, file, budget or message to reach the
// other, a company would read a stranger's work, or pay for it.

import { expect, test } from "vitest";
import type { Message, SlackSimulator, Fixtures } from "../../sim/slack/simulator.ts";
import { systemClock } from "../../src/domain/time/clock.ts";
import { NO_RULES } from "../../src/domain/money/budget.ts";
import { PNG } from "../sim/slack/media.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";
import { textOf } from "../platforms/slack/seen.ts";
import { runApp } from "./in-process.ts";
import { openWebHarness } from "./slack-harness.ts";
import type { WebHarness } from "./slack-harness.ts";

/** What nobody else's request, message or entry may have in it. */
const NAMES = /\b[BCDFTU][A-Z0-9]{8,}\b/g;

const tokenOf = (slack: SlackSimulator, { workspace }: Fixtures): string =>
  slack.workspaces.find(({ id }) => id === workspace.id)?.installation?.botToken ?? "none";

/** Whose each place, person and file is. */
function ownersIn(slack: SlackSimulator, installed: readonly Fixtures[]): ReadonlyMap<string, string> {
  const owned = [
    ...slack.channels,
    ...slack.files(),
    ...installed.flatMap(({ admin, members }) => [admin, ...members]),
  ].map(({ id, workspaceId }) => [id, workspaceId] as const);
  const bots = slack.workspaces.flatMap(({ id, installation: bot }) =>
    [bot?.botUserId, bot?.botId].map((of) => [of, id]),
  );
  return new Map([
    ...owned,
    ...installed.map(({ workspace: { id } }) => [id, id] as const),
    ...(bots as [string, string][]),
  ]);
}

const namedIn = (value: unknown): readonly string[] => JSON.stringify(value).match(NAMES) ?? [];

/** Every request with a token names what belongs to the workspace of the token, and nothing else. */
function expectKeptApart(slack: SlackSimulator, installed: readonly Fixtures[]): void {
  const owners = ownersIn(slack, installed);
  const ofBot = slack.requests.filter(({ authorization }) => authorization === "bot");
  const strays = ofBot.flatMap(({ args, method, workspaceId }) =>
    namedIn(args).flatMap((id) => (owners.get(id) === workspaceId ? [] : [{ method, id, workspaceId }])),
  );
  expect(strays).toEqual([]);
  // Were nothing named, nothing would be shown.
  for (const { workspace } of installed) {
    const mine = ofBot.filter(({ workspaceId }) => workspaceId === workspace.id);
    const named = new Set(mine.flatMap(({ args }) => namedIn(args)).map((id) => id[0]));
    expect(named).toEqual(new Set("CFTU"));
    expect(mine.map(({ method }) => method)).toEqual(
      expect.arrayContaining(["chat.postMessage", "chat.update", "views.open", "users.info", "files.info", "download"]),
    );
  }
  // The bot joins a channel when it is told that it is not in it; no token was refused, and no place was strange to one.
  const refused = slack.requests.flatMap(({ error }) => error ?? []);
  expect(new Set(refused)).toEqual(new Set(["not_in_channel"]));
}

/** What people of a workspace can see. */
const seenIn = (slack: SlackSimulator, { workspace }: Fixtures): readonly Message[] =>
  slack.messages().filter(({ workspaceId }) => workspaceId === workspace.id);

/** Fills in the form with a file, as a person of the workspace. */
async function runForm(
  { slack }: WebHarness,
  fixtures: Fixtures,
  run: { readonly prompt: string; readonly bytes: Uint8Array },
) {
  const [bo] = fixtures.members;
  await bo.command(fixtures.channels[0], "/image", `${run.prompt} --model wan2-7-image --form`).acknowledged;
  const view = await slack.waitFor(() => slack.views(bo)[0]);
  return await bo.submit(view, { image: [{ name: "own.png", bytes: run.bytes }] }).acknowledged;
}

const say = async (fixtures: Fixtures, text: string): Promise<string> => {
  const answer = await fixtures.admin.command(fixtures.channels[0], "/budget", text).acknowledged;
  return answer.type === "message" ? textOf(answer.message) : answer.type;
};

const again = async ({ members: [, cy], channels: [, gallery] }: Fixtures) =>
  await cy.command(gallery, "/image", "a fox --model wan2-7-image").acknowledged;

test("neither's token, files, budget or messages ever reach the other", async () => {
  await using harness = await openWebHarness();
  const { slack, mindvideo, env, cards, filesOf } = harness;
  const log = new KeptLog();
  await using app = await runApp(env, { clock: systemClock, log });
  const [north, south] = [await harness.install("North"), await harness.install("South")];
  const [cold, warm] = [Buffer.concat([PNG, Buffer.alloc(1_000, 1)]), Buffer.concat([PNG, Buffer.alloc(1_000, 2)])];
  const [mine, theirs] = [tokenOf(slack, north), tokenOf(slack, south)];
  expect(new Set([mine, theirs, "none"]).size).toBe(3);

  expect(await say(north, "set 0.03 month")).toContain("$0.03");
  await Promise.all([
    runForm(harness, north, { prompt: "a polar bear", bytes: cold }),
    runForm(harness, south, { prompt: "a sea lion", bytes: warm }),
  ]);
  const [inNorth, inSouth] = await Promise.all(
    [north, south].map(async ({ channels: [{ id }] }) => {
      return await slack.waitFor(() => cards(id).find((one) => /\btook\b/.test(textOf(one))), { timeoutMs: 20_000 });
    }),
  );
  if (inNorth === undefined || inSouth === undefined) throw new Error("no cards");

  // Files: what was uploaded here is read for the run from here, and what was made of it stands here.
  for (const [card, prompt, bytes] of [
    [inNorth, "a polar bear", cold],
    [inSouth, "a sea lion", warm],
  ] as const) {
    const task = mindvideo.tasks.find(({ body }) => JSON.stringify(body).includes(prompt));
    expect(task?.references.map((one) => Buffer.from(one.bytes).equals(bytes))).toEqual([true]);
    expect(filesOf(card).map(({ sha256 }) => sha256)).toEqual(task?.media.map(({ sha256 }) => sha256));
  }

  // Budgets: the north's is used up, and nobody in the south hears of it.
  expect(await again(north)).toMatchObject({ type: "message", message: { visibleTo: north.members[1].id } });
  expect(await again(south)).toMatchObject({ type: "empty" });
  expect(await say(north, "show")).toContain("$0.03");
  expect(await say(south, "show")).not.toContain("$0.03");
  const { store } = app.parts;
  expect((await store.rules("slack", north.workspace.id)).caps).toHaveLength(1);
  expect(await store.rules("slack", south.workspace.id)).toEqual(NO_RULES);
  await slack.waitFor(() => cards(south.channels[1].id).some((one) => /\btook\b/.test(textOf(one))), {
    timeoutMs: 20_000,
  });

  expectKeptApart(slack, [north, south]);
  const owners = ownersIn(slack, [north, south]);
  for (const [fixtures, stranger] of [
    [north, "a sea lion"],
    [south, "a polar bear"],
  ] as const) {
    const { id } = fixtures.workspace;
    const seen = seenIn(slack, fixtures).map(({ text, blocks, files }) => ({
      text,
      blocks,
      files: files.map((one) => one.id),
    }));
    expect(namedIn(seen).filter((name) => owners.has(name) && owners.get(name) !== id)).toEqual([]);
    expect(JSON.stringify(seen)).not.toContain(stranger);
    const entries = await store.guildLedger("slack", id, 100);
    expect(entries.length).toBeGreaterThan(0);
    expect(namedIn(entries).filter((name) => owners.has(name) && owners.get(name) !== id)).toEqual([]);
  }

  // Tokens: in the header of requests to Slack, and nowhere else.
  const { requests } = slack;
  const told = [
    requests.map(({ args }) => args),
    slack.messages().map(({ blocks }) => blocks),
    mindvideo.posts,
    log.lines,
  ];
  expect(JSON.stringify(told)).not.toMatch(/xoxb-/);
  expect(requests.filter(({ method }) => method === "upload").map(({ authorization }) => authorization)).toEqual(
    slack.files().flatMap(({ name }) => (name === "own.png" ? [] : ["none"])),
  );
});

test("let in by their organisation, workspaces have budgets, rules and a ledger of their own", async () => {
  await using harness = await openWebHarness();
  const { slack, env, cards } = harness;
  await using app = await runApp(env, { clock: systemClock, log: new KeptLog() });
  const enterprise = slack.addEnterprise("Grid");
  const [north, south] = [
    slack.addFixtures({ name: "North", enterprise, installed: false }),
    slack.addFixtures({ name: "South", enterprise, installed: false }),
  ];
  const { status } = await north.admin.install(`${harness.publicUrl}/slack/install`, { orgWide: true });
  expect(status).toBe(200);

  expect(await say(north, "set 0 month")).toContain("nothing");
  expect(await again(north)).toMatchObject({ type: "message" });
  expect(await again(south)).toMatchObject({ type: "empty" });
  await slack.waitFor(() => cards(south.channels[1].id).some((one) => /\btook\b/.test(textOf(one))), {
    timeoutMs: 20_000,
  });
  const { store } = app.parts;
  expect(await store.rules("slack", south.workspace.id)).toEqual(NO_RULES);
  const kinds = async ({ workspace }: Fixtures) =>
    new Set((await store.guildLedger("slack", workspace.id, 100)).map(({ kind }) => kind));
  expect(await kinds(north)).toEqual(new Set(["rules"]));
  expect(await kinds(south)).not.toContain("rules");
  // One token serves both, so that every request has to say for which it is.
  const asked = slack.requests.filter(({ authorization, method }) => authorization === "bot" && method !== "auth.test");
  const owners = ownersIn(slack, [north, south]);
  for (const { args, method } of asked) {
    const teams = new Set(namedIn(args).flatMap((id) => owners.get(id) ?? []));
    expect([method, ...teams]).toEqual([method, args["team_id"]]);
  }
});

/** What ends a workspace's stay: its admin takes the app away, or the token alone. Resolves once the bot has been told. */
const goodbyes = {
  app_uninstalled: (slack, fixtures) => slack.uninstall(fixtures.workspace),
  tokens_revoked: async (slack, fixtures) => {
    const headers = { authorization: `Bearer ${tokenOf(slack, fixtures)}` };
    await fetch(`${slack.apiUrl}auth.revoke`, { method: "POST", headers });
  },
} satisfies Record<string, (slack: SlackSimulator, fixtures: Fixtures) => unknown>;

/** Its generation's ID. */
async function type({ members: [bo], channels: [studio] }: Fixtures, prompt: string): Promise<string> {
  const typed = bo.command(studio, "/image", `${prompt} --model wan2-7-image`);
  await typed.acknowledged;
  return `slack:${String(typed.payload["api_app_id"])}:${String(typed.payload["team_id"])}:${typed.triggerId}`;
}

test.each(["app_uninstalled", "tokens_revoked"] as const)(
  "%s in the middle of a run ends that workspace's work, keeps its ledger, and leaves the other alone",
  async (event) => {
    // Two run, the third waits.
    await using harness = await openWebHarness({ mindvideo: { manual: true } });
    const { slack, mindvideo, env, cards, filesOf } = harness;
    const log = new KeptLog();
    await using app = await runApp({ ...env, MAX_IN_FLIGHT: "2" }, { clock: systemClock, log });
    const { store } = app.parts;
    const [north, south] = [await harness.install("North"), await harness.install("South")];
    const taskOf = async (prompt: string) =>
      await mindvideo.waitFor(() => mindvideo.tasks.find(({ body }) => JSON.stringify(body).includes(prompt)));
    const running = await type(north, "a polar bear");
    const bear = await taskOf("a polar bear");
    const other = await type(south, "a sea lion");
    const lion = await taskOf("a sea lion");
    const waiting = await type(north, "a seal");
    await slack.waitFor(() => [...cards(north.channels[0].id), ...cards(south.channels[0].id)].length === 3);
    const before = await store.guildLedger("slack", north.workspace.id, 100);

    await goodbyes[event](slack, north);
    const told = (): boolean =>
      slack.interactions.some(({ name, response }) => name === event && response !== undefined);
    await slack.waitFor(told);
    const asked = slack.requests.length;
    await bear.advance("succeeded");
    await lion.advance("succeeded");
    const card = await slack.waitFor(() => cards(south.channels[0].id).find((one) => /\btook\b/.test(textOf(one))));

    // The south has what it asked for; the money of the north's run is counted, for MindVideo has charged it.
    expect(filesOf(card).map(({ sha256 }) => sha256)).toEqual(lion.media.map(({ sha256 }) => sha256));
    const states = async () =>
      await Promise.all([running, waiting, other].map(async (id) => (await store.get(id))?.state.kind));
    await expect.poll(states).toEqual(["undeliverable", "undeliverable", "delivered"]);
    expect((await store.get(waiting))?.submittedAt).toBeNull();
    expect(mindvideo.tasks).toHaveLength(2);
    expect(mindvideo.charges).toHaveLength(2);
    const after = await store.guildLedger("slack", north.workspace.id, 100);
    expect(after.slice(-before.length)).toEqual(before);
    const ends = after.slice(0, -before.length).map(({ generationId, kind }) => [generationId, kind]);
    expect(ends).toEqual(
      expect.arrayContaining([
        [running, "settle"],
        [waiting, "release"],
      ]),
    );

    // Nothing more goes to where the bot is not.
    const since = slack.requests.slice(asked);
    expect(since.filter(({ workspaceId }) => workspaceId !== south.workspace.id && workspaceId !== undefined)).toEqual(
      [],
    );
    expect(since.filter(({ authorization }) => authorization === "revoked" || authorization === "unknown")).toEqual([]);
    expect(
      log.of("warn").filter((line) => line.includes(north.workspace.id) && line.includes("token away")),
    ).toHaveLength(1);
    expect(await south.admin.command(south.channels[0], "/help").acknowledged).toMatchObject({ type: "message" });
  },
);
