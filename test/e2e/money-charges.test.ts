// What the API charges is what the ledger says, also when it charges otherwise than it should; and what nobody knows stays set
// aside. Else a bill comes that no budget has seen.

import { expect, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import type { Clock } from "../../src/domain/time/clock.ts";
import type { Message } from "../../sim/discord/simulator.ts";
import { ManualClock } from "../manual-clock.ts";
import { runApp } from "./in-process.ts";
import { charged, monthOf, readMoney } from "./read-money.ts";
import { isDelivered, openHarness, textOf } from "./harness.ts";
import type { Harness, HarnessOptions } from "./harness.ts";

/** A picture: $0.0243. */
const PRICE = 24_300;
const HOUR_MS = 60 * 60_000;

type ChargesHarness = Harness & { readonly clock: Clock };

async function openChargesHarness(options: HarnessOptions = {}, clock: Clock = systemClock): Promise<ChargesHarness> {
  const closing = new AsyncDisposableStack();
  const base = closing.use(await openHarness(options));
  closing.use(await runApp(base.env, { clock }));
  return { ...base, clock, [Symbol.asyncDispose]: async () => await closing.disposeAsync() };
}

async function command({ fixtures }: ChargesHarness): Promise<string> {
  const { id, acknowledged } = fixtures.members[0].command(fixtures.channels[0], "image", { prompt: "a red fox" });
  await acknowledged;
  return id;
}

/** The card of a run, as soon as it is over. */
async function cardOf(
  { discord, cards }: ChargesHarness,
  id: string,
  isOver: (card: Message) => boolean,
): Promise<string> {
  return textOf(await discord.waitFor(() => cards().find((card) => card.interactionId === id && isOver(card))));
}

const says =
  (text: string) =>
  (card: Message): boolean =>
    textOf(card).includes(text);

/** The one run's entries without its hold, and the guild's window. */
function moneyOf(harness: ChargesHarness) {
  const { entries, windows } = readMoney(harness);
  const [window] = Object.values(windows);
  expect(Object.keys(windows)).toEqual([`guild:month:${monthOf(harness.clock.now())}`]);
  expect(entries[0]).toMatchObject({ kind: "hold", held: PRICE, spent: 0 });
  return { entries: entries.slice(1).map(({ kind, held, spent }) => ({ kind, held, spent })), window };
}

test("a charge above the hold is counted in full and told apart, and the next run holds it", async () => {
  await using harness = await openChargesHarness();
  const { mindvideo } = harness;
  mindvideo.faults.add({ on: "task", kind: "cost-actual", dollars: 0.031_234 });
  const first = await cardOf(harness, await command(harness), isDelivered);
  expect(first).toContain("$0.03124");
  expect(moneyOf(harness)).toEqual({
    entries: [
      { kind: "settle", held: -PRICE, spent: PRICE },
      { kind: "correction", held: 0, spent: 31_234 - PRICE },
    ],
    window: { held: 0, spent: 31_234 },
  });
  expect(charged(harness)).toBe(31_234);
  mindvideo.behave({ manual: true });
  const id = await command(harness);
  await mindvideo.waitFor(() => mindvideo.tasks[1]);
  expect(readMoney(harness).entries.find((entry) => entry.interactionId === id)).toMatchObject({ held: 31_234 });
});

test("a charge below the hold gives the rest back", async () => {
  await using harness = await openChargesHarness();
  harness.mindvideo.faults.add({ on: "task", kind: "cost-actual", dollars: 0.02 });
  expect(await cardOf(harness, await command(harness), isDelivered)).toContain("$0.02");
  expect(moneyOf(harness)).toEqual({
    entries: [{ kind: "settle", held: -PRICE, spent: 20_000 }],
    window: { held: 0, spent: 20_000 },
  });
});

test("a lower estimate shrinks the hold before anything is charged", async () => {
  await using harness = await openChargesHarness({ mindvideo: { manual: true } });
  harness.mindvideo.faults.add({ on: "task", kind: "cost-estimate", dollars: 0.01 });
  const id = await command(harness);
  await cardOf(harness, id, says("up to **$0.01**"));
  const shrunk = { kind: "adjust", held: 10_000 - PRICE, spent: 0 };
  expect(moneyOf(harness)).toEqual({ entries: [shrunk], window: { held: 10_000, spent: 0 } });
});

test("a failed run that was charged is counted, and says what it cost", async () => {
  await using harness = await openChargesHarness({ mindvideo: { chargeOnFailure: 0.5 } });
  harness.mindvideo.faults.add({ on: "task", kind: "fail" });
  expect(await cardOf(harness, await command(harness), says("no result"))).toContain("$0.01215");
  expect(moneyOf(harness)).toEqual({
    entries: [{ kind: "settle", held: -PRICE, spent: 12_150 }],
    window: { held: 0, spent: 12_150 },
  });
  expect(charged(harness)).toBe(12_150);
});

test.each([
  ["a failed run", { on: "task", kind: "fail" }],
  ["a request that is refused at once", { on: "create", kind: "status", status: 401 }],
] as const)("%s costs nothing, says so and gives everything back", async (_, fault) => {
  await using harness = await openChargesHarness();
  harness.mindvideo.faults.add(fault);
  expect(await cardOf(harness, await command(harness), says("no result"))).toContain("It cost nothing");
  expect(moneyOf(harness)).toEqual({
    entries: [{ kind: "release", held: -PRICE, spent: 0 }],
    window: { held: 0, spent: 0 },
  });
  expect(charged(harness)).toBe(0);
});

// In the first nobody knows of a task that was charged for; in the second there is none.
test.each(["after", "before"] as const)(
  "a submission whose answers were lost, dropped %s it took effect, and is then refused stays set aside",
  async (when) => {
    const clock = new ManualClock();
    await using harness = await openChargesHarness({ discord: { clock }, mindvideo: { clock, manual: true } }, clock);
    const { mindvideo } = harness;
    const remove = mindvideo.faults.add({ on: "create", kind: "drop", when, times: Infinity });
    const id = await command(harness);
    await clock.pass(() => mindvideo.posts.filter(({ status }) => status === "dropped").length >= 3);
    remove();
    mindvideo.faults.add({ on: "create", kind: "status", status: 401, times: Infinity });
    await clock.pass(() => mindvideo.posts.some(({ status }) => status === 401));
    expect(await cardOf(harness, id, says("no answer"))).toContain("$0.0243");
    expect(moneyOf(harness)).toEqual({
      entries: [{ kind: "unconfirmed", held: 0, spent: 0 }],
      window: { held: PRICE, spent: 0 },
    });
    expect(charged(harness)).toBe(when === "after" ? PRICE : 0);
    expect(new Set(mindvideo.posts.map(({ idempotencyKey }) => idempotencyKey))).toEqual(new Set([id]));
  },
);

test("a submission that is never answered is given up after a day, and stays set aside", async () => {
  const clock = new ManualClock();
  await using harness = await openChargesHarness({ discord: { clock }, mindvideo: { clock, manual: true } }, clock);
  const { mindvideo } = harness;
  mindvideo.faults.add({ on: "create", kind: "drop", when: "before", times: Infinity });
  const id = await command(harness);
  await mindvideo.waitFor(() => mindvideo.posts.some(({ status }) => status === "dropped"));
  await clock.advance(25 * HOUR_MS);
  await clock.pass(() => harness.cards().some(says("no answer")));
  expect(await cardOf(harness, id, says("no answer"))).toContain("stays set aside");
  expect(moneyOf(harness)).toEqual({
    entries: [{ kind: "unconfirmed", held: 0, spent: 0 }],
    window: { held: PRICE, spent: 0 },
  });
});
