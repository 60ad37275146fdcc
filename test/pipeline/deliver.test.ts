// How long a result knocks at a platform, and what becomes of it when nobody opens. If one of these fails, a picture that
// was paid for is given up while it could still be shown, or is never let go of (P5, P6).

import { expect, test } from "vitest";
import { RetryableError, TerminalError } from "../../src/domain/errors/errors.ts";
import { micros } from "../../src/domain/money/money.ts";
import { openHarness } from "./harness.ts";
import type { Harness } from "./harness.ts";

const HOUR_MS = 60 * 60_000;
const times = <T>(count: number, one: T): readonly T[] => Array.from({ length: count }, () => one);

const BUSY = new RetryableError("reply.busy");
const UNREACHABLE = new RetryableError("media.unreachable");
const MEDIA = [{ kind: "image", url: "https://cdn.example/1.png" }] as const;
const MADE = { kind: "made", cost: micros(20_000), media: MEDIA, seed: null } as const;

const leave = async (harness: Harness, ageMs = 0) =>
  await harness.leave({ kind: "settled", outcome: MADE }, { createdAt: harness.clock.now() - ageMs });

test("a platform that is busy for most of a day gets the result in the end", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  harness.deliveries.set(...times(1_100, BUSY), "taken");
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered" } });
  expect(harness.clock.elapsed()).toBeGreaterThan(15 * HOUR_MS);
});

test("one that is busy for more than a day is given up, and why is kept with the result", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  harness.deliveries.set(BUSY);
  expect(await harness.carry(id)).toMatchObject({
    state: { kind: "undeliverable", code: "reply.busy", outcome: MADE },
  });
  expect(harness.clock.elapsed()).toBeGreaterThan(24 * HOUR_MS);
  expect(harness.clock.elapsed()).toBeLessThan(24.5 * HOUR_MS);
});

test("the day begins with the first attempt, however long ago the run ended, and whoever sets the clock", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness, 72 * HOUR_MS);
  harness.deliveries.set(...times(50, BUSY), "taken");
  expect(await harness.carry(id, () => harness.clock.set(48 * HOUR_MS))).toMatchObject({
    state: { kind: "delivered" },
  });
});

test("what no time mends is given up at once", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  harness.deliveries.set(new TerminalError("reply.unreachable"), "taken");
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "undeliverable", code: "reply.unreachable" } });
  expect(harness.cards).toHaveLength(1);
});

test("what belongs to a platform that is not configured here is left alone, for a process that has it", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  const held = await harness.leave({ kind: "held" }, { interactionId: "2" });
  Object.assign(harness.parts, { platforms: new Map() });
  for (const row of [await harness.carry(id), await harness.carry(held.id)])
    expect(["settled", "held"]).toContain(row.state.kind);
  expect([harness.cards, harness.keys]).toEqual([[], []]);
});

test("a result that cannot be fetched is asked for six times, then goes out as a link", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  harness.fetches.set([UNREACHABLE]);
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered" } });
  expect(harness.fetches.asked).toBe(6);
  expect(harness.cards).toHaveLength(1);
});

test("one that comes with a later attempt goes out with it", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  harness.fetches.set([UNREACHABLE], [UNREACHABLE, new TerminalError("media.gone", { detail: { status: 404 } })], []);
  await harness.carry(id);
  expect(harness.fetches.asked).toBe(3);
});

test("one that is gone is not asked for again", async () => {
  await using harness = await openHarness();
  const { id } = await leave(harness);
  harness.fetches.set([new TerminalError("media.gone", { detail: { status: 404 } })], []);
  expect(await harness.carry(id)).toMatchObject({ state: { kind: "delivered" } });
  expect(harness.fetches.asked).toBe(1);
});
