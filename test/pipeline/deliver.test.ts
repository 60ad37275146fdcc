// How long a result knocks at a platform, and what becomes of it when nobody opens. If one of these fails, a picture that
// was paid for is given up while it could still be shown, or is never let go of (P5, P6).

import { expect, test } from "vitest";
import { RetryableError, TerminalError } from "../../src/domain/errors/errors.ts";
import { micros } from "../../src/domain/money/money.ts";
import { openRig } from "./harness.ts";
import type { Rig } from "./harness.ts";

const HOUR_MS = 60 * 60_000;
const times = <T>(count: number, one: T): readonly T[] => Array.from({ length: count }, () => one);

const BUSY = new RetryableError("reply.busy");
const UNREACHABLE = new RetryableError("media.unreachable");
const MEDIA = [{ kind: "image", url: "https://cdn.example/1.png" }] as const;
const MADE = { kind: "made", cost: micros(20_000), media: MEDIA, seed: null } as const;

const leave = async (rig: Rig, ageMs = 0) =>
  await rig.leave({ kind: "settled", outcome: MADE }, { createdAt: rig.clock.now() - ageMs });

test("a platform that is busy for most of a day gets the result in the end", async () => {
  await using rig = await openRig();
  const { id } = await leave(rig);
  rig.deliveries.set(...times(1_100, BUSY), "taken");
  expect(await rig.carry(id)).toMatchObject({ state: { kind: "delivered" } });
  expect(rig.clock.elapsed()).toBeGreaterThan(15 * HOUR_MS);
});

test("one that is busy for more than a day is given up, and why is kept with the result", async () => {
  await using rig = await openRig();
  const { id } = await leave(rig);
  rig.deliveries.set(BUSY);
  expect(await rig.carry(id)).toMatchObject({ state: { kind: "undeliverable", code: "reply.busy", outcome: MADE } });
  expect(rig.clock.elapsed()).toBeGreaterThan(24 * HOUR_MS);
  expect(rig.clock.elapsed()).toBeLessThan(24.1 * HOUR_MS);
});

test("the day begins with the first attempt, however long ago the run ended, and whoever sets the clock", async () => {
  await using rig = await openRig();
  const { id } = await leave(rig, 72 * HOUR_MS);
  rig.deliveries.set(...times(50, BUSY), "taken");
  expect(await rig.carry(id, () => rig.clock.set(48 * HOUR_MS))).toMatchObject({ state: { kind: "delivered" } });
});

test("what no time mends is given up at once", async () => {
  await using rig = await openRig();
  const { id } = await leave(rig);
  rig.deliveries.set(new TerminalError("reply.unreachable"), "taken");
  expect(await rig.carry(id)).toMatchObject({ state: { kind: "undeliverable", code: "reply.unreachable" } });
  expect(rig.cards).toHaveLength(1);
});

test("a platform that is switched off keeps the result for when somebody asks", async () => {
  await using rig = await openRig();
  const { id } = await leave(rig);
  const { id: other } = await rig.leave({ kind: "settled", outcome: MADE }, { interactionId: "2" });
  Object.assign(rig.parts, { platforms: new Map() });
  expect(await rig.carry(id)).toMatchObject({
    state: { kind: "undeliverable", code: "reply.platform_off", outcome: MADE },
  });
  expect(rig.cards).toEqual([]);
  expect((await rig.row(other)).state.kind).toBe("settled");
});

test("a result that cannot be fetched is asked for six times, then goes out as a link", async () => {
  await using rig = await openRig();
  const { id } = await leave(rig);
  rig.fetches.set([UNREACHABLE]);
  expect(await rig.carry(id)).toMatchObject({ state: { kind: "delivered" } });
  expect(rig.fetches.asked).toBe(6);
  expect(rig.cards).toHaveLength(1);
});

test("one that comes with a later attempt goes out with it", async () => {
  await using rig = await openRig();
  const { id } = await leave(rig);
  rig.fetches.set([UNREACHABLE], [UNREACHABLE, new TerminalError("media.gone", { detail: { status: 404 } })], []);
  await rig.carry(id);
  expect(rig.fetches.asked).toBe(3);
});

test("one that is gone is not asked for again", async () => {
  await using rig = await openRig();
  const { id } = await leave(rig);
  rig.fetches.set([new TerminalError("media.gone", { detail: { status: 404 } })], []);
  expect(await rig.carry(id)).toMatchObject({ state: { kind: "delivered" } });
  expect(rig.fetches.asked).toBe(1);
});
