// The ends that a run comes to when our own side fails. If one of these breaks, somebody waits for an answer that never
// comes, or pays for a picture that the bot has forgotten (P3, P5, P6).

import { expect, test } from "vitest";
import { micros } from "../../src/domain/money/money.ts";
import { A_LOOK, AWAY, openRig, SUCCESS } from "./harness.ts";

const BUG = new TypeError("undefined is not a function");
const times = (count: number, error: Error): readonly Error[] => Array.from({ length: count }, () => error);

const RUNNING = { kind: "running", taskId: "task_1", phase: "queued", since: 0 } as const;
const MADE = {
  kind: "made",
  cost: micros(20_000),
  media: [{ kind: "image", url: "https://cdn.example/1.png" }],
  seed: null,
} as const;

test("a database that is away is waited for, at whatever stage, however often, and nothing is lost", async () => {
  await using rig = await openRig();
  const { id } = await rig.leave({ kind: "held" });
  rig.starts.set({ ...A_LOOK, estimate: micros(24_300) });
  rig.looks.set({ ...A_LOOK, status: "processing" }, SUCCESS);
  for (const method of ["get", "beginSubmission", "recordSubmitted", "recordPhase", "settle"] as const) {
    rig.fail(method, ...times(20, AWAY));
  }
  rig.fail("recordReply", ...times(20, AWAY));
  rig.fail("recordDelivered", ...times(20, AWAY));
  expect(await rig.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: MADE } });
  expect(new Set(rig.keys)).toEqual(new Set(["1"]));
});

test("a database that is away longer than a day while the platform waits for its word loses no result", async () => {
  await using rig = await openRig();
  const { id } = await rig.leave({ kind: "settled", outcome: MADE });
  rig.fail("recordReply", ...times(1_600, AWAY));
  expect(await rig.carry(id)).toMatchObject({ state: { kind: "delivered" } });
  expect(rig.clock.elapsed()).toBeGreaterThan(24 * 60 * 60_000);
});

test("a bug in between times of a database that is away is not taken for one that stays", async () => {
  await using rig = await openRig();
  const { id } = await rig.leave(RUNNING);
  rig.looks.set(SUCCESS);
  rig.fail("settle", ...times(5, BUG), ...times(10, AWAY));
  expect(await rig.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: MADE } });
});

test.each([
  ["before the API has heard of it: it failed, and cost nothing", { kind: "held" }, "beginSubmission", "failed"],
  ["while it runs: nobody knows, and the money stays set aside", RUNNING, "recordPhase", "lost"],
] as const)("a bug that stays ends the run, and the person is told: %s", async (_, state, method, outcome) => {
  await using rig = await openRig();
  const { id } = await rig.leave(state);
  rig.looks.set({ ...A_LOOK, status: "processing" });
  rig.fail(method, ...times(100, BUG));
  const { hold } = await rig.row(id);
  expect(await rig.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: outcome } } });
  expect(rig.cards.map(({ status }) => status.kind)).toEqual([outcome]);
  const held = (await rig.parts.store.ledger(id)).reduce((sum, entry) => sum + entry.held, 0);
  expect(held).toBe(outcome === "lost" ? hold : 0);
});

test("a bug after the request has gone out leaves the money set aside", async () => {
  await using rig = await openRig();
  const { id } = await rig.leave({ kind: "held" });
  rig.starts.set(A_LOOK);
  rig.fail("recordSubmitted", ...times(100, BUG));
  expect(await rig.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: "lost" } } });
});

test("an end that cannot be written at first is written later", async () => {
  await using rig = await openRig();
  const { id } = await rig.leave({ kind: "held" });
  rig.fail("beginSubmission", ...times(100, BUG));
  rig.fail("settle", AWAY, BUG, AWAY, BUG);
  expect(await rig.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: { kind: "failed" } } });
});

test("a bug in delivering leaves the result where it can be found, and lets go of the run", async () => {
  await using rig = await openRig();
  const { id } = await rig.leave({ kind: "settled", outcome: MADE });
  rig.fail("recordDelivered", ...times(100, BUG));
  expect(await rig.carry(id)).toMatchObject({
    state: { kind: "undeliverable", code: "internal", outcome: MADE },
  });
});

test("five bugs in a row are an accident still, and success in between starts the count anew", async () => {
  await using rig = await openRig();
  const { id } = await rig.leave({ kind: "held" });
  rig.fail("beginSubmission", ...times(5, BUG));
  rig.starts.set(A_LOOK);
  rig.looks.set(SUCCESS);
  rig.fail("settle", ...times(5, BUG));
  expect(await rig.carry(id)).toMatchObject({ state: { kind: "delivered", outcome: MADE } });
});
