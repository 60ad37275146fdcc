// What is told of how things stand: were it wrong, an operator would look for a backlog, or for held money, that is not there.

import { expect, test } from "vitest";
import { micros, ZERO } from "../../src/domain/money/money.ts";
import { aGeneration } from "./a-generation.ts";
import type { Ground } from "./money-contract.ts";

const PRICE = micros(24_300);

export function tallyContract(begin: () => Promise<Ground>): void {
  test("the counts are of what is not over, with what is set aside while the money is open", async () => {
    await using store = await (await begin()).open();
    const accept = async (interactionId: string): Promise<string> => {
      const generation = aGeneration({ interactionId, hold: PRICE });
      await store.accept(generation, () => []);
      return generation.id;
    };
    const submit = async (id: string, estimate: number): Promise<void> => {
      await store.beginSubmission(id, 2);
      await store.recordSubmitted(id, { taskId: id, phase: "queued", hold: micros(estimate), at: 3 });
    };
    const inOrder = async () => (await store.stateCounts()).toSorted((a, b) => (a.state < b.state ? -1 : 1));
    expect(await store.stateCounts()).toEqual([]);
    const [held, running, settled] = [await accept("1"), await accept("2"), await accept("3")];
    await submit(running, 10_000);
    await submit(settled, 5);
    await store.settle(settled, { kind: "failed", cost: micros(5), code: "generator.failed", reason: null }, 5);
    expect(await inOrder()).toEqual([
      { state: "held", count: 1, held: PRICE },
      { state: "running", count: 1, held: 10_000 },
      { state: "settled", count: 1, held: ZERO },
    ]);
    await store.recordUndeliverable(settled, "reply.unreachable");
    await store.cancel(held, 6);
    expect((await inOrder()).map(({ state }) => state)).toEqual(["running", "settled"]);
  });
}
