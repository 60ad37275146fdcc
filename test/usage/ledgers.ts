import fc from "fast-check";
import { generationId } from "../../src/domain/generation.ts";
import type { Outcome } from "../../src/domain/generation.ts";
import { micros, ZERO } from "../../src/domain/money/money.ts";
import type { Store } from "../../src/store/store.ts";
import { aGeneration } from "../store/a-generation.ts";

export const ZONES = [
  "UTC",
  "America/New_York",
  "Asia/Shanghai",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "America/Santiago",
  "Pacific/Apia",
] as const;

export interface Past {
  readonly at: number;
  readonly userId: string;
  readonly channelId: string;
  readonly model: string;
  /** Micro-dollars. */
  readonly cost: number;
  readonly end: "made" | "failed" | "lost" | "running";
}

/** Around the clock changes of two years, some of them to the millisecond on the hour. */
const FROM = Date.parse("2025-09-01T00:00:00Z");
const TO = Date.parse("2026-12-01T00:00:00Z");
const HOUR_MS = 3_600_000;

const at = fc.oneof(
  fc.integer({ min: FROM, max: TO }),
  fc.integer({ min: FROM / HOUR_MS, max: TO / HOUR_MS }).map((hour) => hour * HOUR_MS),
  fc.integer({ min: FROM / HOUR_MS, max: TO / HOUR_MS }).map((hour) => hour * HOUR_MS - 1),
);

export const past: fc.Arbitrary<Past> = fc.record({
  at,
  userId: fc.constantFrom("30", "31", "32"),
  channelId: fc.constantFrom("20", "21"),
  model: fc.constantFrom("a-model", "b-model"),
  cost: fc.integer({ min: 0, max: 2_000_000 }),
  end: fc.constantFrom("made", "made", "made", "failed", "lost", "running"),
});

const HOLD = micros(1_000_000);

function outcomeOf({ end, cost }: Past): Outcome | null {
  switch (end) {
    case "made":
      return { kind: "made", cost: micros(cost), media: [], seed: null };
    case "failed":
      return { kind: "failed", cost: micros(cost), code: "generator.failed", reason: null };
    case "lost":
      return { kind: "lost", cost: ZERO };
    case "running":
      return null;
  }
}

/** Writes what happened the way the bot writes it; the cost can be above the hold. Gives the generations' IDs. */
export async function happen(store: Store, pasts: readonly Past[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const [index, one] of pasts.entries()) {
    const { at: createdAt, userId, channelId, model } = one;
    const interactionId = `${index}-${createdAt}`;
    const generation = aGeneration({ interactionId, userId, channelId, model, createdAt, hold: HOLD });
    await store.accept(generation, () => []);
    const outcome = outcomeOf(one);
    if (outcome !== null) await store.settle(generation.id, outcome, createdAt + 1);
    ids.push(generationId("discord", interactionId));
  }
  return ids;
}
