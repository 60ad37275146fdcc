// What a task is taken for when polling it fails. Taken for lost too soon, a picture that was paid for is thrown away;
// too late, somebody stares at a card for a day (P5, P6).

import { expect, test } from "vitest";
import { CELLS } from "../../src/domain/progress.ts";
import { RetryableError, TerminalError, UserError } from "../../src/domain/errors/errors.ts";
import { micros } from "../../src/domain/money/money.ts";
import type { TaskReport } from "../../src/generator/generator.ts";
import { A_REPORT, AWAY, openHarness, SUCCESS } from "./harness.ts";
import type { Harness } from "./harness.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
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
])("a task %s is told of after minutes, polled rarely for days, and delivered when it turns up", async (_, error) => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  harness.polls.set(...times(60, error), SUCCESS);
  const { settledAt, state } = await harness.carry(id);
  expect(state).toMatchObject({ kind: "delivered", outcome: { kind: "made" } });
  expect((settledAt ?? 0) - harness.clock.startedAt).toBeGreaterThan(5 * HOUR_MS);
  const told = harness.shown.filter(({ trouble }) => trouble === "unknown");
  expect(told).toHaveLength(1);
  expect(told[0]?.at).toBeGreaterThan(4 * MINUTE_MS);
  expect(told[0]?.at).toBeLessThan(40 * MINUTE_MS);
  expect(harness.log.of("error").join()).toContain("does not know a task");
});

test.each([
  ["nobody knows it", GONE, "generator.gone"],
  ["nobody answers", BUSY, "generator.busy"],
  ["its state is a word that nobody knows", ODD, "generator.unknown_status"],
])("after three days in which %s a task is lost, and its hold stays", async (_, error, code) => {
  await using harness = await openHarness();
  const { id, hold } = await leave(harness);
  harness.polls.set(error);
  const { settledAt, state } = await harness.carry(id);
  expect(state).toMatchObject({ kind: "delivered", outcome: { kind: "lost", code } });
  expect((settledAt ?? 0) - harness.clock.startedAt).toBeGreaterThan(72 * HOUR_MS);
  expect((settledAt ?? 0) - harness.clock.startedAt).toBeLessThan(80 * HOUR_MS);
  expect(harness.polls.asked).toBeLessThan(250);
  expect((await harness.parts.store.ledger(id)).reduce((sum, { held }) => sum + held, 0)).toBe(hold);
});

test("a task that stays at work is polled ever more rarely, said to be overdue, and found if it ends after all", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  const endsAt = 30 * DAY_MS - HOUR_MS;
  harness.polls.set({ ...A_REPORT, status: "processing" });
  harness.clock.sleep(endsAt, new AbortController().signal).then(
    () => harness.polls.set(SUCCESS),
    () => {},
  );
  expect(await harness.carry(id)).toMatchObject({ state: { outcome: { kind: "made" } } });
  expect(harness.clock.elapsed()).toBeGreaterThan(endsAt);
  expect(harness.polls.asked).toBeLessThanOrEqual(400);
  expect(harness.shown.filter(({ trouble }) => trouble === "overdue")[0]?.at).toBeGreaterThan(DAY_MS);
  // From its second day on it takes no slot.
  expect(harness.restedMs).toBeGreaterThan(28 * DAY_MS);
});

test("one that never ends is lost after a month", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  harness.polls.set({ ...A_REPORT, status: "processing" });
  expect(await harness.carry(id)).toMatchObject({ state: { outcome: { kind: "lost", code: "generator.endless" } } });
});

test.each([
  ["a key that is refused", REFUSED],
  ["an API that is busy", BUSY],
  ["an answer that is a bug of ours", new TypeError("x is not a function")],
  ["a refusal that no poll should get", new UserError("generator.refused", { detail: { reason: null } })],
])("%s says nothing of the task, not for hours, and counts towards nothing", async (_, error) => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  // With the back-off, some fifteen hours; and the task is not known at once after them.
  harness.polls.set(...times(110, error), ...times(11, GONE), SUCCESS);
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: "made" } } });
  expect(harness.clock.elapsed()).toBeGreaterThan(5 * HOUR_MS);
  expect(harness.shown.filter(({ trouble }) => trouble !== undefined)).toEqual([]);
});

test("a bot that was away for four days does not give up with its first poll", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness, 96 * HOUR_MS);
  harness.polls.set(...times(11, BUSY), SUCCESS);
  expect(await harness.carry(id)).toMatchObject({ state: { outcome: { kind: "made" } } });

  const at = harness.clock.now() - 96 * HOUR_MS;
  const state = { kind: "running", taskId: "t", phase: "queued", since: at } as const;
  const other = await harness.leave(state, { interactionId: "2", createdAt: at });
  harness.polls.set(...times(12, BUSY), SUCCESS);
  expect(await harness.carry(other.id)).toMatchObject({ state: { outcome: { kind: "lost" } } });
});

const FAILED: TaskReport = { ...A_REPORT, status: "failed", reason: "no face" };

test.each<readonly [string, readonly TaskReport[], number, string]>([
  ["that names no cost for a minute was free", [FAILED], 0, "generator.failed (cost unstated)"],
  [
    "whose cost comes late is counted at that",
    [FAILED, FAILED, { ...FAILED, actual: micros(5_000) }],
    5_000,
    "generator.failed",
  ],
  [
    "whose cost cannot be read is counted at the most that it can be",
    [{ ...FAILED, unclear: ["cost_actual"] }],
    24_300,
    "generator.failed (cost unreadable)",
  ],
])("a failure %s", async (_, reports, cost, note) => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  harness.polls.set(...reports);
  expect(await harness.carry(id)).toMatchObject({ state: { outcome: { kind: "failed", cost } } });
  expect((await harness.parts.store.ledger(id)).at(-1)).toMatchObject({ spent: cost, note });
});

test("a success whose cost cannot be read is delivered now, at the most that it can be, and the log names the field", async () => {
  await using harness = await openHarness();
  const { id, hold } = await leave(harness);
  harness.polls.set({ ...SUCCESS, actual: null, unclear: ["cost_actual"] });
  expect(await harness.carry(id)).toMatchObject({
    state: { kind: "delivered", outcome: { kind: "made", cost: hold, assumed: "unreadable" } },
  });
  expect(harness.polls.asked).toBe(1);
  expect((await harness.parts.store.ledger(id)).at(-1)).toMatchObject({ note: "made (cost unreadable)", spent: hold });
  expect(harness.log.of("warn").join()).toContain("cost_actual");
});

test("more results than were asked for: a few are shown, and the card says how many are not", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  const media = Array.from(
    { length: 5_000 },
    (_, index) => ({ kind: "image", url: `https://cdn.example/${index}` }) as const,
  );
  harness.polls.set({ ...SUCCESS, media });
  const { state } = await harness.carry(id);
  expect(state).toMatchObject({ outcome: { kind: "made", surplus: 4_995 } });
  expect(harness.cards[0]?.status).toMatchObject({ got: 5, surplus: 4_995 });
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
  expect(harness.shown.length).toBeGreaterThan(4);
  expect(harness.shown.length).toBeLessThanOrEqual(CELLS);
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
