// What budgets and models are called in the menus of `/budget`: bare text, for a menu shows nothing else.

import type { Cap } from "../domain/money/budget.ts";
import { formatDollars } from "../domain/money/money.ts";

/** `name`: of the member, role or channel; empty where the scope has none. */
export const sayCapChoice = ({ scope, amount, period }: Cap, name: string): string =>
  `${sayScope(scope.kind, name)} · ${formatDollars(amount)} · ${period}`;

export const sayModelChoice = (title: string, isOff: boolean): string => (isOff ? `${title} (off)` : title);

function sayScope(kind: Cap["scope"]["kind"], name: string): string {
  switch (kind) {
    case "guild":
      return "all together";
    case "each-member":
      return "each member";
    case "member":
      return `@${name}`;
    case "role":
      return `role ${name}`;
    case "channel":
      return `#${name}`;
  }
}
