import { PermissionFlagsBits as Bits, ChannelType } from "discord.js";
import type { APIInteraction, APIInteractionDataResolvedChannel } from "discord.js";

/**
 * What the bot must be allowed where a result is to appear. An answer to a command needs none of it, but its token dies
 * after 15 minutes: to edit the message after that the bot must see the channel; to post in place of a message that is
 * gone, or more than ten files, it must send; and either way the result is a file.
 */
const NEEDED = [
  { bit: Bits.ViewChannel, name: "View Channel" },
  { bit: Bits.SendMessages, name: "Send Messages" },
  { bit: Bits.AttachFiles, name: "Attach Files" },
] as const;

const IN_THREADS = { bit: Bits.SendMessagesInThreads, name: "Send Messages in Threads" } as const;

/** By the names that server settings show; none when everything is allowed. */
export const missingPermissions = ({ app_permissions: allowed, channel }: APIInteraction): readonly string[] =>
  missing(allowed, channel?.type, NEEDED);

/** What the bot is not allowed that it needs to post a text in a channel; null where Discord does not say. */
export function lackingIn({
  app_permissions: allowed,
  type,
}: APIInteractionDataResolvedChannel): readonly string[] | null {
  const needed = NEEDED.filter(({ bit }) => bit !== Bits.AttachFiles);
  return allowed === undefined ? null : missing(allowed, type, needed);
}

function missing(
  allowed: string,
  type: ChannelType | undefined,
  needed: readonly { readonly bit: bigint; readonly name: string }[],
): readonly string[] {
  const has = BigInt(allowed);
  if ((has & Bits.Administrator) !== 0n) return [];
  return needed
    .map((one) => (one.bit === Bits.SendMessages && isThread(type) ? IN_THREADS : one))
    .filter(({ bit }) => (has & bit) === 0n)
    .map(({ name }) => name);
}

const isThread = (type: ChannelType | undefined): boolean =>
  type === ChannelType.PublicThread || type === ChannelType.PrivateThread || type === ChannelType.AnnouncementThread;

/** Whoever may manage the server answers for its bill. */
export function mayManage(permissions: string): boolean {
  return (BigInt(permissions) & (Bits.ManageGuild | Bits.Administrator)) !== 0n;
}
