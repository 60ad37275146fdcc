import type { GuildRules } from "../domain/money/budget.ts";
import { UserError } from "../domain/errors/errors.ts";
import type { Origin } from "../domain/messages/invocation.ts";

type Asker = Pick<Origin, "channelId" | "parentChannelId" | "roleIds" | "isAdmin">;

/**
 * Throws unless the guild's rules let this person run this model here. Admins need no role; a pause and the channel list
 * apply to them as well.
 * @throws UserError `guild.paused`, `guild.other_channel`, `guild.other_role`, `model.off`
 */
export function permit(rules: GuildRules, asker: Asker, model: string): void {
  permitHere(rules, asker);
  if (rules.modelsOff.includes(model)) throw new UserError("model.off", { detail: { model } });
}

/**
 * Throws unless the bot may do anything for this person here, whatever the model.
 * @throws UserError `guild.paused`, `guild.other_channel`, `guild.other_role`
 */
export function permitHere(rules: GuildRules, { channelId, parentChannelId, roleIds, isAdmin }: Asker): void {
  const { channelIds, roleIds: allowedRoles, paused } = rules;
  if (paused) throw new UserError("guild.paused");
  // A thread is in its channel.
  const isAllowed = [channelId, parentChannelId].some((id) => id !== undefined && channelIds.includes(id));
  if (channelIds.length > 0 && !isAllowed) {
    throw new UserError("guild.other_channel", { detail: { channelIds } });
  }
  if (allowedRoles.length > 0 && !isAdmin && !roleIds.some((role) => allowedRoles.includes(role))) {
    throw new UserError("guild.other_role", { detail: { roleIds: allowedRoles } });
  }
}
