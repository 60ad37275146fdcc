// What a task is taken for when looking at it fails. Taken for lost too soon, a picture that was paid for is thrown away;
// too late, somebody stares at a card for a day (P5, P6).

import { expect, test } from "vitest";
import { CELLS } from "../../src/domain/progress.ts";
import { RetryableError, TerminalError, UserError } from "../../src/domain/errors/errors.ts";
import { A_LOOK, AWAY, openRig, SUCCESS } from "./harness.ts";
import type { Rig } from "./harness.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const times = (count: number, error: Error): readonly Error[] => Array.from({ length: count }, () => error);

const GONE = new TerminalError("generator.gone");
const ODD = new RetryableError("generator.unknown_status", { detail: { status: "paused" } });
const REFUSED = new TerminalError("generator.unauthorized");
const BUSY = new RetryableError("generator.busy");

const leave = async (rig: Rig, ageMs = 0) => {
  const at = rig.clock.now() - ageMs;
  return await rig.leave({ kind: "running", taskId: "task_1", phase: "queued", since: at }, { createdAt: at });
};

test.each([
  ["that the API does not know", GONE],
  ["in a state that nobody knows", ODD],
])("a task %s is looked at eleven times in vain, and lost with the twelfth", async (_, error) => {
  await using rig = await openRig();
  const { id } = await leave(rig);
  rig.looks.set(...times(11, error), SUCCESS);
  expect(await rig.carry(id)).toMatchObject({ state: { outcome: { kind: "made" } } });

  const other = await rig.leave({ kind: "running", taskId: "t", phase: "queued", since: 0 }, { interactionId: "2" });
  rig.looks.set(...times(12, error), SUCCESS);
  expect(await rig.carry(other.id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: "lost" } } });
  expect(rig.cards.map(({ status }) => status.kind)).toEqual(["made", "lost"]);
});

test("a task that was just created is given minutes to show", async () => {
  await using rig = await openRig();
  const { id } = await leave(rig);
  rig.looks.set(GONE);
  const { settledAt } = await rig.carry(id);
  expect((settledAt ?? 0) - rig.clock.startedAt).toBeGreaterThan(4 * MINUTE_MS);
  expect((settledAt ?? 0) - rig.clock.startedAt).toBeLessThan(10 * MINUTE_MS);
});

test.each([
  ["a key that is refused", REFUSED],
  ["an API that is busy", BUSY],
  ["an answer that is a bug of ours", new TypeError("x is not a function")],
  ["a refusal that no look should get", new UserError("generator.refused", { detail: { reason: null } })],
])("%s says nothing of the task, not for hours, and counts towards nothing", async (_, error) => {
  await using rig = await openRig();
  const { id } = await leave(rig);
  // With the back-off, some nineteen hours; and the task is not known at once after them.
  rig.looks.set(...times(1_100, error), ...times(11, GONE), SUCCESS);
  expect(await rig.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: "made" } } });
  expect(rig.clock.elapsed()).toBeGreaterThan(15 * HOUR_MS);
});

test("after a day without a word it is lost", async () => {
  await using rig = await openRig();
  const { id } = await leave(rig);
  rig.looks.set(BUSY);
  const { settledAt, state } = await rig.carry(id);
  expect(state).toMatchObject({ kind: "delivered", outcome: { kind: "lost" } });
  expect((settledAt ?? 0) - rig.clock.startedAt).toBeGreaterThan(24 * HOUR_MS);
  expect((settledAt ?? 0) - rig.clock.startedAt).toBeLessThan(24.1 * HOUR_MS);
});

test("a bot that was away for two days does not give up with its first look", async () => {
  await using rig = await openRig();
  const { id } = await leave(rig, 48 * HOUR_MS);
  rig.looks.set(...times(11, BUSY), SUCCESS);
  expect(await rig.carry(id)).toMatchObject({ state: { outcome: { kind: "made" } } });

  const at = rig.clock.now() - 48 * HOUR_MS;
  const state = { kind: "running", taskId: "t", phase: "queued", since: at } as const;
  const other = await rig.leave(state, { interactionId: "2", createdAt: at });
  rig.looks.set(...times(12, BUSY), SUCCESS);
  expect(await rig.carry(other.id)).toMatchObject({ state: { outcome: { kind: "lost" } } });
});

test.each([
  ["back by a day", -24],
  ["forward by two days", 48],
])("a clock that is set %s while a task runs neither loses it nor looks at it without end", async (_, hours) => {
  await using rig = await openRig();
  const { id } = await leave(rig);
  rig.looks.set(...times(20, BUSY), ...Array.from({ length: 30 }, () => A_LOOK), SUCCESS);
  expect(await rig.carry(id, () => rig.clock.set(hours * HOUR_MS))).toMatchObject({
    state: { outcome: { kind: "made" } },
  });
  expect(rig.looks.asked).toBe(51);
  // Fifty looks that are not seconds apart would be over by then.
  expect(rig.clock.elapsed()).toBeGreaterThan(15 * MINUTE_MS);
});

test("a row from the future, because the clock was set back since, is looked at like a fresh one", async () => {
  await using rig = await openRig();
  const { id } = await leave(rig, -24 * HOUR_MS);
  rig.looks.set(...Array.from({ length: 10 }, () => A_LOOK), SUCCESS);
  await rig.carry(id);
  expect(rig.looks.asked).toBe(11);
  expect(rig.clock.elapsed()).toBeGreaterThan(MINUTE_MS - 1);
});

test("a task that the API says has moved is looked at then, not when its turn comes", async () => {
  await using rig = await openRig();
  const { id } = await leave(rig, HOUR_MS);
  rig.looks.set({ ...A_LOOK, status: "processing" }, SUCCESS);
  const { settledAt } = await rig.carry(id, () => rig.move());
  expect((settledAt ?? 0) - rig.clock.startedAt).toBeLessThan(2 * MINUTE_MS);
});

test("a card is drawn anew where its bar moves, not with every look", async () => {
  await using rig = await openRig();
  const { id } = await leave(rig);
  rig.looks.set(...Array.from({ length: 60 }, () => A_LOOK), SUCCESS);
  await rig.carry(id);
  // Once at first, and once a cell: the last one is never full.
  expect(rig.showings.length).toBeGreaterThan(4);
  expect(rig.showings.length).toBeLessThanOrEqual(CELLS);
});

test("a watch that the database breaks off leaves no stream open behind it", async () => {
  await using rig = await openRig();
  const { id } = await leave(rig);
  const streams: AbortSignal[] = [];
  rig.parts.generator.follow = async (_, __, signal) => void streams.push(signal);
  rig.fail("recordPhase", AWAY, AWAY);
  rig.looks.set({ ...A_LOOK, status: "processing" }, { ...A_LOOK, status: "processing" }, A_LOOK, SUCCESS);
  expect(await rig.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: "made" } } });
  expect(streams.map(({ aborted }) => aborted)).toEqual([true, true, true]);
});
