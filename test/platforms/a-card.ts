// A card as both platforms draw it.

import type { Card, CardStatus } from "../../src/domain/messages/card.ts";
import { micros } from "../../src/domain/money/money.ts";

export const NOW = Date.parse("2026-11-21T12:00:00Z");

export const aCard = (change: Pick<Card, "generationId" | "userId">): Card => ({
  ...change,
  command: "image",
  modelTitle: "Wan 2.7 Image",
  prompt: "a red fox",
  set: [{ name: "size", value: "16:9" }],
  warnings: [],
  startedAt: NOW - 4_000,
  status: { kind: "held", upTo: micros(24_300) },
  actions: ["cancel"],
});

export const RUNNING = {
  kind: "running",
  phase: "processing",
  upTo: micros(24_300),
  likelyAt: NOW + 20_000,
  lateAt: NOW + 60_000,
} as const satisfies CardStatus;

/** Fewer than were asked for. */
export const MADE = {
  kind: "made",
  cost: micros(72_900),
  upTo: micros(97_200),
  requested: 4,
  got: 3,
  seed: 42,
  tookMs: 18_200,
} as const satisfies CardStatus;
