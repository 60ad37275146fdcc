// What a task is taken for when polling it fails. Taken for lost too soon, a picture that was paid for is thrown away;
// too late, somebody stares at a card for a day (P5, P6).

import { expect, test } from "vitest";
import { CELLS } from "../../src/domain/progress.ts";
import { RetryableError, TerminalError, UserError } from "../../src/domain/errors/errors.ts";
import { A_REPORT, AWAY, openHarness, SUCCESS } from "./harness.ts";
import type { Harness } from "./harness.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const times = (count: number, error: Error): readonly Error[] => Array.from({ length: count }, () => error);

const GONE = new TerminalError("generator.gone");
const ODD = new RetryableError("generator.unknown_status", { detail: { status: "paused" } });
const REFUSED = new TerminalError("generator.unauthorized");
const BUSY = new RetryableError("generator.busy");

const leave = async (harness: Harness, ageMs = 0) => {
  const at = harness.clock.now() - ageMs;
  return await harness.leave({ kind: "running", taskId: "task_1", phase: "queued", since: at }, { createdAt: at });
};

test.each([
  ["that the API does not know", GONE],
  ["in a state that nobody knows", ODD],
])("a task %s is polled eleven times in vain, and lost with the twelfth", async (_, error) => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  harness.polls.set(...times(11, error), SUCCESS);
  expect(await harness.carry(id)).toMatchObject({ state: { outcome: { kind: "made" } } });

  const other = await harness.leave(
    { kind: "running", taskId: "t", phase: "queued", since: 0 },
    { interactionId: "2" },
  );
  harness.polls.set(...times(12, error), SUCCESS);
  expect(await harness.carry(other.id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: "lost" } } });
  expect(harness.cards.map(({ status }) => status.kind)).toEqual(["made", "lost"]);
});

test("a task that was just created is given minutes to show", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  harness.polls.set(GONE);
  const { settledAt } = await harness.carry(id);
  expect((settledAt ?? 0) - harness.clock.startedAt).toBeGreaterThan(4 * MINUTE_MS);
  expect((settledAt ?? 0) - harness.clock.startedAt).toBeLessThan(10 * MINUTE_MS);
});

test.each([
  ["a key that is refused", REFUSED],
  ["an API that is busy", BUSY],
  ["an answer that is a bug of ours", new TypeError("x is not a function")],
  ["a refusal that no poll should get", new UserError("generator.refused", { detail: { reason: null } })],
])("%s says nothing of the task, not for hours, and counts towards nothing", async (_, error) => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  // With the back-off, some nineteen hours; and the task is not known at once after them.
  harness.polls.set(...times(1_100, error), ...times(11, GONE), SUCCESS);
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: "made" } } });
  expect(harness.clock.elapsed()).toBeGreaterThan(15 * HOUR_MS);
});

test("after a day without a word it is lost", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  harness.polls.set(BUSY);
  const { settledAt, state } = await harness.carry(id);
  expect(state).toMatchObject({ kind: "delivered", outcome: { kind: "lost" } });
  expect((settledAt ?? 0) - harness.clock.startedAt).toBeGreaterThan(24 * HOUR_MS);
  expect((settledAt ?? 0) - harness.clock.startedAt).toBeLessThan(24.1 * HOUR_MS);
});

test("a bot that was away for two days does not give up with its first poll", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness, 48 * HOUR_MS);
  harness.polls.set(...times(11, BUSY), SUCCESS);
  expect(await harness.carry(id)).toMatchObject({ state: { outcome: { kind: "made" } } });

  const at = harness.clock.now() - 48 * HOUR_MS;
  const state = { kind: "running", taskId: "t", phase: "queued", since: at } as const;
  const other = await harness.leave(state, { interactionId: "2", createdAt: at });
  harness.polls.set(...times(12, BUSY), SUCCESS);
  expect(await harness.carry(other.id)).toMatchObject({ state: { outcome: { kind: "lost" } } });
});

test.each([
  ["back by a day", -24],
  ["forward by two days", 48],
])("a clock that is set %s while a task runs neither loses it nor polls at it without end", async (_, hours) => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  harness.polls.set(...times(20, BUSY), ...Array.from({ length: 30 }, () => A_REPORT), SUCCESS);
  expect(await harness.carry(id, () => harness.clock.set(hours * HOUR_MS))).toMatchObject({
    state: { outcome: { kind: "made" } },
  });
  expect(harness.polls.asked).toBe(51);
  // Fifty polls that are not seconds apart would be over by then.
  expect(harness.clock.elapsed()).toBeGreaterThan(15 * MINUTE_MS);
});

test("a row from the future, because the clock was set back since, is polled like a fresh one", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness, -24 * HOUR_MS);
  harness.polls.set(...Array.from({ length: 10 }, () => A_REPORT), SUCCESS);
  await harness.carry(id);
  expect(harness.polls.asked).toBe(11);
  expect(harness.clock.elapsed()).toBeGreaterThan(MINUTE_MS - 1);
});

test("a task that the API says has moved is polled then, not when it would be due", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness, HOUR_MS);
  harness.polls.set({ ...A_REPORT, status: "processing" }, SUCCESS);
  const { settledAt } = await harness.carry(id, () => harness.move());
  expect((settledAt ?? 0) - harness.clock.startedAt).toBeLessThan(2 * MINUTE_MS);
});

test("a card is drawn anew where its bar moves, not with every poll", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  harness.polls.set(...Array.from({ length: 60 }, () => A_REPORT), SUCCESS);
  await harness.carry(id);
  // Once at first, and once a cell: the last one is never full.
  expect(harness.showings.length).toBeGreaterThan(4);
  expect(harness.showings.length).toBeLessThanOrEqual(CELLS);
});

test("a watch that the database breaks off leaves no stream open behind it", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  const streams: AbortSignal[] = [];
  harness.parts.generator.follow = async (_, __, signal) => void streams.push(signal);
  harness.fail("recordPhase", AWAY, AWAY);
  harness.polls.set({ ...A_REPORT, status: "processing" }, { ...A_REPORT, status: "processing" }, A_REPORT, SUCCESS);
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: "made" } } });
  expect(streams.map(({ aborted }) => aborted)).toEqual([true, true, true]);
});
