// What only Create Message has: the nonce and the reply.
// https://docs.discord.com/developers/resources/message#create-message
import { PermissionFlagsBits } from "discord-api-types/v10";
import { Fields } from "../rules/fields.ts";
import type { Message } from "../state/message.ts";
import { REFUSED, Refusal } from "../rules/refusal.ts";
import type { Discord } from "../state/state.ts";
import type { Channel } from "../state/places.ts";

/** "The past few minutes": the fewest that can be called so. */
const NONCE_LIFE_MS = 3 * 60_000;
const NONCE_CHARS_MAX = 25;

/** The nonce, when it is to be enforced. */
export function readNonce(fields: Fields): string | undefined {
  const isEnforced = fields.flag("enforce_nonce") ?? false;
  const nonce = fields.raw("nonce");
  if (nonce === undefined) return undefined;
  if (typeof nonce !== "string" && typeof nonce !== "number") {
    return fields.form.at("nonce").fail("NONCE_TYPE_INVALID", "A nonce is a string or an integer");
  }
  if (String(nonce).length > NONCE_CHARS_MAX) {
    return fields.form.at("nonce").fail("NONCE_TYPE_TOO_LONG", `Must be ${NONCE_CHARS_MAX} or fewer in length.`);
  }
  return isEnforced ? String(nonce) : undefined;
}

/** The message that the same nonce has already made in this channel. */
export function recentTwin(discord: Discord, channelId: string, nonce: string): Message | undefined {
  const known = discord.nonces.get(`${channelId} ${nonce}`);
  if (!known || discord.now() - known.at > NONCE_LIFE_MS) return undefined;
  return discord.messages.find(known.messageId);
}

export function readReference(discord: Discord, channel: Channel, fields: Fields): string | undefined {
  if (!fields.has("message_reference")) return undefined;
  const reference = Fields.read(fields.form.at("message_reference"), fields.raw("message_reference"));
  reference?.choice("type", [0], false);
  const id = reference?.text("message_id", { required: true });
  if (!reference || id === undefined) return undefined;
  if (!(BigInt(channel.botMay) & PermissionFlagsBits.ReadMessageHistory))
    throw new Refusal(REFUSED.replyWithoutHistory);
  const target = discord.messages.find(id);
  if (target && !target.ephemeral && target.channelId === channel.id) return id;
  if (reference.flag("fail_if_not_exists") === false) return undefined;
  return reference.form.fail("REPLIES_UNKNOWN_MESSAGE", "Unknown message");
}
