import { claimsFor, claimsOfAll } from "../../budget/claims.ts";
import { mayManage } from "../../budget/may-manage.ts";
import { budgetStatuses, visibleStates } from "../../budget/budget-status.ts";
import type { BudgetView } from "../../domain/money/budget-view.ts";
import type { Origin } from "../../domain/messages/invocation.ts";
import type { Parts } from "../../pipeline/parts.ts";

/** What is left, for whoever asks: to those who set them of every budget, to others of those that a run of theirs would count in. */
export async function overview(
  { clock, policy, store }: Pick<Parts, "clock" | "policy" | "store">,
  reader: Origin,
): Promise<BudgetView> {
  const { guildId, platform, userId } = reader;
  const rules = await store.rules(platform, guildId);
  const manages = mayManage(rules, reader);
  const claims = (manages ? claimsOfAll : claimsFor)(reader, { rules, policy }, clock.now());
  return {
    kind: "overview",
    reader: userId,
    manages,
    budgets: visibleStates(budgetStatuses(claims, await store.windows(claims))),
    isDefault: !rules.caps.some(({ scope, period }) => scope.kind === "guild" && period === "month"),
    rules,
    confirmAbove: rules.confirmAbove ?? policy.confirmAbove,
  };
}
