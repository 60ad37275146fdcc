// What is known of a task after its request went wrong. If one of these fails, somebody is charged for a picture that the
// budget has forgotten, or the money of one that never existed stays set aside.

import { expect, test } from "vitest";
import { RetryableError, TerminalError, UserError } from "../../src/domain/errors/errors.ts";
import { micros } from "../../src/domain/money/money.ts";
import { A_REPORT, AWAY, openHarness, SUCCESS } from "./harness.ts";
import type { Harness } from "./harness.ts";
import { anAttachment } from "../an-attachment.ts";

const HOUR_MS = 60 * 60_000;
const BUSY = new RetryableError("generator.busy");
const REFUSED = new UserError("generator.refused", { detail: { reason: "no duels" } });
const LIMITED = new RetryableError("generator.busy", { detail: { status: 429 } });
const NOT_SENT = new RetryableError("generator.not_sent", { detail: { reason: "ECONNREFUSED" } });
const PAGE = new RetryableError("generator.unreachable", { detail: { reason: "a page with 403" } });
const CONFLICT = new RetryableError("generator.conflict", { detail: { status: 409 } });
const NO_CREDIT = new TerminalError("generator.no_credit");
const times = (count: number, error: Error): readonly Error[] => Array.from({ length: count }, () => error);

/** What of the hold is still set aside in the end. */
async function heldOf({ parts }: Harness, id: string): Promise<number> {
  return (await parts.store.ledger(id)).reduce((sum, { held }) => sum + held, 0);
}

test.each([
  ["a refusal of the request", [REFUSED], "generator.refused"],
  ["a refusal for everybody", [NO_CREDIT], "generator.no_credit"],
  ["a refusal after a limit", [LIMITED, LIMITED, REFUSED], "generator.refused"],
  ["a refusal after what was never sent", [NOT_SENT, NOT_SENT, NO_CREDIT], "generator.no_credit"],
  ["a day in which nothing could be sent", [NOT_SENT], "generator.not_sent"],
  ["a day of limits", [LIMITED], "generator.busy"],
  ["what cannot be sent at all", [new TerminalError("generator.unsendable")], "generator.unsendable"],
])("%s proves that there is no task: nothing is charged", async (_, faults, code) => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "held" });
  harness.starts.set(...faults);
  expect(await harness.carry(id)).toMatchObject({
    state: { kind: "delivered", outcome: { kind: "failed", cost: 0, code } },
  });
  expect(await heldOf(harness, id)).toBe(0);
});

test.each([
  ["a refusal for everybody after silence", [BUSY, NO_CREDIT]],
  ["a refusal of the request after silence", [BUSY, REFUSED]],
  ["a refusal of the request after a page of a proxy", [PAGE, REFUSED]],
  ["a day of silence", [BUSY]],
  ["a day of silence after what was never sent", [NOT_SENT, BUSY, NOT_SENT]],
  ["another request under its key, as the first answer", [CONFLICT]],
  ["ten minutes of nonsense", [new RetryableError("generator.garbled", { detail: { where: "task_id" } })]],
  ["a key that stays in work after silence", [BUSY, CONFLICT]],
  ["a bug of ours while the answer was read", [new TypeError("x is undefined")]],
])("%s proves nothing: the money stays set aside", async (_, faults) => {
  await using harness = await openHarness();
  const { id, hold } = await harness.leave({ kind: "held" });
  harness.starts.set(...faults);
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: "lost" } } });
  expect(await heldOf(harness, id)).toBe(hold);
  expect(new Set(harness.keys)).toEqual(new Set(["1"]));
});

test("a single request that took longer than anybody waits proves nothing either", async () => {
  await using harness = await openHarness();
  const { id, hold } = await harness.leave({ kind: "held" });
  const start = async (): Promise<never> => {
    await harness.clock.sleep(25 * HOUR_MS, new AbortController().signal);
    throw BUSY;
  };
  Object.assign(harness.parts.generator, { start });
  expect(await harness.carry(id)).toMatchObject({ state: { outcome: { kind: "lost" } } });
  expect(await heldOf(harness, id)).toBe(hold);
});

test("what an earlier process sent may exist, whatever the API says for everybody now", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "submitting" });
  harness.starts.set(NO_CREDIT);
  expect(await harness.carry(id)).toMatchObject({ state: { outcome: { kind: "lost" } } });
});

test.each([
  ["before anything was sent: nothing is charged", "held", "failed"],
  ["after it may have been sent: nobody knows", "submitting", "lost"],
] as const)("a file that cannot be sent along, %s", async (_, kind, outcome) => {
  await using harness = await openHarness();
  const image = anAttachment();
  const { id, hold } = await harness.leave({ kind }, { values: { prompt: "a fox", image } });
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: outcome } } });
  expect(await heldOf(harness, id)).toBe(outcome === "lost" ? hold : 0);
  expect(harness.keys).toEqual([]);
});

test("a database that is away does not turn a refusal into a doubt", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "held" });
  harness.starts.set(NO_CREDIT);
  harness.fail("settle", ...times(20, AWAY));
  expect(await harness.carry(id)).toMatchObject({
    state: { outcome: { kind: "failed", code: "generator.no_credit" } },
  });
  expect(harness.keys).toHaveLength(1);
});

test("a store that fails after the answer is not taken for a refusal: the task is found again", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "held" });
  harness.starts.set(A_REPORT);
  harness.polls.set(SUCCESS);
  harness.fail("recordSubmitted", new Error("disk I/O error"), AWAY);
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: "made" } } });
  expect(harness.keys).toEqual(["1", "1", "1"]);
});

test.each([
  ["a day ago", 24, "lost", 0],
  ["23 hours ago", 23, "made", 1],
])("what was sent %s under its key", async (_, hours, outcome, asked) => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "submitting" }, { createdAt: harness.clock.now() - hours * HOUR_MS });
  harness.starts.set(A_REPORT);
  harness.polls.set(SUCCESS);
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: outcome } } });
  expect(harness.keys).toHaveLength(asked);
});

test.each([
  ["after silence", [BUSY, CONFLICT, CONFLICT]],
  ["at first, where the API asks to come again", [new RetryableError("generator.conflict", { retryAfterMs: 30_000 })]],
])("a key whose first request is still in work, %s, is asked for again until it shows its task", async (_, faults) => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "held" });
  harness.starts.set(...faults, A_REPORT);
  harness.polls.set(SUCCESS);
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: "made" } } });
  expect(harness.clock.elapsed()).toBeLessThan(10 * 60_000);
});

test.each([
  ["nonsense", new RetryableError("generator.garbled", { detail: { where: "task_id" } }), "generator.garbled"],
  ["a key in work", CONFLICT, "generator.conflict"],
])("%s is said on the card within minutes", async (_, fault, code) => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "submitting" });
  harness.starts.set(fault);
  const { settledAt, state } = await harness.carry(id);
  expect(state).toMatchObject({ outcome: { kind: "lost", code } });
  expect((settledAt ?? 0) - harness.clock.startedAt).toBeLessThan(12 * 60_000);
});

test("while nothing has been sent a run can be cancelled, and takes no slot", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "held" });
  harness.starts.set(NOT_SENT);
  const cancel = () => void harness.parts.store.cancel(id, harness.clock.now());
  expect(await harness.carry(id, cancel)).toMatchObject({ state: { outcome: { kind: "cancelled" } } });
  expect(await heldOf(harness, id)).toBe(0);
  expect(harness.restedMs).toBeGreaterThan(50_000);
});

test("an estimate above what was set aside raises it, and so does a charge that was learned", async () => {
  await using harness = await openHarness();
  const { id, hold, model, input } = await harness.leave({ kind: "held" });
  harness.starts.set({ ...A_REPORT, estimate: micros(hold * 2) });
  harness.polls.set(SUCCESS);
  await harness.carry(id);
  const entries = await harness.parts.store.ledger(id);
  expect(entries[1]).toMatchObject({ kind: "adjust", held: hold });
  await harness.parts.prices.learn(model, input, { kind: "charge", amount: micros(hold * 3) });
  const next = await harness.leave({ kind: "held" }, { interactionId: "2" });
  harness.starts.set({ ...A_REPORT, estimate: micros(1_000) });
  await harness.carry(next.id);
  expect((await harness.parts.store.ledger(next.id))[1]).toMatchObject({ kind: "adjust", held: hold * 2 });
});

test("what an hour ago was accepted and never begun is not begun unasked by the next process", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "held" }, { createdAt: harness.clock.now() - 2 * HOUR_MS });
  expect(await harness.carry(id)).toMatchObject({ state: { outcome: { kind: "failed", code: "run.stale", cost: 0 } } });
  expect([harness.keys, await heldOf(harness, id)]).toEqual([[], 0]);
});

test("what waits in the queue of a living process for hours is begun", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "held" });
  await harness.clock.advance(5 * HOUR_MS);
  harness.starts.set(A_REPORT);
  harness.polls.set(SUCCESS);
  expect(await harness.carry(id)).toMatchObject({ state: { outcome: { kind: "made" } } });
});

test("silence is borne for a day, by a clock that nobody sets", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "held" });
  harness.starts.set(...times(1_000, BUSY), A_REPORT);
  harness.polls.set(SUCCESS);
  expect(await harness.carry(id, () => harness.clock.set(48 * HOUR_MS))).toMatchObject({
    state: { outcome: { kind: "made" } },
  });
});

test("a run that was cancelled in time never reaches the API", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "held" });
  await harness.parts.store.cancel(id, harness.clock.now());
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: "cancelled" } } });
  expect(harness.keys).toEqual([]);
});

test("where the bot was taken out nothing is begun, and what was set aside is free again", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "held" });
  Object.assign(harness.parts.platforms.get("discord") ?? {}, { serves: async () => await Promise.resolve(false) });
  expect(await harness.carry(id)).toMatchObject({
    state: { kind: "delivered", outcome: { kind: "failed", cost: 0, code: "guild.not_installed" } },
  });
  expect(harness.keys).toEqual([]);
  expect(await heldOf(harness, id)).toBe(0);
});
