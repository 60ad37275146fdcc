// Lists of runs, and results that are brought back. Were a page cut wrongly, a run would be in no page; were a result brought
// back while it is on its way, it would be delivered twice.

import { expect, test } from "vitest";
import type { Generation } from "../../src/domain/generation.ts";
import { ZERO } from "../../src/domain/money/money.ts";
import type { Store } from "../../src/store/store.ts";
import { aGeneration } from "./a-generation.ts";
import type { Ground } from "./money-contract.ts";

const HERE = { platform: "discord", guildId: "10" } as const;
const MADE = { kind: "made", cost: ZERO, media: [], seed: null } as const;

async function accepted(store: Store, interactionId: string, others: Partial<Generation> = {}): Promise<Generation> {
  const generation = aGeneration({ interactionId, ...others });
  await store.accept(generation, () => []);
  return generation;
}

export function recentContract(begin: () => Promise<Ground>): void {
  test("every run of a guild is in one page, the newest first, those of one moment too", async () => {
    await using store = await (await begin()).open();
    for (const [index, createdAt] of [5, 7, 7, 7, 6, 9].entries()) await accepted(store, `${index}`, { createdAt });
    await accepted(store, "elsewhere", { guildId: "11", createdAt: 8 });
    await accepted(store, "slack", { id: "slack:1", platform: "slack", createdAt: 8 });
    const seen: Generation[] = [];
    for (let before: Generation | null = null; ; before = seen.at(-1) ?? null) {
      const page: readonly Generation[] = await store.recent({ ...HERE, userId: null, before, limit: 2 });
      if (page.length === 0) break;
      seen.push(...page);
    }
    expect(seen.map(({ createdAt }) => createdAt)).toEqual([9, 7, 7, 7, 6, 5]);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(6);
  });

  test("one member's are theirs alone", async () => {
    await using store = await (await begin()).open();
    const { id } = await accepted(store, "1", { userId: "31" });
    await accepted(store, "2", { userId: "32" });
    const own = await store.recent({ ...HERE, userId: "31", before: null, limit: 10 });
    expect(own.map((one) => one.id)).toEqual([id]);
  });

  test("what the API calls a run is known when it is over too", async () => {
    await using store = await (await begin()).open();
    const { id } = await accepted(store, "1");
    expect(await store.taskOf(id)).toBeNull();
    await store.beginSubmission(id, 2);
    await store.recordSubmitted(id, { taskId: "task_1", phase: "queued", hold: null, at: 3 });
    await store.settle(id, MADE, 5);
    expect([await store.taskOf(id), await store.taskOf("none")]).toEqual(["task_1", null]);
  });

  test("only what is over is brought back, once, and nothing but its place changes", async () => {
    await using store = await (await begin()).open();
    const { id, reply } = await accepted(store, "1");
    const next = { ...reply, channelId: "21", token: "another", messageId: null };
    expect(await store.bringBack(id, next)).toBe(false);
    await store.settle(id, MADE, 5);
    expect(await store.bringBack(id, next)).toBe(false);
    await store.recordUndeliverable(id, "reply.unreachable");
    const ledger = await store.ledger(id);
    const both = await Promise.all([store.bringBack(id, next), store.bringBack(id, next)]);
    expect(both.filter((brought) => brought)).toHaveLength(1);
    expect(await store.get(id)).toMatchObject({ reply: next, state: { kind: "settled", outcome: MADE }, settledAt: 5 });
    expect(await store.ledger(id)).toEqual(ledger);
    expect(await store.unfinished()).toEqual([{ generationId: id, guildId: "10" }]);
  });
}
