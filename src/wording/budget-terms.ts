// How a budget stands, in words: whose it is, how much of how much, and when it resets.

import type { BudgetState, CapScope, Period } from "../domain/money/budget.ts";
import { formatDollars } from "../domain/money/money.ts";
import type { Micros } from "../domain/money/money.ts";
import { channel, date, person, role, say, strong, ticking, varied } from "./text.ts";
import type { Text } from "./text.ts";
import { GUILD } from "./platform-terms.ts";

const DURING: Readonly<Record<Period, string>> = {
  day: "today",
  week: "this week",
  month: "this month",
  total: "in total",
};

export const sayDuring = (period: Period): string => DURING[period];

/** Who spends from it, as the beginning of a sentence. `reader`: who is called "you"; null: nobody. */
export function sayWhose(scope: CapScope, reader: string | null): Text {
  switch (scope.kind) {
    case "guild":
      return say`This ${GUILD}`;
    case "each-member":
      return [reader === null ? "Each member" : "You"];
    case "member":
      return [scope.id === reader ? "You" : person(scope.id)];
    case "role":
      return say`${role(scope.id)} (shared)`;
    case "channel":
      return say`${channel(scope.id)} (shared)`;
  }
}

const amount = (micros: Micros): Text => [strong(formatDollars(micros))];

/** This server, this month: $4.06 of $5.00 left. */
export const sayLeft = ({ scope, period, cap }: BudgetState, left: Micros, reader: string): Text =>
  say`${sayWhose(scope, reader)}, ${sayDuring(period)}: ${amount(left)} of ${formatDollars(cap)} left`;

/** This server, this month: $4.10 of $5.00 spent or set aside. */
export const sayUsed = ({ scope, period, cap }: BudgetState, used: Micros): Text =>
  say`${sayWhose(scope, null)}, ${sayDuring(period)}: ${amount(used)} of ${amount(cap)} spent or set aside.`;

/** In an hour (12 October, 00:00); the latter alone where nothing ticks. */
export const sayReset = (at: number): Text => [
  varied({ discord: say`${ticking(at)} (${date(at)})`, slack: [date(at)] }),
];
