import type { KeyValueStore } from "../../../domain/key-value.ts";
import type { Notice } from "../../../domain/messages/notice.ts";
import type { NoticePlace } from "../../platform.ts";
import type { Text } from "../../../wording/text.ts";
import { SOMEBODY } from "../../../wording/slack-only.ts";
import { sayNotice } from "../../../wording/notice.ts";
import type { MessageBody } from "../draw/message-body.ts";
import { drawPage } from "../draw/page.ts";
import { edit, postIn } from "./replies.ts";
import type { RepliesParts } from "./replies.ts";

export interface Notifying {
  readonly place: NoticePlace;
  readonly notice: Notice;
  readonly signal: AbortSignal;
}

type NotifyParts = RepliesParts & { readonly keyValue: KeyValueStore };

/** Slack does not tell a repeat from another message, so what was posted is remembered for as long as it may be repeated. */
const REMEMBER_MS = 24 * 60 * 60_000;

/** A message of the bot's own. @throws as a request does */
export async function notify(parts: NotifyParts, { place, notice, signal }: Notifying): Promise<void> {
  const { guildId, channelId } = place;
  const key = `slack:notice:${guildId}:${notice.key}`;
  if ((await parts.keyValue.get(key)) !== undefined) return;
  const { title, lines } = sayNotice(notice);
  const draw = (isNew: boolean): MessageBody => {
    const shown = isNew ? lines.map(nameless) : lines;
    return drawPage({ title, tone: "odd", blocks: [{ kind: "lines", lines: shown }] }, parts).body;
  };
  const order = { reply: { guildId, channelId, messageId: null }, draw, kind: "result", signal } as const;
  const messageId = await postIn(parts, order, channelId);
  await parts.keyValue.set(key, true, REMEMBER_MS);
  // The names come later: an edit notifies nobody. Without them it is told all the same.
  const names = lines.flat().some((span) => typeof span === "object" && span.kind === "person");
  if (names) await edit(parts, { ...order, reply: { ...order.reply, messageId } }).catch(() => null);
}

const nameless = (line: Text): Text =>
  line.map((span) => (typeof span === "object" && span.kind === "person" ? SOMEBODY : span));
