// What the one who asked reads, and nobody else.

import { isFault } from "../../../domain/errors/errors.ts";
import type { MessageBody } from "../draw/message-body.ts";
import type { SlackOrigin, ResponseUrl } from "../origin.ts";
import { openDirect } from "../replies/replies.ts";
import type { RepliesParts } from "../replies/replies.ts";

export interface Ephemeral {
  readonly origin: SlackOrigin;
  readonly responseUrl: ResponseUrl | null;
  readonly body: MessageBody;
}

/** Where the bot has nothing to say in the channel. */
const NOT_THERE = ["reply.forbidden", "reply.no_channel", "reply.not_member"] as const;

/** By the response URL while it lives, else as a message that only they see, else directly. @throws as a request does */
export async function sendEphemeral(
  parts: RepliesParts,
  { origin, responseUrl, body }: Ephemeral,
  signal: AbortSignal,
): Promise<void> {
  const { requests, clock } = parts;
  const { guildId: teamId, channelId, userId } = origin;
  if (responseUrl !== null && responseUrl.until > clock.now()) {
    try {
      const response = { ...body, response_type: "ephemeral", replace_original: false } as const;
      return await requests.respond(responseUrl.url, response, signal);
    } catch (error) {
      if (!isFault(error, "reply.expired")) throw error;
    }
  }
  const by = { teamId, urgency: "answer", signal } as const;
  try {
    const args = { channel: channelId, user: userId, ...body };
    await requests.call({ ...by, method: "chat.postEphemeral", args });
  } catch (error) {
    if (!isFault(error, ...NOT_THERE)) throw error;
    const channel = await openDirect(parts, { teamId, userId, signal });
    await requests.call({ ...by, method: "chat.postMessage", args: { channel, ...body } });
  }
}
