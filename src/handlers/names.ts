// What members, roles and channels are called: neither a menu nor a chart can show a name for an ID, and of those who are
// gone nobody else knows it. Kept for a guild alone, because a nickname is nobody else's business.

import type { Invocation, Origin, PlatformName } from "../domain/messages/invocation.ts";
import type { Log } from "../domain/log.ts";
import type { KeyValueStore } from "../domain/key-value.ts";

interface Subject {
  readonly platform: PlatformName;
  readonly guildId: string;
  readonly id: string;
}

/** Longer than any report that is likely to be asked for; whoever comes back is noticed again. */
const KEPT_MS = 400 * 24 * 60 * 60_000;

const key = ({ platform, guildId, id }: Subject): string => `name:${platform}:${guildId}:${id}`;

/** Null: it is not known. */
export const nameOf = async (keyValue: KeyValueStore, subject: Subject): Promise<string | null> =>
  (await keyValue.get<string>(key(subject))) ?? null;

/** Those that were chosen in a command. */
export async function rememberMentions(
  keyValue: KeyValueStore,
  { platform, guildId, values }: Invocation,
): Promise<void> {
  for (const value of Object.values(values)) {
    if (typeof value === "object" && value.kind === "mention" && value.known) {
      await keyValue.set(key({ platform, guildId, id: value.id }), value.name, KEPT_MS);
    }
  }
}

/** So many names are known to be written already; then it is forgotten which, and they are written once more. */
const MOST_SEEN = 10_000;

/**
 * Notices who does something where. It is written once a process and name, and only after the answer, which has the
 * first turn, is on its way.
 */
export function createNotice({
  keyValue,
  log,
}: {
  readonly keyValue: KeyValueStore;
  readonly log: Log;
}): (origin: Origin) => void {
  const seen = new Map<string, string>();
  const write = async (subject: Subject, name: string | null): Promise<void> => {
    const at = key(subject);
    if (name === null || seen.get(at) === name) return;
    if (seen.size >= MOST_SEEN) seen.clear();
    seen.set(at, name);
    await keyValue.set(at, name, KEPT_MS).catch((error: unknown) => {
      seen.delete(at);
      throw error;
    });
  };
  return ({ platform, guildId, userId, userName, channelId, channelName }) => {
    const both = async (): Promise<void> => {
      await write({ platform, guildId, id: userId }, userName);
      await write({ platform, guildId, id: channelId }, channelName);
    };
    setImmediate(() => void both().catch((err: unknown) => log.warn({ err }, "name not kept")));
  };
}
