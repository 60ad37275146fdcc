// What members, roles and channels with a cap were called when it was set: a menu cannot show a name for an ID, and of
// those who are gone nobody else knows it.

import type { Invocation, Platform } from "../../domain/invocation.ts";
import type { Memory } from "../../domain/memory.ts";

interface Subject {
  readonly platform: Platform;
  readonly guildId: string;
  readonly id: string;
}

const key = ({ platform, guildId, id }: Subject): string => `name:${platform}:${guildId}:${id}`;

export async function rememberNames(memory: Memory, { platform, guildId, values }: Invocation): Promise<void> {
  for (const value of Object.values(values)) {
    if (typeof value === "object" && value.kind === "mention" && value.known) {
      await memory.set(key({ platform, guildId, id: value.id }), value.name);
    }
  }
}

export const nameOf = async (memory: Memory, subject: Subject): Promise<string> =>
  (await memory.get<string>(key(subject))) ?? subject.id;
