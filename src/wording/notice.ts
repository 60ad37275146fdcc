// What a guild's admins are told in the channel that they chose for it.

import { formatDollars, sum } from "../domain/money/money.ts";
import type { Notice } from "../domain/messages/notice.ts";
import { command, person, say, strong } from "./text.ts";
import type { Text } from "./text.ts";
import { sayReset, sayUsed } from "./budget-terms.ts";

export interface NoticeText {
  readonly title: string;
  readonly lines: readonly Text[];
}

export function sayNotice(notice: Notice): NoticeText {
  switch (notice.kind) {
    case "budget-low":
      return sayBudgetLow(notice);
    case "charged-above": {
      const { modelTitle, userId, cost, hold } = notice;
      return {
        title: "A run cost more than was set aside",
        lines: [
          say`MindVideo charged ${strong(formatDollars(cost))} for a run of ${modelTitle} by ${person(userId)}; ${strong(formatDollars(hold))} was set aside.`,
          say`All of it is counted in the budgets. The next such run sets at least as much aside.`,
        ],
      };
    }
  }
}

function sayBudgetLow({ percent, budget }: Extract<Notice, { kind: "budget-low" }>): NoticeText {
  const used = sum([budget.held, budget.spent]);
  const { resetsAt } = budget;
  const reset = resetsAt === null ? [] : say`it resets ${sayReset(resetsAt)}, or `;
  const change = say`an admin raises it with ${command("budget set")}`;
  return percent < 100
    ? { title: `${percent}% of a budget is used`, lines: [sayUsed(budget, used), ...resets(resetsAt)] }
    : {
        title: "A budget is used up",
        lines: [sayUsed(budget, used), say`New runs are blocked until ${reset}${change}.`],
      };
}

const resets = (resetsAt: number | null): readonly Text[] =>
  resetsAt === null ? [] : [say`It resets ${sayReset(resetsAt)}.`];
