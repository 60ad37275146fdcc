import { createHash } from "node:crypto";
import type { Notice } from "../../../domain/messages/notice.ts";
import type { NoticePlace } from "../../platform.ts";
import { sayNotice } from "../../../wording/notice.ts";
import { COLOURS, message, textDisplay } from "../draw/message-body.ts";
import type { MessageBody } from "../draw/message-body.ts";
import { LIMITS } from "../limits.ts";
import { escape, markup } from "../draw/markdown.ts";
import type { Requests } from "../api/requests.ts";

export interface Notifying {
  readonly place: NoticePlace;
  readonly notice: Notice;
  readonly signal: AbortSignal;
}

/** A message of the bot's own. @throws as a request does */
export async function notify(requests: Requests, { place, notice, signal }: Notifying): Promise<void> {
  const nonce = createHash("sha256").update(notice.key).digest("base64url").slice(0, LIMITS.nonceChars);
  const options = { urgency: "result", nonce, signal } as const;
  await requests.postMessage(place.channelId, { body: drawNotice(notice), files: [] }, options);
}

function drawNotice(notice: Notice): MessageBody {
  const { title, lines } = sayNotice(notice);
  return message(COLOURS.odd, [textDisplay([`### ${escape(title)}`, ...lines.map(markup)].join("\n"))]);
}
