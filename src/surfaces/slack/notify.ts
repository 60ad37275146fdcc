import type { Memory } from "../../domain/memory.ts";
import type { Notice } from "../../domain/notice.ts";
import type { NoticePlace } from "../surface.ts";
import { sayNotice } from "../wording-notice.ts";
import { drawPage } from "./page.ts";
import { joining } from "./replies.ts";
import type { RepliesParts } from "./replies.ts";

export interface Notifying {
  readonly place: NoticePlace;
  readonly notice: Notice;
  readonly signal: AbortSignal;
}

type NotifyParts = Pick<RepliesParts, "requests" | "prefix"> & { readonly memory: Memory };

/** Slack does not tell a repeat from another message, so what was posted is remembered for as long as it may be repeated. */
const REMEMBER_MS = 24 * 60 * 60_000;

/** A message of the bot's own. @throws as a request does */
export async function notify(parts: NotifyParts, { place, notice, signal }: Notifying): Promise<void> {
  const { guildId, channelId } = place;
  const key = `slack:notice:${guildId}:${notice.key}`;
  if ((await parts.memory.get(key)) !== undefined) return;
  const { title, lines } = sayNotice(notice);
  const { body } = drawPage({ title, tone: "odd", blocks: [{ kind: "lines", lines }] }, parts);
  const args = { channel: channelId, ...body, unfurl_links: false, unfurl_media: false };
  await joining(parts, { reply: { guildId, channelId }, signal }, async () => {
    await parts.requests.call({ teamId: guildId, method: "chat.postMessage", args, urgency: "result", signal });
  });
  await parts.memory.set(key, true, REMEMBER_MS);
}
