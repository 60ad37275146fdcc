// What went wrong, in words: from an error's code and detail, never from its message. What a run's card says is in card.ts,
// what was wrong with a request in problem.ts.

import type { Details, UserCode } from "../../domain/errors/details.ts";
import type { CapScope } from "../../domain/money/budget.ts";
import { UserError } from "../../domain/errors/errors.ts";
import type { BotError } from "../../domain/errors/errors.ts";
import { formatDollars } from "../../domain/money/money.ts";
import type { Micros } from "../../domain/money/money.ts";
import { code, command, listed, say, strong } from "../text.ts";
import type { Text } from "../text.ts";
import { sayDuring, sayReset, sayWhose } from "../budget-terms.ts";
import { sayFailure } from "../failure.ts";
import { FILE_REFUSALS } from "./files.ts";
import { sayProblem } from "./problem.ts";
import { NOTHING_HELD, notStarted, told } from "./refusal.ts";
import type { Refusal, Refusals } from "./refusal.ts";
import { RUNS_REFUSALS } from "./runs.ts";
import { RULE_REFUSALS } from "./rules.ts";
import { GUILD, GUILDS, IN_GUILD, IN_GUILDS } from "../platform-terms.ts";
import { USAGE_REFUSALS } from "./usage.ts";

const FAILED = "Sorry, that did not work";

export function sayRefusal(error: BotError): Refusal {
  if (hasWords(error)) return refusalOf(error.code, error.detail);
  // Only of a refusal is it certain that nothing was written before it.
  return {
    title: FAILED,
    lines: [sayFailure(error.code, null)],
    money: error instanceof UserError ? NOTHING_HELD : null,
  };
}

type RefusedCode = keyof typeof REFUSALS;

const hasWords = (error: BotError): error is BotError<RefusedCode> => Object.hasOwn(REFUSALS, error.code);

const refusalOf = <C extends RefusedCode>(errorCode: C, detail: Details[C]): Refusal => REFUSALS[errorCode](detail);

const NOT_YOUR_RUN: Refusal = {
  title: "Not yours to cancel",
  lines: [say`Only the person who started this run, or an admin, can cancel it.`],
  money: null,
};
const NOT_YOUR_QUESTION: Refusal = {
  title: "Not yours to answer",
  lines: [say`Only the person who was asked can start this run. For one of your own, type the command.`],
  money: NOTHING_HELD,
};
const OLD_FORM: Refusal = {
  title: "This form has expired",
  lines: [say`Press Edit on the card again.`],
  money: null,
};
const OLD_QUESTION: Refusal = {
  title: "This question has expired",
  lines: [say`It has been answered, or it is older than 15 minutes. Type the command again.`],
  money: NOTHING_HELD,
};

/** A code without words here does not compile. */
const REFUSALS: Refusals<UserCode | "database.away"> = {
  "request.invalid": sayInvalid,
  "model.off": ({ model }) => ({
    title: "This model is switched off",
    lines: [say`${code(model)} cannot be used here at the moment. Choose another model.`],
    money: NOTHING_HELD,
  }),
  "command.off": ({ command: name }) => ({
    title: "This command is switched off",
    lines: [
      say`All models of ${command(name)} are switched off at the moment. An admin can switch one on with ${command("budget model")}.`,
    ],
    money: NOTHING_HELD,
  }),
  ...RULE_REFUSALS,
  ...USAGE_REFUSALS,
  ...FILE_REFUSALS,
  ...RUNS_REFUSALS,
  "budget.full": sayBudgetFull,
  "generation.not_yours": ({ of }) => (of === "question" ? NOT_YOUR_QUESTION : NOT_YOUR_RUN),
  "generation.too_late_to_cancel": () =>
    told("Too late to cancel", say`MindVideo is already working on this run. The result will come here.`),
  "generation.unknown": () =>
    told(
      "This run is no longer known",
      say`There is nothing left to repeat or to change. Start a new one with the command.`,
    ),
  "press.expired": ({ of }) => (of === "question" ? OLD_QUESTION : OLD_FORM),
  "form.late": () =>
    told(
      "The form did not open",
      say`It took longer than the three seconds allowed. Type the command or press the button again.`,
    ),
  "guild.not_installed": () =>
    told(
      say`Not ${IN_GUILD}`,
      say`The bot only works ${IN_GUILDS} that have added it, because somebody there answers for the cost. Ask an admin to add it.`,
    ),
  "guild.not_allowed": () =>
    told(
      say`Not for this ${GUILD}`,
      say`The bot's owner has chosen which ${GUILDS} can use it, and this one is not among them.`,
    ),
  "guild.busy": ({ of, limit }) =>
    notStarted(
      of === "member" ? "You have enough runs going" : say`This ${GUILD} has enough runs going`,
      of === "member"
        ? say`${limit} of your runs are still going, as many as one person can have. Wait until one has ended.`
        : say`${limit} runs are still going here, as many as can at once. Wait until one has ended.`,
    ),
  "guild.missing_permission": sayMissingPermission,
  "generator.refused": ({ reason }) => notStarted(FAILED, sayFailure("generator.refused", reason)),
  "database.away": () =>
    told(
      "Temporarily unavailable",
      say`The bot can't reach its database, so most likely nothing was started. Look in ${command("jobs")} before you try again.`,
    ),
};

/** More would fill the screen, and few people fix more than these at once. */
const MOST_PROBLEMS = 15;

/** `formOf`: the command whose form takes the file that is missing. */
function sayInvalid({ problems, formOf }: Details["request.invalid"]): Refusal {
  const shown = problems.slice(0, MOST_PROBLEMS).map(sayProblem);
  const more = problems.length > shown.length ? [say`And ${problems.length - shown.length} more.`] : [];
  return {
    title: problems.length === 1 ? "One thing to change" : `${problems.length} things to change`,
    lines: [...shown, ...more, ...(formOf === undefined ? [] : [sayForm(formOf)])],
    money: NOTHING_HELD,
  };
}

const sayForm = (name: string): Text =>
  say`Add files in the form: ${command(name)} ${code("--form")}. Addresses that begin with ${code("https://")} can be typed too.`;

function sayBudgetFull(detail: Details["budget.full"]): Refusal {
  const { scope, period, held, spent, cap, upTo, resetsAt } = detail;
  const lines: Text[] = [];
  if (scope.kind === "operator") {
    // How much the operator spends over all servers is nobody else's business.
    lines.push(
      say`The bot's owner has set a limit for all ${GUILDS} together. This run does not fit into what is left of it ${sayDuring(period)}.`,
    );
  } else if (scope.kind === "ceiling") {
    lines.push(
      say`The bot's owner allows each ${GUILD} ${money(cap)} ${sayDuring(period)}, and no admin here can raise it.`,
    );
  } else {
    const inHand = held > 0 ? say` and ${money(held)} is set aside for runs in progress` : [];
    lines.push(
      cap > 0
        ? say`${sayMay(scope)} spend ${money(cap)} ${sayDuring(period)}: ${money(spent)} is spent${inHand}.`
        : say`An admin has set this budget to ${money(cap)}: it allows no runs until that is changed.`,
    );
  }
  lines.push(say`This run can cost up to ${money(upTo)}.`);
  if (resetsAt !== null && cap > 0) lines.push(say`The budget resets ${sayReset(resetsAt)}.`);
  const title =
    scope.kind === "operator" || scope.kind === "ceiling"
      ? "The bot's budget does not cover this"
      : "The budget does not cover this";
  return { title, lines, money: NOTHING_HELD };
}

/** Only a member's own cap can be in the member's way. */
const sayMay = (scope: CapScope): Text => say`${sayWhose(scope, scope.kind === "member" ? scope.id : "")} can`;

const money = (amount: Micros): Text => [strong(formatDollars(amount))];

function sayMissingPermission({ permissions }: Details["guild.missing_permission"]): Refusal {
  const plural = permissions.length === 1 ? "the permission" : "the permissions";
  return {
    title: "The bot is not allowed to deliver here",
    lines: [
      say`Long runs finish after the time for a reply is over, so the bot must be able to post here.`,
      say`An admin must give the bot ${plural} ${listed(permissions.map(strong), "and")} in this channel.`,
    ],
    money: NOTHING_HELD,
  };
}
