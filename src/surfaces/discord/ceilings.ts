import type { Memory } from "../../domain/memory.ts";
import { FILE_TIERS_BYTES, LARGEST_FILE_BYTES } from "./limits.ts";

/** How large a file each server really takes, as far as refusals have taught. What Discord promises is only a start. */
export interface Ceilings {
  /** In bytes. */
  of(guildId: string): Promise<number>;
  /** A file of this size was refused. */
  learn(guildId: string, refusedBytes: number): Promise<void>;
}

const key = (guildId: string): string => `discord:file-ceiling:${guildId}`;

/** Servers are boosted, and Discord changes its limits: after a week the promise is tried again. */
const FORGET_AFTER_MS = 7 * 24 * 60 * 60_000;

export function createCeilings(memory: Memory): Ceilings {
  const of: Ceilings["of"] = async (guildId) => (await memory.get<number>(key(guildId))) ?? LARGEST_FILE_BYTES;
  return {
    of,
    async learn(guildId, refusedBytes) {
      const ceiling = Math.min(await of(guildId), ceilingBelow(refusedBytes));
      await memory.set(key(guildId), ceiling, FORGET_AFTER_MS);
    },
  };
}

/** The next of Discord's steps; below the last of them, a quarter less each time. */
export const ceilingBelow = (refusedBytes: number): number =>
  FILE_TIERS_BYTES.find((tier) => tier < refusedBytes) ?? Math.floor(refusedBytes * 0.75);
