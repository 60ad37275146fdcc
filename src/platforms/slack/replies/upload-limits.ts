import type { KeyValueStore } from "../../../domain/key-value.ts";

/** The largest file that each workspace takes, as far as refusals have taught: Slack does not say what its admins allow. */
export interface UploadLimits {
  /** In bytes; infinite while nothing was refused. */
  of(teamId: string): Promise<number>;
  /** A file of this size was refused. */
  learn(teamId: string, refusedBytes: number): Promise<void>;
}

/** Admins change their minds: after a week it is tried again. */
const FORGET_AFTER_MS = 7 * 24 * 60 * 60_000;

export function createUploadLimits(keyValue: KeyValueStore): UploadLimits {
  const of: UploadLimits["of"] = async (teamId) =>
    (await keyValue.get<number>(key(teamId))) ?? Number.POSITIVE_INFINITY;
  return {
    of,
    async learn(teamId, refusedBytes) {
      // The size is announced before a byte is sent, so a step too many costs nothing.
      const bytes = Math.min(await of(teamId), Math.floor(refusedBytes / 2));
      await keyValue.set(key(teamId), bytes, FORGET_AFTER_MS);
    },
  };
}

const key = (teamId: string): string => `slack:ceiling:${teamId}`;
