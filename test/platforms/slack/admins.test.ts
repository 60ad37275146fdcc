// Were this wrong, anybody could set a workspace's budget, or its owner could not.

import { afterEach, beforeEach, expect, test } from "vitest";
import type { SlackSimulator, Fixtures } from "../../../sim/slack/simulator.ts";
import type { MemberSpec } from "../../../sim/slack/state/places.ts";
import { startSlack } from "../../../sim/slack/simulator.ts";
import { createAdmins } from "../../../src/platforms/slack/incoming/admins.ts";
import type { Admins } from "../../../src/platforms/slack/incoming/admins.ts";
import { ManualClock } from "../../manual-clock.ts";
import { never, openRequests, turning } from "./connection-harness.ts";

let closing: AsyncDisposableStack;
let sim: SlackSimulator;
let fixtures: Fixtures;
let clock: ManualClock;
let admins: Admins;

beforeEach(async () => {
  closing = new AsyncDisposableStack();
  sim = closing.use(await startSlack({ limits: false }));
  fixtures = sim.addFixtures();
  clock = new ManualClock();
  admins = createAdmins({ requests: closing.use(openRequests(sim, clock)).requests, clock });
});
afterEach(async () => await closing.disposeAsync());

const isAdmin = async (userId: string, teamId = fixtures.workspace.id): Promise<boolean> =>
  await admins.isAdmin(teamId, userId, never());
const asked = (): number => sim.requests.filter(({ method }) => method === "users.info").length;

test.each<[string, Partial<MemberSpec>, boolean]>([
  ["a member", {}, false],
  ["an admin", { isAdmin: true }, true],
  ["an owner", { isOwner: true }, true],
  ["the primary owner", { isPrimaryOwner: true }, true],
  ["a guest", { isRestricted: true }, false],
  ["somebody who is gone", { isAdmin: true, deleted: true }, false],
  ["somebody of another organisation who is an admin there", { isAdmin: true, isStranger: true }, false],
])("%s: %o", async (_, spec, may) => {
  const { id } = sim.addMember(fixtures.workspace, { name: "Ada", ...spec });
  expect(await isAdmin(id)).toBe(may);
});

test("an admin of the organisation manages its workspaces", async () => {
  const { workspace } = sim.addFixtures({ name: "North", enterprise: sim.addEnterprise("Grid") });
  const { id } = sim.addMember(workspace, { name: "Ada", isEnterpriseAdmin: true });
  expect(await isAdmin(id, workspace.id)).toBe(true);
});

test("what Slack said holds for five minutes", async () => {
  const { id } = fixtures.admin;
  expect([await isAdmin(id), await isAdmin(id)]).toEqual([true, true]);
  expect(asked()).toBe(1);
  sim.changeMember(fixtures.admin, { isAdmin: false });
  await clock.advance(299_000);
  expect(await isAdmin(id)).toBe(true);
  await clock.advance(2_000);
  expect(await isAdmin(id)).toBe(false);
  expect(asked()).toBe(2);
});

test("a person of one workspace is nobody in another", async () => {
  const other = sim.addFixtures({ name: "Other" });
  expect(await isAdmin(fixtures.admin.id)).toBe(true);
  expect(await isAdmin(fixtures.admin.id, other.workspace.id)).toBe(false);
});

test("many commands at once ask once", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, async () => await isAdmin(fixtures.admin.id)));
  expect(new Set(answers)).toEqual(new Set([true]));
  expect(asked()).toBe(1);
});

test("who is not known within a second and a half is no admin; what comes later counts for the next time", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const fault = sim.failNext({ method: "users.info", until: promise });
  const early = isAdmin(fixtures.admin.id);
  await sim.waitFor(() => fault.applied === 1);
  await clock.advance(1_499);
  await clock.advance(1);
  expect(await early).toBe(false);
  resolve();
  await sim.waitFor(({ requests }) => requests.at(-1)?.status === 200);
  expect(await isAdmin(fixtures.admin.id)).toBe(true);
  expect(asked()).toBe(1);
});

test.each([{ status: 503 }, { error: "ratelimited" }, { drop: "before" as const }])(
  "%o is no answer, and nothing that is remembered",
  async (fault) => {
    sim.failNext({ method: "users.info", ...fault });
    expect(await isAdmin(fixtures.admin.id)).toBe(false);
    expect(await isAdmin(fixtures.admin.id)).toBe(true);
  },
);

test("who leaves while it is asked takes the answer from nobody else", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  sim.failNext({ method: "users.info", until: promise });
  const stop = new AbortController();
  const [left, stays] = [
    admins.isAdmin(fixtures.workspace.id, fixtures.admin.id, stop.signal),
    isAdmin(fixtures.admin.id),
  ];
  stop.abort();
  expect(await left).toBe(false);
  resolve();
  expect(await stays).toBe(true);
  await turning(() => clock.sleeping === 0);
});
