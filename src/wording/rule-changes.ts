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

/** This server may spend $5.00 a month. */
export const sayCap = ({ scope, period, amount }: Cap): Text =>
  say`${sayWhose(scope, null)} may spend ${strong(amount === 0 ? "nothing" : formatDollars(amount))} ${EACH[period]}.`;

export function sayChange(change: RuleChange): Text {
  switch (change.kind) {
    case "cap":
      return sayCap(change.cap);
    case "no-cap":
      return say`${sayWhose(change.scope, null)} has no ${KINDS[change.period]} any more.`;
    case "alerts":
      return change.channelId === null
        ? say`Nobody is told when a budget runs low.`
        : say`When a budget runs low, it is told in ${channel(change.channelId)}.`;
    case "confirm-above":
      return change.amount === null
        ? say`Which runs are asked about first is as whoever runs the bot has set it.`
        : sayConfirm(change.amount);
    case "time-zone":
      return say`Days, weeks and months begin by the clock of ${strong(change.timeZone)}.`;
    case "model":
      return say`${code(change.model)} is switched ${change.isOn ? "on" : "off"}.`;
    case "channel":
      return say`${channel(change.id)} is ${change.isAllowed ? "now" : "no longer"} one of the channels where the bot may be used.`;
    case "role":
      return say`${role(change.id)} is ${change.isAllowed ? "now" : "no longer"} one of the roles that may use the bot.`;
    case "every-channel":
      return say`The bot may be used in every channel.`;
    case "every-role":
      return say`Everybody may use the bot.`;
    case "manager":
      return change.isNamed
        ? say`${person(change.id)} may set budgets now.`
        : say`${person(change.id)} is no longer one of those who may set budgets.`;
    case "paused":
      return change.isPaused
        ? say`The bot is paused: nobody can start a run. What runs already goes on.`
        : say`The bot is no longer paused.`;
  }
}

export function sayConfirm(above: Micros): Text {
  if (above === 0) return say`Every run is asked about first.`;
  if (above >= MOST_AMOUNT) return say`No run is asked about first.`;
  return say`A run that can cost more than ${strong(formatDollars(above))} is asked about first.`;
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
