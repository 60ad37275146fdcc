// What every store has to keep, whatever the database: money (M1–M3), one row an interaction (P2), and what a restart
// finds (P3). A store that fails here loses or invents money.

import { describe, expect, test } from "vitest";
import { micros, minus, ZERO } from "../../src/domain/money.ts";
import type { Micros } from "../../src/domain/money.ts";
import type { Outcome } from "../../src/domain/generation.ts";
import type { Claim, Store } from "../../src/store/store.ts";
import { aGeneration } from "./a-generation.ts";

const PRICE = micros(24_300);
const guild: Claim = { window: "guild:1:month:2026-11", cap: micros(100_000) };
const operator: Claim = { window: "operator:month:2026-11", cap: null };

const made = (cost: Micros): Outcome => ({
  kind: "made",
  cost,
  media: [{ kind: "image", url: "https://media.example/1.png" }],
  seed: 7,
});

/** `open` gives a store on the same data each time it is called within a test. */
export function storeContract(name: `${string} store`, begin: () => Promise<{ open: () => Promise<Store> }>): void {
  const opened = async (): Promise<Store> => await (await begin()).open();

  describe(name, () => {
    test("M1: of fifty at once, as many are accepted as the cap has room for, to the micro-dollar", async () => {
      await using store = await opened();
      const arrivals = Array.from(
        { length: 50 },
        async (_, index) =>
          await store.accept(aGeneration({ interactionId: `${index}`, hold: PRICE }), [guild, operator]),
      );
      const kinds = (await Promise.all(arrivals)).map((acceptance) => acceptance.kind);
      expect(kinds.filter((kind) => kind === "accepted")).toHaveLength(4);
      expect(kinds.filter((kind) => kind === "full")).toHaveLength(46);
      const held = micros(4 * PRICE);
      expect(await store.windows([guild.window, operator.window])).toEqual([
        { window: guild.window, held, spent: ZERO },
        { window: operator.window, held, spent: ZERO },
      ]);
      expect(await store.unfinished()).toHaveLength(4);
    });

    test("M1: a window without room leaves nothing behind in the others", async () => {
      await using store = await opened();
      const tight: Claim = { window: "member:2:day:2026-11-21", cap: micros(1) };
      const acceptance = await store.accept(aGeneration({ hold: PRICE }), [guild, tight]);
      expect(acceptance).toMatchObject({ kind: "full", claim: tight, state: { held: 0, spent: 0 } });
      expect(await store.windows([guild.window])).toEqual([{ window: guild.window, held: ZERO, spent: ZERO }]);
      expect(await store.get("discord:1")).toBeNull();
      expect(await store.ledger("discord:1")).toEqual([]);
    });

    test("P2: the same interaction again is told so and holds nothing twice", async () => {
      await using store = await opened();
      const first = aGeneration({ hold: PRICE });
      const both = await Promise.all([
        store.accept(first, [guild]),
        store.accept({ ...first, hold: micros(1) }, [guild]),
      ]);
      expect(both.map((one) => one.kind).toSorted()).toEqual(["accepted", "duplicate"]);
      expect(await store.windows([guild.window])).toMatchObject([{ held: PRICE }]);
      expect(await store.ledger(first.id)).toHaveLength(1);
    });

    test("M2: a hold closes once, at its cost; the second time changes nothing and says so", async () => {
      await using store = await opened();
      const { id } = await accepted(store);
      const cost = micros(20_000);
      expect(await store.settle(id, made(cost), 5)).toBe(true);
      expect(await store.settle(id, made(PRICE), 6)).toBe(false);
      expect(await store.cancel(id, 7)).toBe(false);
      expect(await store.windows([guild.window])).toEqual([{ window: guild.window, held: ZERO, spent: cost }]);
      expect((await store.get(id))?.state).toEqual({ kind: "settled", outcome: made(cost) });
      expect((await store.ledger(id)).map(({ kind, held, spent }) => ({ kind, held, spent }))).toEqual([
        { kind: "hold", held: PRICE, spent: 0 },
        { kind: "settle", held: minus(ZERO, PRICE), spent: cost },
      ]);
    });

    test("a hold shrinks to the API's estimate, and never grows", async () => {
      await using store = await opened();
      const { id } = await accepted(store);
      await submitted(store, id, micros(10_000));
      expect(await store.windows([guild.window])).toMatchObject([{ held: 10_000, spent: 0 }]);
      expect((await store.get(id))?.hold).toBe(10_000);
      const { id: second } = await accepted(store, "2");
      await submitted(store, second, micros(99_999));
      expect((await store.get(second))?.hold).toBe(PRICE);
      expect(await store.windows([guild.window])).toMatchObject([{ held: 10_000 + PRICE, spent: 0 }]);
    });

    test("a charge above the hold is counted in full, the excess told apart", async () => {
      await using store = await opened();
      const { id } = await accepted(store);
      await store.settle(id, made(micros(30_000)), 5);
      expect(await store.windows([guild.window])).toMatchObject([{ held: 0, spent: 30_000 }]);
      expect((await store.ledger(id)).at(-1)).toMatchObject({ kind: "correction", held: 0, spent: 30_000 - PRICE });
    });

    test("what may have been charged stays held, marked unconfirmed", async () => {
      await using store = await opened();
      const { id } = await accepted(store);
      await store.settle(id, { kind: "lost", cost: ZERO }, 5);
      expect(await store.windows([guild.window])).toMatchObject([{ held: PRICE, spent: 0 }]);
      expect((await store.ledger(id)).at(-1)).toMatchObject({ kind: "unconfirmed", held: 0, spent: 0 });
    });

    test("a cancellation wins only before the submission begins", async () => {
      await using store = await opened();
      const { id } = await accepted(store);
      expect(await store.cancel(id, 5)).toBe(true);
      expect(await store.beginSubmission(id, 6)).toBe(false);
      expect(await store.windows([guild.window])).toMatchObject([{ held: 0, spent: 0 }]);
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

    test("a message ID is filled in without overwriting what another stage wrote", async () => {
      await using store = await opened();
      const { id, reply } = await accepted(store);
      await store.recordMessage(id, "m1", null);
      await store.recordReply(id, { ...reply, messageId: "m2", extraMessageIds: ["x1"] });
      await store.recordMessage(id, "m1", null);
      expect((await store.get(id))?.reply).toMatchObject({ messageId: "m2", extraMessageIds: ["x1"] });
    });

    test("memory keeps what it is given, across a restart, for as long as it was asked to", async () => {
      const { open } = await begin();
      {
        await using store = await open();
        await store.memory.set("draft", { prompt: "a fox" });
        await store.memory.set("brief", 1, 1);
      }
      await using again = await open();
      expect(await again.memory.get("draft")).toEqual({ prompt: "a fox" });
      await again.memory.delete("draft");
      expect(await again.memory.get("draft")).toBeUndefined();
    });
  });
}

async function accepted(store: Store, interactionId = "1") {
  const generation = aGeneration({ interactionId, hold: PRICE, createdAt: Number(interactionId) });
  expect(await store.accept(generation, [guild])).toEqual({ kind: "accepted" });
  return generation;
}

async function submitted(store: Store, id: string, estimate: Micros | null): Promise<void> {
  await store.beginSubmission(id, 2);
  await store.recordSubmitted(id, { taskId: "task_1", phase: "queued", estimate, at: 3 });
}
