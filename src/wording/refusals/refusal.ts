// What went wrong, in words: from an error's code and detail, never from its message. What a run's card says is in
// wording-card.ts, what was wrong with a request in wording-problem.ts.

import { oneLine } from "../../domain/clip.ts";
import { quoted } from "../quoted.ts";
import type { BudgetScope, Period } from "../../domain/money/budget.ts";
import { UserError } from "../../domain/errors.ts";
import type { BotError } from "../../domain/errors.ts";
import { formatDollars } from "../../domain/money/money.ts";
import type { Micros } from "../../domain/money/money.ts";
import type { Problem } from "../../domain/messages/problem.ts";
import { code, command, listed, say, strong } from "../text.ts";
import type { Text } from "../text.ts";
import { sayDuring, sayReset, sayWhose } from "../budget-terms.ts";
import { FILE_FAILURES, FILE_REFUSALS } from "./files.ts";
import { sayProblem } from "./problem.ts";
import { RUNS_REFUSALS } from "./runs.ts";
import { RULE_REFUSALS } from "./rules.ts";
import { GUILD, GUILDS, IN_GUILD, IN_GUILDS } from "../platform-terms.ts";
import { USAGE_REFUSALS } from "./usage.ts";

export interface Refusal {
  readonly title: string | Text;
  readonly lines: readonly Text[];
  /** What it means for the money; null where nobody would wonder. */
  readonly money: Text | null;
}

/** What a person reads, alone, instead of a card. */
export function sayRefusal(error: BotError): Refusal {
  const told = REFUSALS[error.code]?.(error.detail);
  if (told !== undefined) return told;
  // Only of a refusal is it certain that nothing was written before it.
  const money = error instanceof UserError ? NOTHING_HELD : null;
  return { title: "Sorry, that did not work", lines: [sayFailure(error.code, null)], money };
}

type Detail = Readonly<Record<string, unknown>>;

const NOTHING_HELD = say`Nothing was started and nothing was charged.`;
const simple = (title: string | Text, ...lines: readonly Text[]): (() => Refusal) => {
  return () => ({ title, lines, money: null });
};

const NOT_YOUR_RUN: Refusal = {
  title: "Not yours to cancel",
  lines: [say`Only the person who started this run, or somebody who manages the ${GUILD}, can cancel it.`],
  money: null,
};
const NOT_YOUR_QUESTION: Refusal = {
  title: "Not yours to answer",
  lines: [say`Only the person who was asked can start this run. For one of your own, type the command.`],
  money: NOTHING_HELD,
};
const OLD_FORM: Refusal = {
  title: "This form is too old",
  lines: [say`What it was filled in with is forgotten. Press Edit on the card again.`],
  money: null,
};
const OLD_QUESTION: Refusal = {
  title: "Asked too long ago",
  lines: [say`The question has been answered, or it is older than 15 minutes. Type the command again.`],
  money: NOTHING_HELD,
};

const REFUSALS: Readonly<Record<string, (detail: Detail) => Refusal>> = {
  "request.invalid": sayInvalid,
  "model.off": ({ model }) => ({
    title: "This model is switched off",
    lines: [
      say`${typeof model === "string" ? code(model) : "It"} cannot be used here at the moment. Choose another model.`,
    ],
    money: NOTHING_HELD,
  }),
  "command.off": ({ command: name }) => ({
    title: "Nothing can be made with this command",
    lines: [
      say`All models of ${typeof name === "string" ? command(name) : "this command"} are switched off at the moment. Somebody who manages the ${GUILD} can switch one on with ${command("budget model")}.`,
    ],
    money: NOTHING_HELD,
  }),
  ...RULE_REFUSALS,
  ...USAGE_REFUSALS,
  ...FILE_REFUSALS,
  ...RUNS_REFUSALS,
  "budget.full": sayBudgetFull,
  "generation.not_yours": ({ of }) => (of === "question" ? NOT_YOUR_QUESTION : NOT_YOUR_RUN),
  "generation.too_late_to_cancel": simple(
    "Too late to cancel",
    say`MindVideo is already at work on this run. The result will come here.`,
  ),
  "generation.unknown": simple(
    "This run is no longer known",
    say`Nothing is left of it to repeat or to change. Start a new one with the command.`,
  ),
  "press.expired": ({ of }) => (of === "question" ? OLD_QUESTION : OLD_FORM),
  "form.late": simple(
    "The form did not open",
    say`It can be opened for three seconds only, and they were over. Type the command or press the button again.`,
  ),
  "guild.not_installed": simple(
    say`Not ${IN_GUILD}`,
    say`The bot only works ${IN_GUILDS} that have added it, because somebody there answers for the cost. Ask an admin to add it.`,
  ),
  "guild.missing_permission": sayMissingPermission,
  "database.away": simple(
    "Out of order for a moment",
    say`The bot cannot reach its own records, so it started nothing and charged nothing. Try again in a minute.`,
  ),
};

/** More would fill the screen, and few people fix more than these at once. */
const MOST_PROBLEMS = 15;

/** `formOf`: the command whose form takes the file that is missing. */
function sayInvalid({ problems, formOf }: Detail): Refusal {
  const all = Array.isArray(problems) ? (problems as readonly Problem[]) : [];
  const shown = all.slice(0, MOST_PROBLEMS).map(sayProblem);
  const more = all.length > shown.length ? [say`And ${all.length - shown.length} more.`] : [];
  return {
    title: all.length === 1 ? "One thing to change" : `${all.length} things to change`,
    lines: [...shown, ...more, ...(typeof formOf === "string" ? [sayForm(formOf)] : [])],
    money: NOTHING_HELD,
  };
}

const sayForm = (name: string): Text =>
  say`Files are added in the form, which opens with ${command(name)} ${code("--form")}; an address that begins with ${code("https://")} can be typed.`;

/** What accept.ts says of a budget without room. */
type BudgetFull = {
  readonly scope: BudgetScope;
  readonly period: Period;
  readonly resetsAt: number | null;
} & Readonly<Record<"cap" | "held" | "spent" | "upTo", Micros>>;

function sayBudgetFull(detail: Detail): Refusal {
  const { scope, period, held, spent, cap, upTo, resetsAt } = detail as BudgetFull;
  const lines: Text[] = [];
  if (scope.kind === "operator") {
    // How much the operator spends over all servers is nobody else's business.
    lines.push(
      say`Whoever runs this bot has set a limit for all ${GUILDS} together, and ${sayDuring(period)} it does not cover this.`,
    );
  } else {
    const inHand = held > 0 ? say` and ${money(held)} is set aside for runs at work` : [];
    lines.push(say`${sayMay(scope)} spend ${money(cap)} ${sayDuring(period)}: ${money(spent)} is spent${inHand}.`);
  }
  lines.push(say`This run can cost up to ${money(upTo)}.`);
  if (resetsAt !== null) lines.push(say`The budget starts anew ${sayReset(resetsAt)}.`);
  const title = scope.kind === "operator" ? "The bot's budget does not cover this" : "The budget does not cover this";
  return { title, lines, money: NOTHING_HELD };
}

/** Only a member's own cap can be in the member's way. */
const sayMay = (scope: Exclude<BudgetScope, { kind: "operator" }>): Text =>
  say`${sayWhose(scope, scope.kind === "member" ? scope.id : "")} may`;

const money = (amount: Micros): Text => [strong(formatDollars(amount))];

function sayMissingPermission({ permissions }: Detail): Refusal {
  const names = Array.isArray(permissions) ? permissions.map(String) : [];
  const plural = names.length === 1 ? "the permission" : "the permissions";
  return {
    title: "The bot is not allowed to deliver here",
    lines: [
      say`A result can take longer than a command may be answered, and then it has to come as a message of the bot's own.`,
      say`An admin must give the bot ${plural} ${listed(names.map(strong), "and")} in this channel.`,
    ],
    money: NOTHING_HELD,
  };
}

/** Why there is no result: a card's words, and a refusal's where nothing better is known. `reason` is the API's own. */
export function sayFailure(errorCode: string, reason: string | null): Text {
  const sentence = FAILURES[errorCode] ?? FAILURES[`${errorCode.split(".")[0]}.*`] ?? INSIDE;
  return reason === null || oneLine(reason) === ""
    ? [sentence]
    : [sentence, ` It says: ${quoted(reason, REASON_CHARS)}`];
}

const INSIDE = "Something went wrong inside the bot. Whoever runs it finds it in the log.";
const FAILURES: Readonly<Record<string, string>> = {
  "guild.not_installed": "The bot was taken out of here before this run began.",
  "generator.refused": "MindVideo refused this request.",
  "generator.failed": "MindVideo could not finish this.",
  "generator.cancelled": "The run was cancelled at MindVideo.",
  "generator.no_media": "MindVideo reported success, but sent no result.",
  "generator.model_gone": "MindVideo does not offer this model any more. Choose another one.",
  "generator.no_credit": "The bot's account at MindVideo is out of credit. Whoever runs the bot has to top it up.",
  "generator.unauthorized": "MindVideo does not accept the bot's key. Whoever runs the bot has to renew it.",
  "generator.conflict": "MindVideo already has another run under the name of this one.",
  "generator.rejected":
    "MindVideo did not take the request, although it looked right. Whoever runs the bot finds why in the log.",
  "generator.gone": "MindVideo no longer knows this run.",
  "generator.busy": "MindVideo was too busy for too long.",
  "generator.unreachable": "MindVideo could not be reached for too long.",
  "generator.*": "MindVideo answered in a way that the bot does not understand. Whoever runs it finds it in the log.",
  ...FILE_FAILURES,
  "media.too_large": "The result is too large to be fetched.",
  "media.gone": "The result is no longer where MindVideo put it.",
  "media.*": "The result was made, but could not be fetched.",
  "reply.unreachable": "The channel of this run cannot be reached any more.",
  "reply.*": "The result was made, but the chat did not take it.",
};

const REASON_CHARS = 300;

/** `upTo`: what was set aside; that it was not enough is told rather than left to be found out. */
export function sayCost(cost: Micros, upTo: Micros): Text {
  if (cost === 0) return say`It cost nothing.`;
  return cost > upTo
    ? say`It cost ${strong(formatDollars(cost))}. ${sayAbove(upTo)}`
    : say`It cost ${strong(formatDollars(cost))}.`;
}

export const sayAbove = (upTo: Micros): Text =>
  say`MindVideo charged more than the ${formatDollars(upTo)} that was set aside for it.`;
