// The ends that a run comes to when our own side fails. If one of these breaks, somebody waits for an answer that never
// comes, or pays for a picture that the bot has forgotten (P3, P5, P6).

import { expect, test } from "vitest";
import { micros } from "../../src/domain/money/money.ts";
import { A_REPORT, AWAY, openHarness, SUCCESS } from "./harness.ts";

const BUG = new TypeError("undefined is not a function");
const times = (count: number, error: Error): readonly Error[] => Array.from({ length: count }, () => error);

const RUNNING = { kind: "running", taskId: "task_1", phase: "queued", since: 0 } as const;
const MADE = {
  kind: "made",
  cost: micros(20_000),
  media: [{ kind: "image", url: "https://cdn.example/1.png" }],
  seed: null,
} as const;

test("a database that is away is waited for, at whatever step, however often, and nothing is lost", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "held" });
  harness.starts.set({ ...A_REPORT, estimate: micros(24_300) });
  harness.polls.set({ ...A_REPORT, status: "processing" }, SUCCESS);
  for (const method of ["get", "beginSubmission", "recordSubmitted", "recordPhase", "settle"] as const) {
    harness.fail(method, ...times(20, AWAY));
  }
  harness.fail("recordReply", ...times(20, AWAY));
  harness.fail("recordDelivered", ...times(20, AWAY));
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: MADE } });
  expect(new Set(harness.keys)).toEqual(new Set(["1"]));
});

test("a database that is away longer than a day while the platform waits for its word loses no result", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "settled", outcome: MADE });
  harness.fail("recordReply", ...times(1_600, AWAY));
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered" } });
  expect(harness.clock.elapsed()).toBeGreaterThan(24 * 60 * 60_000);
});

test("a bug in between times of a database that is away is not taken for one that stays", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave(RUNNING);
  harness.polls.set(SUCCESS);
  harness.fail("settle", ...times(5, BUG), ...times(10, AWAY));
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: MADE } });
});

test.each([
  ["before the API has heard of it: it failed, and cost nothing", { kind: "held" }, "beginSubmission", "failed"],
  ["while it runs: nobody knows, and the money stays set aside", RUNNING, "recordPhase", "lost"],
] as const)("a bug that stays ends the run, and the person is told: %s", async (_, state, method, outcome) => {
  await using harness = await openHarness();
  const { id } = await harness.leave(state);
  harness.polls.set({ ...A_REPORT, status: "processing" });
  harness.fail(method, ...times(100, BUG));
  const { hold } = await harness.row(id);
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: outcome } } });
  expect(harness.cards.map(({ status }) => status.kind)).toEqual([outcome]);
  const held = (await harness.parts.store.ledger(id)).reduce((sum, entry) => sum + entry.held, 0);
  expect(held).toBe(outcome === "lost" ? hold : 0);
});

test("a bug after the request has gone out leaves the money set aside", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "held" });
  harness.starts.set(A_REPORT);
  harness.fail("recordSubmitted", ...times(100, BUG));
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: "lost" } } });
});

test("an end that cannot be written at first is written later", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "held" });
  harness.fail("beginSubmission", ...times(100, BUG));
  harness.fail("settle", AWAY, BUG, AWAY, BUG);
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: "failed" } } });
});

test("a bug in delivering leaves the result where it can be found, and lets go of the run", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "settled", outcome: MADE });
  harness.fail("recordDelivered", ...times(100, BUG));
  expect(await harness.carry(id)).toMatchObject({
    state: { kind: "undeliverable", code: "internal", outcome: MADE },
  });
});

test("five bugs in a row are an accident still, and success in between starts the count anew", async () => {
  await using harness = await openHarness();
  const { id } = await harness.leave({ kind: "held" });
  harness.fail("beginSubmission", ...times(5, BUG));
  harness.starts.set(A_REPORT);
  harness.polls.set(SUCCESS);
  harness.fail("settle", ...times(5, BUG));
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: MADE } });
});
