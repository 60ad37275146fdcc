import type { KeyValueStore } from "../../../domain/key-value.ts";
import { EDIT_BYTES, FILE_TIERS_BYTES, LARGEST_FILE_BYTES, POST_BYTES } from "../limits.ts";

export interface UploadLimit {
  /** For one file. */
  readonly fileBytes: number;
  /** For all files of one edit. */
  readonly editBytes: number;
}

/** How much each server really takes, as far as refusals have taught. What Discord promises is only a start. */
export interface UploadLimits {
  of(guildId: string): Promise<UploadLimit>;
  /** Files of these sizes were refused together. */
  learn(guildId: string, refusedBytes: readonly number[]): Promise<void>;
}

/** Servers are boosted, and Discord changes its limits: after a week the promise is tried again. */
const FORGET_AFTER_MS = 7 * 24 * 60 * 60_000;

const START: UploadLimit = { fileBytes: LARGEST_FILE_BYTES, editBytes: EDIT_BYTES };

export function createUploadLimits(keyValue: KeyValueStore): UploadLimits {
  const of: UploadLimits["of"] = async (guildId) => (await keyValue.get<UploadLimit>(key(guildId))) ?? START;
  return {
    of,
    async learn(guildId, refusedBytes) {
      await keyValue.set(key(guildId), lowered(await of(guildId), refusedBytes), FORGET_AFTER_MS);
    },
  };
}

const key = (guildId: string): string => `discord:ceiling:${guildId}`;

/** Discord does not say whether one file was too large or all of them together; the latter costs the person nothing. */
function lowered(known: UploadLimit, refusedBytes: readonly number[]): UploadLimit {
  const total = refusedBytes.reduce((all, bytes) => all + bytes, 0);
  if (refusedBytes.length > 1 && total > POST_BYTES) return { ...known, editBytes: POST_BYTES };
  const largest = Math.max(...refusedBytes);
  // The next of Discord's steps; below the last of them, a quarter less each time.
  const fileBytes = FILE_TIERS_BYTES.find((tier) => tier < largest) ?? Math.floor(largest * 0.75);
  return { ...known, fileBytes: Math.min(known.fileBytes, fileBytes) };
}
