import { generationId } from "../../src/domain/generation.ts";
import type { Generation } from "../../src/domain/generation.ts";
import { micros } from "../../src/domain/money/money.ts";

/** Who changes a guild's rules, and where. */
export const A_CHANGE = { platform: "discord", guildId: "10", channelId: "20", userId: "30", at: 1 } as const;

/** A held generation on Discord, with what a test cares about in place of the rest. */
export function aGeneration(overrides: Partial<Generation>): Generation {
  const interactionId = overrides.interactionId ?? "1";
  return {
    id: generationId("discord", interactionId),
    platform: "discord",
    interactionId,
    guildId: "10",
    channelId: "20",
    userId: "30",
    roleIds: [],
    command: "image",
    model: "a-model",
    values: { prompt: "a red fox" },
    input: { prompt: "a red fox" },
    warnings: [],
    reply: {
      platform: "discord",
      guildId: "10",
      channelId: "20",
      messageId: null,
      token: "secret",
      tokenExpiresAt: 900_000,
      ephemeral: false,
      maxFileBytes: 10_485_760,
      extraMessageIds: [],
    },
    hold: micros(24_300),
    state: { kind: "held" },
    createdAt: 1,
    submittedAt: null,
    settledAt: null,
    ...overrides,
  };
}
