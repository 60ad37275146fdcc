// What a guild's rules say: each change of them in a sentence, which the answer to it and the log share.

import { MOST_AMOUNT } from "../domain/money/budget.ts";
import type { Cap, Period } from "../domain/money/budget.ts";
import { formatDollars } from "../domain/money/money.ts";
import type { Micros } from "../domain/money/money.ts";
import type { RuleChange } from "../domain/money/rule-change.ts";
import { channel, code, person, role, say, strong } from "./text.ts";
import type { Text } from "./text.ts";
import { sayWhose } from "./budget-terms.ts";

const EACH: Readonly<Record<Period, string>> = { day: "a day", week: "a week", month: "a month", total: "in total" };
const KINDS: Readonly<Record<Period, string>> = {
  day: "daily budget",
  week: "weekly budget",
  month: "monthly budget",
  total: "budget in total",
};

/** This server can spend $5.00 a month. */
export const sayCap = ({ scope, period, amount }: Cap): Text =>
  say`${sayWhose(scope, null)} can spend ${sayAmount({ amount, period })}.`;

/** $5.00 a month. */
export const sayAmount = ({ amount, period }: Pick<Cap, "amount" | "period">): Text =>
  say`${strong(amount === 0 ? "nothing" : formatDollars(amount))} ${EACH[period]}`;

export function sayChange(change: RuleChange): Text {
  switch (change.kind) {
    case "cap":
      return sayCap(change.cap);
    case "no-cap":
      return say`${sayWhose(change.scope, null)} no longer has a ${KINDS[change.period]}.`;
    case "alerts":
      return change.channelId === null
        ? say`Budget alerts are off.`
        : say`Budget alerts go to ${channel(change.channelId)}, at 50%, 80% and 100%.`;
    case "confirm-above":
      return change.amount === null
        ? say`Back to the default amount: the bot asks before runs that cost more than it.`
        : sayConfirm(change.amount);
    case "time-zone":
      return say`Days, weeks and months follow the time zone ${strong(change.timeZone)}.`;
    case "model":
      return say`${code(change.model)} is switched ${change.isOn ? "on" : "off"}.`;
    case "channel":
      return say`The bot ${change.isAllowed ? "now" : "no longer"} works in ${channel(change.id)}.`;
    case "role":
      return say`${role(change.id)} can ${change.isAllowed ? "now" : "no longer"} use the bot.`;
    case "every-channel":
      return say`The bot works in every channel.`;
    case "every-role":
      return say`Everyone can use the bot.`;
    case "manager":
      return change.isNamed
        ? say`${person(change.id)} can now set budgets.`
        : say`${person(change.id)} can no longer set budgets.`;
    case "paused":
      return change.isPaused
        ? say`The bot is paused: no new runs. Running ones will finish.`
        : say`The bot is no longer paused.`;
  }
}

export function sayConfirm(above: Micros): Text {
  if (above === 0) return say`Every run asks for confirmation.`;
  if (above >= MOST_AMOUNT) return say`No run asks for confirmation.`;
  return say`Runs that could cost more than ${strong(formatDollars(above))} ask for confirmation.`;
}

/** Null: it is none of this version's. */
export function readNote(note: string): RuleChange | null {
  try {
    const read = JSON.parse(note) as RuleChange;
    return Object.hasOwn(KNOWN, read.kind) ? read : null;
  } catch {
    return null;
  }
}

const KNOWN: Readonly<Record<RuleChange["kind"], true>> = {
  cap: true,
  "no-cap": true,
  alerts: true,
  "confirm-above": true,
  "time-zone": true,
  model: true,
  channel: true,
  role: true,
  "every-channel": true,
  "every-role": true,
  manager: true,
  paused: true,
};
