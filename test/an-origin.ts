import type { Origin } from "../src/domain/messages/invocation.ts";

/** Somebody who does something on Discord, by whom and where `aGeneration` was asked for; what a test cares about instead. */
export const anOrigin = (change: Partial<Origin> = {}): Origin => ({
  platform: "discord",
  interactionId: "1",
  guildId: "10",
  channelId: "20",
  channelName: null,
  userId: "30",
  userName: null,
  roleIds: [],
  isAdmin: false,
  locale: "en-US",
  at: 1,
  ...change,
});
