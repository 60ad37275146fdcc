import { claimsOfAll, withDefault } from "../../budget/claims.ts";
import type { BudgetPolicy } from "../../budget/claims.ts";
import { applyChange } from "../../budget/apply-change.ts";
import { mayManage } from "../../budget/may-manage.ts";
import { budgetStatuses, stateOf } from "../../budget/budget-status.ts";
import type { BudgetView } from "../../domain/money/budget-view.ts";
import { sameScope } from "../../domain/money/budget.ts";
import type { BudgetState, Cap, GuildRules } from "../../domain/money/budget.ts";
import { UserError } from "../../domain/errors/errors.ts";
import type { Invocation } from "../../domain/messages/invocation.ts";
import type { RuleChange } from "../../domain/money/rule-change.ts";
import { rememberMentions } from "../names.ts";
import type { Parts } from "../../pipeline/parts.ts";
import { overview } from "./overview.ts";
import { readChange } from "./read-change.ts";

type BudgetParts = Pick<Parts, "catalog" | "clock" | "log" | "policy" | "store">;

/** More than a message has room for. */
const LOG_ENTRIES = 60;

/**
 * `/budget`. Who may change anything is read from the interaction itself, whatever a menu offered.
 * @throws UserError `budget.…`: nothing was changed
 */
export async function manageBudget(parts: BudgetParts, invocation: Invocation): Promise<BudgetView> {
  const { log, store } = parts;
  const { command, guildId, platform, userId } = invocation;
  const subcommand = command.slice(command.indexOf(" ") + 1);
  if (subcommand === "show") return await overview(parts, invocation);
  const refusal = refusalOf(await store.rules(platform, guildId), invocation, subcommand);
  if (refusal !== null) {
    log.warn({ platform, guildId, userId, subcommand }, "budget command refused");
    throw new UserError(refusal);
  }
  if (subcommand === "log") {
    return { kind: "log", entries: await store.guildLedger(platform, guildId, LOG_ENTRIES) };
  }
  return await change(parts, invocation, subcommand);
}

/** Null: they may. Nobody but an admin makes managers, so that who was named cannot name others. */
function refusalOf(
  rules: GuildRules,
  origin: Invocation,
  subcommand: string,
): "budget.not_allowed" | "budget.admins_name" | null {
  if (!mayManage(rules, origin)) return "budget.not_allowed";
  return subcommand === "manager" && !origin.isAdmin ? "budget.admins_name" : null;
}

async function change(parts: BudgetParts, invocation: Invocation, subcommand: string): Promise<BudgetView> {
  const { clock, policy, store } = parts;
  const { channelId, guildId, platform, userId, values } = invocation;
  const before = await store.rules(platform, guildId);
  const { change: decided, canAlert } = readChange(subcommand, values, { catalog: parts.catalog, rules: before });
  const rules = await store.changeRules({
    platform,
    guildId,
    channelId,
    userId,
    at: clock.now(),
    apply: (current) => applyChange(current, decided),
    note: JSON.stringify(decided),
  });
  await rememberMentions(store.keyValue, invocation);
  return {
    kind: "changed",
    change: decided,
    rules,
    budget: decided.kind === "cap" ? await stateAfter(parts, { invocation, rules, cap: decided.cap }) : null,
    instead: decided.kind === "no-cap" ? inPlaceOf(decided, rules, policy) : [],
    canAlert,
  };
}

interface CapChange {
  readonly invocation: Invocation;
  readonly rules: GuildRules;
  readonly cap: Cap;
}

/** Null for a cap of each member: it is many budgets. */
async function stateAfter(
  { clock, policy, store }: BudgetParts,
  { invocation, rules, cap }: CapChange,
): Promise<BudgetState | null> {
  const claims = claimsOfAll(invocation, { rules, policy }, clock.now()).filter(
    ({ scope, period }) =>
      scope.kind !== "operator" && scope.kind !== "ceiling" && sameScope(scope, cap.scope) && period === cap.period,
  );
  const [status] = budgetStatuses(claims, await store.windows(claims));
  return status === undefined || cap.scope.kind === "each-member" ? null : stateOf(status);
}

/** Without a cap of their own a member has what each has, and without any the guild has the operator's default. */
const inPlaceOf = (
  { scope, period }: Extract<RuleChange, { kind: "no-cap" }>,
  { caps }: GuildRules,
  policy: BudgetPolicy,
): readonly Cap[] =>
  withDefault(caps, policy).filter((cap) =>
    scope.kind === "guild"
      ? cap.scope.kind === "guild"
      : scope.kind === "member" && cap.scope.kind === "each-member" && cap.period === period,
  );
