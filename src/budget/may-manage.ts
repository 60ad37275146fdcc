import type { GuildRules } from "../domain/money/budget.ts";
import type { Origin } from "../domain/messages/invocation.ts";

/** Whether somebody may see and set a guild's budgets: admins, and members whom an admin has named. */
export const mayManage = (
  { managerIds }: Pick<GuildRules, "managerIds">,
  { isAdmin, userId }: Pick<Origin, "isAdmin" | "userId">,
): boolean => isAdmin || managerIds.includes(userId);
