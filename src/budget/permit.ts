import type { GuildRules } from "../domain/money/budget.ts";
import { UserError } from "../domain/errors/errors.ts";
import type { Origin } from "../domain/messages/invocation.ts";

type Asker = Pick<Origin, "channelId" | "roleIds" | "isAdmin">;

/**
 * Throws unless the guild's rules let this person run this model here. Admins need no role; a pause and the channel list
 * apply to them as well.
 * @throws UserError `guild.paused`, `guild.other_channel`, `guild.other_role`, `model.off`
 */
export function permit(rules: GuildRules, { channelId, roleIds, isAdmin }: Asker, model: string): void {
  const { channelIds, roleIds: allowedRoles, modelsOff, paused } = rules;
  if (paused) throw new UserError("guild.paused");
  if (channelIds.length > 0 && !channelIds.includes(channelId)) {
    throw new UserError("guild.other_channel", { detail: { channelIds } });
  }
  if (allowedRoles.length > 0 && !isAdmin && !roleIds.some((role) => allowedRoles.includes(role))) {
    throw new UserError("guild.other_role", { detail: { roleIds: allowedRoles } });
  }
  if (modelsOff.includes(model)) throw new UserError("model.off", { detail: { model } });
}
