// What every store has to keep, whatever the database: money (M1–M3), one row an interaction (P2), and what a restart
// finds (P3). A store that fails here loses or invents money.

import { describe, expect, test } from "vitest";
import { micros, minus, ZERO } from "../../src/domain/money/money.ts";
import type { Micros } from "../../src/domain/money/money.ts";
import type { Generation, Outcome } from "../../src/domain/generation.ts";
import type { Claim, Store } from "../../src/store/store.ts";
import { A_CHANGE, aGeneration } from "./a-generation.ts";
import { keepingContract } from "./keeping-contract.ts";
import { moneyContract } from "./money-contract.ts";
import type { Ground } from "./money-contract.ts";
import { recentContract } from "./past-runs-contract.ts";
import { tallyContract } from "./state-counts-contract.ts";

const PRICE = micros(24_300);
const subject = { kind: "guild", platform: "discord", guildId: "10" } as const;
const guild: Claim = { window: "discord:10:guild:month:2026-11", cap: micros(100_000), since: 0, subject };
const claiming =
  (...claims: readonly Claim[]) =>
  () =>
    claims;

const made = (cost: Micros): Outcome => ({
  kind: "made",
  cost,
  media: [{ kind: "image", url: "https://media.example/1.png" }],
  seed: 7,
});

/** `begin` gives each test a database of its own. */
export function storeContract(name: `${string} store`, begin: () => Promise<Ground>): void {
  const opened = async (): Promise<Store> => await (await begin()).open();

  describe(name, () => {
    moneyContract(begin);
    keepingContract(begin);
    tallyContract(begin);
    recentContract(begin);

    test("P2: the same interaction again is told so and holds nothing twice", async () => {
      await using store = await opened();
      const first = aGeneration({ hold: PRICE });
      const both = await Promise.all([
        store.accept(first, claiming(guild)),
        store.accept({ ...first, hold: micros(1) }, claiming(guild)),
      ]);
      expect(both.map((one) => one.kind).toSorted()).toEqual(["accepted", "duplicate"]);
      expect(await store.windows([guild])).toMatchObject([{ held: PRICE }]);
      expect(await store.ledger(first.id)).toHaveLength(1);
    });

    test("M2: a hold closes once, at its cost; the second time changes nothing and says so", async () => {
      await using store = await opened();
      const { id } = await accepted(store);
      const cost = micros(20_000);
      expect(await store.settle(id, made(cost), 5)).toBe(true);
      expect(await store.settle(id, made(PRICE), 6)).toBe(false);
      expect(await store.cancel(id, 7)).toBe(false);
      expect(await store.windows([guild])).toEqual([{ window: guild.window, held: ZERO, spent: cost }]);
      expect((await store.get(id))?.state).toEqual({ kind: "settled", outcome: made(cost) });
      expect((await store.ledger(id)).map(({ kind, held, spent }) => ({ kind, held, spent }))).toEqual([
        { kind: "hold", held: PRICE, spent: 0 },
        { kind: "settle", held: minus(ZERO, PRICE), spent: cost },
      ]);
    });

    test("a hold follows the API's estimate, even past the cap: then the next does not fit", async () => {
      await using store = await opened();
      const { id } = await accepted(store);
      await submitted(store, id, micros(10_000));
      expect(await store.windows([guild])).toMatchObject([{ held: 10_000, spent: 0 }]);
      expect((await store.get(id))?.hold).toBe(10_000);
      const { id: second } = await accepted(store, "2");
      await submitted(store, second, micros(99_999));
      expect((await store.get(second))?.hold).toBe(99_999);
      expect(await store.windows([guild])).toMatchObject([{ held: 109_999, spent: 0 }]);
      expect((await store.ledger(second)).at(-1)).toMatchObject({ kind: "adjust", held: 99_999 - PRICE });
    });

    test("a charge above the hold is subject in full, the excess told apart", async () => {
      await using store = await opened();
      const { id } = await accepted(store);
      await store.settle(id, made(micros(30_000)), 5);
      expect(await store.windows([guild])).toMatchObject([{ held: 0, spent: 30_000 }]);
      expect((await store.ledger(id)).at(-1)).toMatchObject({ kind: "correction", held: 0, spent: 30_000 - PRICE });
    });

    test("what may have been charged stays held, marked unconfirmed", async () => {
      await using store = await opened();
      const { id } = await accepted(store);
      await store.settle(id, { kind: "lost", cost: ZERO }, 5);
      expect(await store.windows([guild])).toMatchObject([{ held: PRICE, spent: 0 }]);
      expect((await store.ledger(id)).at(-1)).toMatchObject({ kind: "unconfirmed", held: 0, spent: 0 });
    });

    test("a cancellation wins only before the submission begins", async () => {
      await using store = await opened();
      const { id } = await accepted(store);
      expect(await store.cancel(id, 5)).toBe(true);
      expect(await store.beginSubmission(id, 6)).toBe(false);
      expect(await store.windows([guild])).toMatchObject([{ held: 0, spent: 0 }]);
      const { id: second } = await accepted(store, "2");
      expect(await store.beginSubmission(second, 6)).toBe(true);
      expect(await store.cancel(second, 7)).toBe(false);
      expect((await store.get(second))?.state).toEqual({ kind: "submitting" });
    });

    test("P3: whatever is not over is found again after a restart, oldest first, as it was", async () => {
      const { open } = await begin();
      const ids: string[] = [];
      {
        await using store = await open();
        for (const interactionId of ["1", "2", "3"]) ids.push((await accepted(store, interactionId)).id);
        const [first = "", second = ""] = ids;
        await submitted(store, first, null);
        await store.settle(second, made(ZERO), 5);
        await store.recordDelivered(second, aGeneration({}).reply);
      }
      await using again = await open();
      expect((await again.unfinished()).map((job) => job.generationId)).toEqual([ids[0], ids[2]]);
      const original = aGeneration({ interactionId: "1", hold: PRICE, createdAt: 1 });
      expect(await again.get(ids[0] ?? "")).toEqual({
        ...original,
        submittedAt: 2,
        state: { kind: "running", taskId: "task_1", phase: "queued", since: 3 },
      });
    });

    test("a message is filled in, and its channel, without overwriting what another step wrote", async () => {
      await using store = await opened();
      const { id, reply } = await accepted(store);
      const posted = { ...reply, channelId: "elsewhere", messageId: "m1" };
      await store.recordMessage(id, posted, null);
      expect((await store.get(id))?.reply).toEqual(posted);
      await store.recordReply(id, { ...reply, messageId: "m2", extraMessageIds: ["x1"] });
      await store.recordMessage(id, posted, null);
      expect((await store.get(id))?.reply).toEqual({ ...reply, messageId: "m2", extraMessageIds: ["x1"] });
    });

    test("a window that is claimed for the first time counts what is held and spent since its start", async () => {
      await using store = await opened();
      const { id: before } = await accepted(store, "1");
      await store.settle(before, made(micros(20_000)), 5);
      const { id: running } = await accepted(store, "2");
      await accepted(store, "3", { userId: "31", roleIds: ["77"] });
      const inChannel = { ...subject, kind: "channel", id: "20" } as const;
      const channel: Claim = { ...guild, window: "channel", since: 2, subject: inChannel };
      const member: Claim = { ...guild, window: "member", subject: { ...subject, kind: "member", id: "30" } };
      const role: Claim = { ...guild, window: "role", subject: { ...subject, kind: "role", id: "77" } };
      expect(await store.windows([channel, member, role])).toEqual([
        { window: "channel", held: 2 * PRICE, spent: 0 },
        { window: "member", held: PRICE, spent: 20_000 },
        { window: "role", held: PRICE, spent: 0 },
      ]);
      await store.settle(running, made(PRICE), 6);
      expect(await store.windows([channel, member])).toMatchObject([
        { held: PRICE, spent: PRICE },
        { held: 0, spent: 20_000 + PRICE },
      ]);
      expect(await store.audit(false)).toEqual([]);
    });

    test("rules are read where the hold is written, and what the plan throws undoes everything", async () => {
      await using store = await opened();
      const change = { ...A_CHANGE, note: "paused" };
      await store.changeRules({ ...change, apply: (rules) => ({ ...rules, paused: true }) });
      const refusal = new Error("paused");
      const accepting = store.accept(aGeneration({}), (rules) => {
        if (rules.paused) throw refusal;
        return [guild];
      });
      await expect(accepting).rejects.toBe(refusal);
      expect(await store.get("discord:1")).toBeNull();
      expect(await store.guildLedger("discord", "10", 5)).toMatchObject([
        { kind: "rules", note: "paused", userId: "30" },
      ]);
    });

    test("caps are a guild's own, replaced as a whole and read back as they were set", async () => {
      await using store = await opened();
      const caps = [
        { scope: { kind: "guild" }, period: "month", amount: micros(5_000_000) },
        { scope: { kind: "member", id: "30" }, period: "day", amount: micros(1_000_000) },
      ] as const;
      const change = { platform: "discord", guildId: "10", channelId: "20", userId: "30", at: 1, note: "" } as const;
      await store.changeRules({ ...change, apply: (rules) => ({ ...rules, caps, timeZone: "Asia/Kolkata" }) });
      expect(await store.rules("discord", "10")).toMatchObject({ caps, timeZone: "Asia/Kolkata", paused: false });
      expect((await store.rules("discord", "11")).caps).toEqual([]);
    });

    test("a share of a window is told of once", async () => {
      await using store = await opened();
      await accepted(store);
      const told = await Promise.all(
        [50, 50, 80, 50].map(async (percent) => await store.markAlerted(guild.window, percent)),
      );
      expect(told).toEqual([true, false, true, false]);
    });

    test("usage is the ledger's sums, subject when a run was held, from the first moment to before the last", async () => {
      await using store = await opened();
      const { id: corrected } = await accepted(store, "1", { createdAt: 100 });
      await store.settle(corrected, made(micros(30_000)), 900);
      const { id: failed } = await accepted(store, "2", { createdAt: 199, userId: "31", channelId: "21" });
      await store.settle(failed, { kind: "failed", cost: ZERO, code: "generator.failed", reason: null }, 901);
      await accepted(store, "3", { createdAt: 200 });
      await accepted(store, "4", { createdAt: 150, guildId: "11" });
      const rules = { platform: "discord", guildId: "10", channelId: "20", userId: "30", at: 120, note: "" } as const;
      await store.changeRules({ ...rules, apply: (same) => same });
      const query = { platform: "discord", guildId: "10", userId: null, from: 100, to: 200 } as const;
      expect((await store.usage(query, "member")).toSorted((a, b) => (a.key < b.key ? -1 : 1))).toEqual([
        { key: "30", spent: 30_000, held: 0, runs: 1 },
        { key: "31", spent: 0, held: 0, runs: 1 },
      ]);
      expect(await store.usage(query, "model")).toEqual([{ key: "a-model", spent: 30_000, held: 0, runs: 2 }]);
      expect(await store.usage({ ...query, userId: "31" }, "channel")).toEqual([
        { key: "21", spent: 0, held: 0, runs: 1 },
      ]);
      expect(await store.usage({ ...query, from: 200, to: 201 }, "model")).toMatchObject([{ held: PRICE, runs: 1 }]);
      expect(await store.firstRunAt("discord", "10")).toBe(100);
      expect(await store.firstRunAt("discord", "12")).toBeNull();
    });

    test("runs are told one by one, with how each ended", async () => {
      await using store = await opened();
      const ends: readonly (readonly [string, Outcome | null])[] = [
        ["1", made(micros(20_000))],
        ["2", { kind: "failed", cost: ZERO, code: "generator.failed", reason: null }],
        ["3", { kind: "lost", cost: ZERO }],
        ["4", null],
      ];
      for (const [interactionId, outcome] of ends) {
        const { id } = await accepted(store, interactionId);
        if (outcome !== null) await store.settle(id, outcome, 9);
      }
      const query = { platform: "discord", guildId: "10", userId: "30", from: 0, to: 10 } as const;
      const run = { userId: "30", channelId: "20", model: "a-model", spent: 0, held: 0 };
      expect(await store.runs(query)).toEqual([
        { ...run, generationId: "discord:1", at: 1, outcome: "made", spent: 20_000 },
        { ...run, generationId: "discord:2", at: 2, outcome: "generator.failed" },
        { ...run, generationId: "discord:3", at: 3, outcome: "lost", held: PRICE },
        { ...run, generationId: "discord:4", at: 4, outcome: null, held: PRICE },
      ]);
      expect(await store.runs({ ...query, userId: "31" })).toEqual([]);
    });
  });
}

async function accepted(store: Store, interactionId = "1", overrides: Partial<Generation> = {}) {
  const generation = aGeneration({ interactionId, hold: PRICE, createdAt: Number(interactionId), ...overrides });
  expect(await store.accept(generation, claiming(guild))).toEqual({ kind: "accepted" });
  return generation;
}

async function submitted(store: Store, id: string, estimate: Micros | null): Promise<void> {
  await store.beginSubmission(id, 2);
  await store.recordSubmitted(id, { taskId: "task_1", phase: "queued", hold: estimate, at: 3 });
}
