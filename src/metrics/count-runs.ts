import type { Clock } from "../domain/time/clock.ts";
import type { Store } from "../store/store.ts";
import type { Instruments } from "./instruments.ts";
import { createRecent } from "./recent.ts";

type RunInstruments = Pick<Instruments, "acceptances" | "deliveries" | "handover" | "settled">;

/** Most outcomes remembered: more than ever wait for delivery in one process. */
const MOST_SETTLED = 50_000;

/** Wraps a store and counts the runs accepted, settled and delivered through it. */
export function countRuns(store: Store, instruments: RunInstruments, clock: Pick<Clock, "elapsed">): Store {
  const settledAt = createRecent<number>(MOST_SETTLED);
  const settled = (generationId: string, outcome: string): void => {
    instruments.settled.inc({ platform: platformOf(generationId), outcome });
    settledAt.set(generationId, clock.elapsed());
  };
  return {
    ...store,
    async accept(generation, plan) {
      const accepted = await store.accept(generation, plan);
      instruments.acceptances.inc({ platform: generation.platform, result: accepted.kind });
      return accepted;
    },
    async settle(generationId, outcome, at) {
      const isClosed = await store.settle(generationId, outcome, at);
      if (isClosed) settled(generationId, outcome.kind);
      return isClosed;
    },
    async cancel(generationId, at) {
      const isCancelled = await store.cancel(generationId, at);
      if (isCancelled) settled(generationId, "cancelled");
      return isCancelled;
    },
    async recordDelivered(generationId, reply) {
      await store.recordDelivered(generationId, reply);
      const platform = platformOf(generationId);
      instruments.deliveries.inc({ platform, end: "delivered" });
      const since = settledAt.get(generationId);
      settledAt.delete(generationId);
      if (since !== undefined) instruments.handover.observe({ platform }, (clock.elapsed() - since) / 1_000);
    },
    async recordUndeliverable(generationId, code) {
      await store.recordUndeliverable(generationId, code);
      settledAt.delete(generationId);
      instruments.deliveries.inc({ platform: platformOf(generationId), end: "undeliverable" });
    },
  };
}

/** A generation's ID begins with its platform. */
const platformOf = (generationId: string): string => generationId.slice(0, generationId.indexOf(":"));
