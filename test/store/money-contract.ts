// The money's part of the contract, when everything happens at once: races, caps that change meanwhile, and a hand in the
// database. A store that fails here lets a guild spend past its cap (M1–M3).

import { expect, test } from "vitest";
import { claimsFor } from "../../src/budget/claims.ts";
import type { Cap } from "../../src/domain/money/budget.ts";
import type { Outcome } from "../../src/domain/generation.ts";
import { micros, ZERO } from "../../src/domain/money/money.ts";
import type { Micros } from "../../src/domain/money/money.ts";
import type { Claim, WindowScope, Store } from "../../src/store/store.ts";
import { aGeneration } from "./a-generation.ts";

/** One empty database. */
export interface Ground {
  /** A store on it: the same data each time it is called. */
  readonly open: (now?: () => number) => Promise<Store>;
  /** A table's rows, past the store. */
  readonly count: (table: string) => Promise<number>;
  /** Runs SQL past the store, as a hand in the database would. */
  readonly damage: (sql: string) => Promise<void>;
}

const PRICE = micros(24_300);
const GUILD = { platform: "discord", guildId: "10" } as const;
const AT = Date.parse("2026-11-21T12:00:00Z");
const POLICY = { defaultGuildBudget: micros(100_000), operatorBudget: micros(1_000_000_000), confirmAbove: PRICE };

const claim = (window: string, prices: number, subject: WindowScope = { kind: "guild", ...GUILD }): Claim => ({
  window,
  cap: micros(prices * PRICE),
  since: 0,
  subject,
});
const guild: Claim = { ...claim("discord:10:guild:month:2026-11", 0), cap: micros(100_000) };
const operator = claim("operator:month:2026-11", 1_000, { kind: "everything" });

const run = (index: number | string) => aGeneration({ interactionId: `${index}`, hold: PRICE, createdAt: AT });
const made = (cost: Micros): Outcome => ({ kind: "made", cost, media: [], seed: null });

async function setCaps(store: Store, caps: readonly Cap[]): Promise<void> {
  const change = { ...GUILD, channelId: "20", userId: "30", at: AT, note: "caps" };
  await store.changeRules({ ...change, apply: (rules) => ({ ...rules, caps }) });
}

export function moneyContract(begin: () => Promise<Ground>): void {
  const opened = async (): Promise<Store> => await (await begin()).open();

  test("M1: of fifty at once, as many are accepted as the cap has room for, to the micro-dollar", async () => {
    await using store = await opened();
    const arrivals = Array.from(
      { length: 50 },
      async (_, index) => await store.accept(run(index), () => [guild, operator]),
    );
    const kinds = (await Promise.all(arrivals)).map((acceptance) => acceptance.kind);
    expect(kinds.filter((kind) => kind === "accepted")).toHaveLength(4);
    expect(kinds.filter((kind) => kind === "full")).toHaveLength(46);
    const held = micros(97_200);
    expect(await store.windows([guild, operator])).toEqual([
      { window: guild.window, held, spent: ZERO },
      { window: operator.window, held, spent: ZERO },
    ]);
    expect(await store.unfinished()).toHaveLength(4);
  });

  test("M1: runs that share some windows, claimed in any order while others settle, all fit, and none waits for ever", async () => {
    await using store = await opened();
    const shared = [claim("guild", 20), operator];
    const members = ["a", "b"].map((id) => claim(`member:${id}`, 12, { kind: "member", ...GUILD, id }));
    const channels = ["x", "y", "z"].map((id) => claim(`channel:${id}`, 7, { kind: "channel", ...GUILD, id }));
    const taken = new Map<string, number>();
    const refusals: (readonly Claim[])[] = [];
    const arrive = async (index: number): Promise<void> => {
      const [member, channel] = [members[index % 2], channels[index % 3]];
      const claims = [...shared, member, channel].filter((one) => one !== undefined);
      const order = index % 2 === 0 ? claims : claims.toReversed();
      const generation = {
        ...run(index),
        userId: index % 2 === 0 ? "a" : "b",
        channelId: ["x", "y", "z"][index % 3] ?? "",
      };
      const { kind } = await store.accept(generation, () => order);
      if (kind === "full") return void refusals.push(claims);
      for (const { window } of claims) taken.set(window, (taken.get(window) ?? 0) + 1);
      // At its full price: what is settled gives no room to others.
      if (index % 4 < 2) await store.settle(generation.id, made(PRICE), AT);
    };
    await Promise.all(Array.from({ length: 60 }, async (_, index) => await arrive(index)));
    const all = [...shared, ...members, ...channels];
    for (const [index, { held, spent, window }] of (await store.windows(all)).entries()) {
      expect(held + spent).toBe((taken.get(window) ?? 0) * PRICE);
      expect(held + spent).toBeLessThanOrEqual(all[index]?.cap ?? 0);
    }
    const isFull = ({ window, cap }: Claim): boolean => ((taken.get(window) ?? 0) + 1) * PRICE > cap;
    expect(refusals.filter((claims) => !claims.some(isFull))).toEqual([]);
    expect(taken.get("guild")).toBe(20);
    expect(await store.audit(false)).toEqual([]);
  });

  test("M1: a window without room leaves nothing behind in the others", async () => {
    await using store = await opened();
    const tight: Claim = { ...guild, window: "discord:10:guild:day:2026-11-21", cap: micros(1) };
    const acceptance = await store.accept(run(1), () => [guild, tight]);
    expect(acceptance).toMatchObject({ kind: "full", claim: tight, state: { held: 0, spent: 0 } });
    expect(await store.windows([guild])).toEqual([{ window: guild.window, held: ZERO, spent: ZERO }]);
    expect(await store.get("discord:1")).toBeNull();
    expect(await store.ledger("discord:1")).toEqual([]);
  });

  test("M1: a cap that is set while runs come in counts every one of them", async () => {
    await using store = await opened();
    const spender = { ...GUILD, channelId: "20", userId: "30", roleIds: [] };
    const policy = { ...POLICY, defaultGuildBudget: micros(100 * PRICE) };
    const arrive = async (index: number) =>
      await store.accept(run(index), (rules) => claimsFor(spender, { rules, policy }, AT));
    const first = Array.from({ length: 15 }, async (_, index) => await arrive(index));
    const change = setCaps(store, [
      { scope: { kind: "channel", id: "20" }, period: "day", amount: micros(25 * PRICE) },
    ]);
    const second = Array.from({ length: 30 }, async (_, index) => await arrive(100 + index));
    await change;
    const accepted = (await Promise.all([...first, ...second])).filter(({ kind }) => kind === "accepted");
    expect(accepted).toHaveLength(25);
    const claims = claimsFor(spender, { rules: await store.rules("discord", "10"), policy }, AT);
    expect(claims.map(({ scope }) => scope.kind).toSorted()).toEqual(["channel", "guild", "operator"]);
    for (const { held } of await store.windows(claims)) expect(held).toBe(25 * PRICE);
  });

  test("M1: a cap that was away for a while counts what was run meanwhile", async () => {
    await using store = await opened();
    const spender = { ...GUILD, channelId: "20", userId: "30", roleIds: [] };
    const channel: Cap = { scope: { kind: "channel", id: "20" }, period: "month", amount: micros(2 * PRICE) };
    const arrive = async (index: number) =>
      await store.accept(run(index), (rules) => claimsFor(spender, { rules, policy: POLICY }, AT));
    await setCaps(store, [channel]);
    expect(await arrive(1)).toEqual({ kind: "accepted" });
    await setCaps(store, []);
    expect(await arrive(2)).toEqual({ kind: "accepted" });
    await setCaps(store, [channel]);
    expect(await arrive(3)).toMatchObject({
      kind: "full",
      claim: { scope: channel.scope },
      state: { held: 2 * PRICE },
    });
    // Its amount changes no window: the same one has room now.
    await setCaps(store, [{ ...channel, amount: micros(3 * PRICE) }]);
    expect((await store.rules("discord", "10")).edition).toBe(3);
    expect(await arrive(4)).toEqual({ kind: "accepted" });
    expect(await store.audit(false)).toEqual([]);
  });

  test("M2: of ten settlements at once one closes the hold", async () => {
    await using store = await opened();
    await store.accept(run(1), () => [guild, operator]);
    const costs = Array.from({ length: 10 }, (_, index) => micros(20_000 + index));
    const closed = await Promise.all(costs.map(async (cost) => await store.settle("discord:1", made(cost), AT)));
    expect(closed.filter(Boolean)).toHaveLength(1);
    const spent = costs[closed.indexOf(true)];
    expect(await store.windows([guild, operator])).toMatchObject([
      { held: 0, spent },
      { held: 0, spent },
    ]);
    expect(await store.ledger("discord:1")).toHaveLength(2);
  });

  test("the audit finds a window that a hand has changed, with both sums, and mends it when asked to", async () => {
    const ground = await begin();
    await using store = await ground.open();
    await store.accept(run(1), () => [guild, operator]);
    await store.accept(run(2), () => [guild, operator]);
    await store.settle("discord:2", made(PRICE), AT);
    expect(await store.audit(false)).toEqual([]);
    await ground.damage(`update budget_window set held = 7 where key = '${guild.window}'`);
    await ground.damage(`update budget_window set spent = spent + 1 where key = '${operator.window}'`);
    const ledger = { held: PRICE, spent: PRICE };
    const found = [
      { window: guild.window, kept: { ...ledger, held: 7 }, ledger },
      { window: operator.window, kept: { ...ledger, spent: PRICE + 1 }, ledger },
    ];
    expect(await store.audit(false)).toEqual(found);
    expect(await store.audit(true)).toEqual(found);
    expect(await store.audit(false)).toEqual([]);
    expect(await store.windows([guild, operator])).toMatchObject([ledger, ledger]);
  });
}
