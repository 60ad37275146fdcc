import { sameScope } from "../domain/money/budget.ts";
import type { Cap, GuildRules } from "../domain/money/budget.ts";
import { UserError } from "../domain/errors/errors.ts";
import type { RuleChange } from "../domain/money/rule-change.ts";

/**
 * Returns the rules after a change. Pure: the store calls it inside the transaction that writes them.
 * @throws UserError `budget.no_cap`, `budget.no_list`, `budget.last_on_list`, `budget.no_manager` if it changes nothing
 */
export function applyChange(rules: GuildRules, change: RuleChange): GuildRules {
  switch (change.kind) {
    case "cap":
      return { ...rules, caps: [...without(rules.caps, change.cap), change.cap] };
    case "no-cap": {
      const caps = without(rules.caps, change);
      if (caps.length === rules.caps.length) throw new UserError("budget.no_cap");
      return { ...rules, caps };
    }
    case "alerts":
      return { ...rules, alertChannelId: change.channelId };
    case "confirm-above":
      return { ...rules, confirmAbove: change.amount };
    case "time-zone":
      return { ...rules, timeZone: change.timeZone };
    case "model":
      return { ...rules, modelsOff: listed(rules.modelsOff, change.model, !change.isOn) };
    case "channel":
      return { ...rules, channelIds: allowed(rules.channelIds, change) };
    case "role":
      return { ...rules, roleIds: allowed(rules.roleIds, change) };
    case "every-channel":
      return { ...rules, channelIds: [] };
    case "every-role":
      return { ...rules, roleIds: [] };
    case "manager":
      return { ...rules, managerIds: named(rules.managerIds, change) };
    case "paused":
      return { ...rules, paused: change.isPaused };
  }
}

const without = (caps: readonly Cap[], { scope, period }: Pick<Cap, "scope" | "period">): readonly Cap[] =>
  caps.filter((cap) => !(sameScope(cap.scope, scope) && cap.period === period));

const listed = (all: readonly string[], one: string, isListed: boolean): readonly string[] =>
  isListed ? [...new Set([...all, one])] : all.filter((other) => other !== one);

/** Refuses to remove the last entry: an empty list allows everything, which would open what was meant to be closed. */
function allowed(ids: readonly string[], change: Extract<RuleChange, { kind: "channel" | "role" }>): readonly string[] {
  const { kind, id, isAllowed } = change;
  if (!isAllowed && !ids.includes(id)) throw new UserError("budget.no_list", { detail: { of: kind, id, ids } });
  const next = listed(ids, id, isAllowed);
  if (next.length === 0) throw new UserError("budget.last_on_list", { detail: { of: kind } });
  return next;
}

function named(ids: readonly string[], { id, isNamed }: Extract<RuleChange, { kind: "manager" }>): readonly string[] {
  if (!isNamed && !ids.includes(id)) throw new UserError("budget.no_manager", { detail: { ids } });
  return listed(ids, id, isNamed);
}
