// What is learned about how long things take. If this breaks, people read times that never come true, and finished results
// wait for a poll.
import { expect, test } from "vitest";
import { openDurations } from "../../src/pacing/durations.ts";
import type { DurationDocuments, Durations } from "../../src/pacing/durations.ts";
import { ManualClock } from "../manual-clock.ts";
import { MapKeyValue } from "../platforms/contract/map-key-value.ts";

const documents: DurationDocuments = {
  duration: () => ({ medianMs: 60_000, sigma: 0.4 }),
  traits: (_, input) => input as Record<string, string | number | boolean>,
};

async function open(keyValue = new MapKeyValue(new ManualClock()), errors: unknown[] = []) {
  const clock = new ManualClock();
  const durations = await openDurations({ clock, keyValue, documents, onError: (error) => errors.push(error) }, ["m"]);
  return { clock, keyValue, durations };
}

let ids = 0;
function finish(durations: Durations, input: Record<string, string | number | boolean>, tookMs: number, made = true) {
  const whole = { fromMs: tookMs * 0.95, toMs: tookMs * 1.05 };
  durations.learn("m", input, { id: String((ids += 1)), made, whole, work: null });
}

/** Durations around a median, as evenly as a few numbers can be. */
const around = (medianMs: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => medianMs * Math.exp(0.4 * (((index * 7) % 11) / 5 - 1)));

const typical = (durations: Durations, input: Record<string, string | number | boolean>): number =>
  durations.expect("m", input).made.quantileMs(0.5);

test("the document's guess holds until there is something better", async () => {
  const { durations } = await open();
  expect(typical(durations, {})).toBeGreaterThan(50_000);
  expect(typical(durations, {})).toBeLessThan(70_000);
  for (const ms of around(10_000, 20)) finish(durations, {}, ms);
  expect(typical(durations, {})).toBeGreaterThan(8_000);
  expect(typical(durations, {})).toBeLessThan(13_000);
});

test("options that change how long it takes are told from those that do not", async () => {
  const { durations } = await open();
  for (const [index, ms] of around(10_000, 40).entries())
    finish(durations, { resolution: "480P", watermark: index % 2 === 0, seed: index }, ms);
  for (const [index, ms] of around(80_000, 40).entries())
    finish(durations, { resolution: "1080P", watermark: index % 3 === 0, seed: 1_000 + index }, ms);
  expect(typical(durations, { resolution: "480P", watermark: false, seed: 5 })).toBeLessThan(16_000);
  expect(typical(durations, { resolution: "1080P", watermark: true, seed: 6 })).toBeGreaterThan(60_000);
});

test("a kind that nobody ran yet is guessed from its model", async () => {
  const { durations } = await open();
  for (const ms of around(10_000, 30)) finish(durations, { duration: 5 }, ms);
  for (const ms of around(40_000, 30)) finish(durations, { duration: 10 }, ms);
  const between = typical(durations, { duration: 7 });
  expect(between).toBeGreaterThan(9_000);
  expect(between).toBeLessThan(45_000);
});

test("a model that has become slower is learned anew within a hundred tasks", async () => {
  const { durations } = await open();
  for (const ms of around(20_000, 200)) finish(durations, {}, ms);
  for (const ms of around(40_000, 100)) finish(durations, {}, ms);
  expect(typical(durations, {})).toBeGreaterThan(34_000);
});

test("failures shorten nobody's estimate, but are looked for when they come", async () => {
  const { durations } = await open();
  for (const ms of around(60_000, 30)) finish(durations, {}, ms);
  const before = durations.expect("m", {});
  for (const ms of around(2_000, 30)) finish(durations, {}, ms, false);
  const after = durations.expect("m", {});
  expect(after.made.quantileMs(0.5) / before.made.quantileMs(0.5)).toBeCloseTo(1, 1);
  expect(after.polls.sqrtHazard(4_000)).toBeGreaterThan(before.polls.sqrtHazard(4_000) * 3);
});

test("what was learned survives the process, and two processes learn from each other", async () => {
  const keyValue = new MapKeyValue(new ManualClock());
  const [one, other] = [await open(keyValue), await open(keyValue)];
  for (const ms of around(10_000, 20)) finish(one.durations, {}, ms);
  for (const ms of around(12_000, 20)) finish(other.durations, {}, ms);
  // Each writes in its own time; neither takes away what the other wrote.
  await one.clock.advance(11_000);
  await other.clock.advance(11_000);
  await one.durations[Symbol.asyncDispose]();
  await other.durations[Symbol.asyncDispose]();
  const next = await open(keyValue);
  expect(typical(next.durations, {})).toBeGreaterThan(9_000);
  expect(typical(next.durations, {})).toBeLessThan(14_000);
  const stored = await keyValue.get<readonly unknown[]>("durations:m");
  expect(stored).toHaveLength(40);
});

test("what another process learned is noticed while this one runs", async () => {
  const keyValue = new MapKeyValue(new ManualClock());
  const [one, other] = [await open(keyValue), await open(keyValue)];
  for (const ms of around(10_000, 40)) finish(one.durations, {}, ms);
  await one.durations[Symbol.asyncDispose]();
  await other.clock.advance(11_000);
  typical(other.durations, {});
  await other.clock.advance(0);
  expect(typical(other.durations, {})).toBeLessThan(14_000);
});

test("a database that is away costs nothing but the sharing", async () => {
  const keyValue = new MapKeyValue(new ManualClock());
  const errors: unknown[] = [];
  const { clock, durations } = await open(keyValue, errors);
  const set = keyValue.set.bind(keyValue);
  keyValue.set = async () => await Promise.reject(new Error("away"));
  for (const ms of around(10_000, 20)) finish(durations, {}, ms);
  await clock.advance(11_000);
  expect(errors).toHaveLength(1);
  keyValue.set = set;
  await durations[Symbol.asyncDispose]();
  expect(await keyValue.get<readonly unknown[]>("durations:m")).toHaveLength(20);
});

test("it stays a guess until a few of the kind have ended, and every kind begins as one", async () => {
  const { durations } = await open();
  for (const ms of around(10_000, 9)) finish(durations, { n: 1 }, ms);
  expect(durations.expect("m", { n: 1 }).isGuess).toBe(true);
  finish(durations, { n: 1 }, 10_000);
  expect(durations.expect("m", { n: 1 }).isGuess).toBe(false);
  for (const ms of around(90_000, 8)) finish(durations, { n: 4 }, ms);
  expect(durations.expect("m", { n: 4 }).isGuess).toBe(true);
});
