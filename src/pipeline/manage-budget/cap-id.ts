import type { Cap } from "../../domain/budget.ts";
import { UserError } from "../../domain/errors.ts";

/** What stands in the menu of caps: the same for the same cap, whatever its amount. */
export const capId = ({ scope, period }: Pick<Cap, "scope" | "period">): string =>
  [scope.kind, ...("id" in scope ? [scope.id] : []), period].join(":");

/** @throws UserError `budget.no_cap`: there is none like it */
export function readCapId(typed: string, caps: readonly Cap[]): Pick<Cap, "scope" | "period"> {
  const cap = caps.find((one) => capId(one) === typed);
  if (cap === undefined) throw new UserError("budget.no_cap");
  const { scope, period } = cap;
  return { scope, period };
}
