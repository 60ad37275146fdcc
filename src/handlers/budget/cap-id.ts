import type { Cap } from "../../domain/money/budget.ts";
import { UserError } from "../../domain/errors/errors.ts";

/** What stands in the menu of caps: the same for the same cap, whatever its amount. */
export const capId = ({ scope, period }: Pick<Cap, "scope" | "period">): string =>
  [scope.kind, ...("id" in scope ? [scope.id] : []), period].join(":");

/**
 * By its ID, or by enough words of it where there is no menu: `day U123`; without anybody's, it is that of all together.
 * @throws UserError `budget.no_cap`: there is none like it, or more than one
 */
export function readCapId(typed: string, caps: readonly Cap[]): Pick<Cap, "scope" | "period"> {
  const cap = caps.find((one) => capId(one) === typed) ?? only(caps, `${typed} guild`) ?? only(caps, typed);
  if (cap === undefined) throw new UserError("budget.no_cap");
  const { scope, period } = cap;
  return { scope, period };
}

function only(caps: readonly Cap[], typed: string): Cap | undefined {
  const words = wordsOf(typed);
  // How long it lasts is not yet whose it is.
  if (words.length < 2) return undefined;
  const [found, ...others] = caps.filter((cap) => words.every((word) => wordsOf(capId(cap)).includes(word)));
  return others.length === 0 ? found : undefined;
}

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
