// Around the end of a day, a week and a month a run counts where it was held, whenever it ends and wherever the clocks go.
// Else a guild could spend one month's money twice, or the next month's before it has begun.

import { expect, test } from "vitest";
import { claimsFor } from "../../src/budget/claims.ts";
import type { Cap, Period } from "../../src/domain/money/budget.ts";
import type { Generation } from "../../src/domain/generation.ts";
import { micros, ZERO } from "../../src/domain/money/money.ts";
import { accept as acceptRun } from "../../src/pipeline/accept.ts";
import { createLending } from "../../src/media/lend.ts";
import { createInProcessQueue } from "../../src/queue/in-process/in-process.ts";
import { openSqlite } from "../../src/store/sqlite/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { aGeneration } from "../store/a-generation.ts";

const PRICE = micros(24_300);
const policy = { defaultGuildBudget: micros(10_000_000), operatorBudget: null, confirmAbove: ZERO };
const at = (text: string): number => Date.parse(text);

async function setRules(store: Store, timeZone: string, caps: readonly Cap[]): Promise<void> {
  const change = { platform: "discord", guildId: "10", channelId: "20", userId: "30", at: 0, note: "" } as const;
  await store.changeRules({ ...change, apply: (rules) => ({ ...rules, timeZone, caps }) });
}

const runAt = (interactionId: string, createdAt: number): Generation =>
  aGeneration({ interactionId, createdAt, hold: PRICE });

async function accept(store: Store, generation: Generation): Promise<string> {
  const { kind } = await store.accept(generation, (rules) =>
    claimsFor(generation, { rules, policy }, generation.createdAt),
  );
  return kind;
}

/** What the guild's cap of `period` says at a moment. */
async function guildWindow(store: Store, period: Period, moment: number) {
  const rules = await store.rules("discord", "10");
  const claims = claimsFor(aGeneration({}), { rules, policy }, moment);
  const claim = claims.find((one) => one.scope.kind === "guild" && one.period === period);
  const [state] = await store.windows(claim === undefined ? [] : [claim]);
  return { held: state?.held, spent: state?.spent };
}

/** The first millisecond of the next period; the one before is the last of this. */
const EDGES: readonly (readonly [timeZone: string, period: Period, first: string])[] = [
  // Its clocks go back in the night of the first of November: the month ends on summer time, the Sunday on winter time.
  ["America/New_York", "month", "2026-11-01T04:00:00Z"],
  ["America/New_York", "day", "2026-11-02T05:00:00Z"],
  ["America/New_York", "week", "2026-11-02T05:00:00Z"],
  // And forward in the night of the eighth of March.
  ["America/New_York", "day", "2026-03-08T05:00:00Z"],
  ["America/New_York", "day", "2026-03-09T04:00:00Z"],
  ["America/New_York", "week", "2026-03-09T04:00:00Z"],
  ["America/New_York", "month", "2026-04-01T04:00:00Z"],
  ["Asia/Shanghai", "day", "2026-11-21T16:00:00Z"],
  ["Asia/Shanghai", "week", "2026-11-22T16:00:00Z"],
  ["Asia/Shanghai", "month", "2026-11-30T16:00:00Z"],
  ["Asia/Kolkata", "day", "2026-11-21T18:30:00Z"],
  ["Asia/Kolkata", "week", "2026-11-22T18:30:00Z"],
  ["Asia/Kolkata", "month", "2026-12-31T18:30:00Z"],
];

test.each(EDGES)(
  "%s: a run held in the last millisecond of the %s before %s counts there",
  async (timeZone, period, first) => {
    await using store = await openSqlite(":memory:", Date.now);
    await setRules(store, timeZone, [{ scope: { kind: "guild" }, period, amount: PRICE }]);
    const [last, next] = [at(first) - 1, at(first)];
    expect(await accept(store, runAt("old", last))).toBe("accepted");
    expect(await accept(store, runAt("too many", last))).toBe("full");
    // The next period is empty, although the old run is still at work in it.
    expect(await guildWindow(store, period, next)).toEqual({ held: 0, spent: 0 });
    expect(await accept(store, runAt("new", next))).toBe("accepted");
    await store.settle("discord:old", { kind: "made", cost: micros(20_000), media: [], seed: null }, next + 60_000);
    expect(await guildWindow(store, period, last)).toEqual({ held: 0, spent: 20_000 });
    expect(await guildWindow(store, period, next)).toEqual({ held: PRICE, spent: 0 });
    expect((await store.ledger("discord:old")).map(({ heldAt, at: then }) => [heldAt, then])).toEqual([
      [last, last],
      [last, next + 60_000],
    ]);
    expect(await store.audit(false)).toEqual([]);
  },
);

test.each(EDGES)(
  "%s: a cap on the %s that is set after %s counts only what was held since",
  async (timeZone, period, first) => {
    await using store = await openSqlite(":memory:", Date.now);
    await setRules(store, timeZone, []);
    expect(await accept(store, runAt("old", at(first) - 1))).toBe("accepted");
    expect(await accept(store, runAt("new", at(first)))).toBe("accepted");
    await store.settle("discord:old", { kind: "made", cost: PRICE, media: [], seed: null }, at(first) + 1);
    await setRules(store, timeZone, [{ scope: { kind: "guild" }, period, amount: PRICE }]);
    expect(await guildWindow(store, period, at(first) + 2)).toEqual({ held: PRICE, spent: 0 });
  },
);

test("a run whose month ends while it is being accepted counts in the month that it is dated", async () => {
  await using store = await openSqlite(":memory:", Date.now);
  await using queue = createInProcessQueue({ maxInFlight: 1, onError: () => {} });
  const last = at("2026-11-30T23:59:59.999Z");
  const generation = runAt("1", last);
  const lending = createLending(store.keyValue, null);
  const parts = { clock: { now: () => last + 1 }, lending, policy, queue, store };
  await acceptRun(
    parts,
    { ...generation, channelName: "studio", userName: "Bo", isAdmin: false, locale: "en", at: last },
    { generation, loans: [] },
  );
  expect(await guildWindow(store, "month", last)).toEqual({ held: PRICE, spent: 0 });
  expect(await guildWindow(store, "month", last + 1)).toEqual({ held: 0, spent: 0 });
});

test("the hour that New York has twice is one day, and the hour that it has not is none", async () => {
  await using store = await openSqlite(":memory:", Date.now);
  await setRules(store, "America/New_York", [{ scope: { kind: "guild" }, period: "day", amount: micros(3 * PRICE) }]);
  // 01:30 by summer time, 01:30 by winter time, and the last second of a day of 25 hours.
  for (const [id, moment] of ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2026-11-02T04:59:59Z"].entries()) {
    expect(await accept(store, runAt(`${id}`, at(moment)))).toBe("accepted");
  }
  expect(await guildWindow(store, "day", at("2026-11-01T04:00:00Z"))).toEqual({ held: 3 * PRICE, spent: 0 });
  expect(await accept(store, runAt("late", at("2026-11-02T04:59:59.999Z")))).toBe("full");
});

test("a zone that is changed while runs are at work moves none of them, and counts what its own day holds", async () => {
  await using store = await openSqlite(":memory:", Date.now);
  const caps: readonly Cap[] = [{ scope: { kind: "guild" }, period: "day", amount: micros(2 * PRICE) }];
  await setRules(store, "UTC", caps);
  // In Shanghai the first is on the 21st, the second on the 22nd; in UTC both are on the 21st.
  expect(await accept(store, runAt("1", at("2026-11-21T12:00:00Z")))).toBe("accepted");
  expect(await accept(store, runAt("2", at("2026-11-21T17:00:00Z")))).toBe("accepted");
  expect(await accept(store, runAt("3", at("2026-11-21T18:00:00Z")))).toBe("full");
  await setRules(store, "Asia/Shanghai", caps);
  expect(await guildWindow(store, "day", at("2026-11-21T18:00:00Z"))).toEqual({ held: PRICE, spent: 0 });
  expect(await accept(store, runAt("4", at("2026-11-21T18:00:00Z")))).toBe("accepted");
  await store.settle("discord:1", { kind: "made", cost: PRICE, media: [], seed: null }, at("2026-11-21T19:00:00Z"));
  expect(await guildWindow(store, "day", at("2026-11-21T19:00:00Z"))).toEqual({ held: 2 * PRICE, spent: 0 });
  await setRules(store, "UTC", caps);
  expect(await guildWindow(store, "day", at("2026-11-21T20:00:00Z"))).toEqual({ held: 2 * PRICE, spent: PRICE });
  expect(await store.audit(false)).toEqual([]);
});
