// What a run is taken to cost at most. If one of these fails, one slip of the API shuts a server out for good, or holds are
// too small for what is charged.

import { expect, test } from "vitest";
import { createPrices } from "../../src/budget/prices.ts";
import { micros } from "../../src/domain/money/money.ts";
import { ManualClock } from "../manual-clock.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";
import { MapKeyValue } from "../platforms/contract/map-key-value.ts";

const GUESS = micros(20_000);
const WEEK_MS = 7 * 24 * 60 * 60_000;

function open() {
  const clock = new ManualClock();
  const log = new KeptLog();
  const keyValue = new MapKeyValue(clock);
  const list = { highestPrice: () => GUESS, priceKey: () => "n=1" };
  return { clock, log, keyValue, prices: createPrices({ list, keyValue, clock, log }) };
}

test("until something is known, the document's guess counts; then the highest of what was named", async () => {
  const { prices } = open();
  expect(await prices.most("m", {})).toBe(GUESS);
  await prices.learn("m", {}, { kind: "estimate", amount: micros(10_000) });
  expect(await prices.most("m", {})).toBe(10_000);
  await prices.learn("m", {}, { kind: "charge", amount: micros(30_000) });
  await prices.learn("m", {}, { kind: "charge", amount: micros(25_000) });
  expect(await prices.most("m", {})).toBe(30_000);
  expect(await prices.highestCharge("m", {})).toBe(30_000);
});

test("estimates and charges are learned apart", async () => {
  const { prices } = open();
  await prices.learn("m", {}, { kind: "estimate", amount: micros(40_000) });
  expect(await prices.highestCharge("m", {})).toBeNull();
});

test("an amount far above the document's price is told to the operator and not learned", async () => {
  const { log, prices } = open();
  await prices.learn("m", {}, { kind: "charge", amount: micros(GUESS * 10 + 1) });
  expect(await prices.most("m", {})).toBe(GUESS);
  expect(log.of("error").join()).toContain("far above");
  await prices.learn("m", {}, { kind: "charge", amount: micros(GUESS * 10) });
  expect(await prices.most("m", {})).toBe(GUESS * 10);
});

test("a price that fell is learned within four weeks", async () => {
  const { clock, prices } = open();
  await prices.learn("m", {}, { kind: "charge", amount: micros(50_000) });
  for (let week = 1; week <= 4; week += 1) {
    await clock.advance(WEEK_MS);
    await prices.learn("m", {}, { kind: "charge", amount: micros(10_000) });
  }
  expect(await prices.most("m", {})).toBe(10_000);
});

test("what an earlier version learned for good ends as well", async () => {
  const { clock, keyValue, prices } = open();
  await keyValue.set("price:m:n=1", 60_000);
  expect(await prices.most("m", {})).toBe(60_000);
  await prices.learn("m", {}, { kind: "charge", amount: micros(70_000) });
  await clock.advance(5 * WEEK_MS);
  expect(await prices.most("m", {})).toBe(GUESS);
});
