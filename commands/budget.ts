import { PERIODS } from "../src/domain/money/budget.ts";
import type { Period } from "../src/domain/money/budget.ts";
import type { Choice, Option, Subcommand } from "../src/domain/messages/option.ts";
import type { Command } from "./command.ts";

const text = { kind: "text", minLength: null, maxLength: 40, multiline: false } as const;

const optional = <T>(name: string, description: string, kind: T) =>
  ({ name, title: name, description, required: false, ...kind }) as const;
const required = <T>(name: string, description: string, kind: T) =>
  ({ ...optional(name, description, kind), required: true }) as const;

const choice = (...pairs: readonly (readonly [value: string, label: string])[]) => {
  const choices: readonly Choice[] = pairs.map(([value, label]) => ({ label, value }));
  return { kind: "choice", choices } as const;
};

const LASTS: Readonly<Record<Period, string>> = {
  day: "a day",
  week: "a week, from Monday",
  month: "a month",
  total: "in total, for good",
};

const sub = (name: string, description: string, ...options: readonly Option[]): Subcommand => ({
  name,
  description,
  options,
});

const CHANGES = choice(["allow", "Allow this one"], ["forbid", "Take this one off the list"], ["all", "Allow all"]);

/** `show` is everybody's; for the others the bot itself checks who asks, because a menu can be got round. */
export const budget: Command = {
  name: "budget",
  description: "See what may be spent here. Admins also set it.",
  gives: "budget",
  subcommands: [
    sub("show", "Show what is left, when it starts anew, and the rules here."),
    sub(
      "set",
      "Set what may be spent: by all together, or by the one that you name.",
      required("amount", "In US dollars, such as 5 or 0.50. With 0, nothing can be run.", text),
      required(
        "period",
        "How long it lasts before it starts anew.",
        choice(...PERIODS.map((one) => [one, LASTS[one]] as const)),
      ),
      optional("member", "For this member alone.", { kind: "member" }),
      optional("role", "For all with this role, together.", { kind: "role" }),
      optional("channel", "For this channel.", { kind: "channel" }),
      optional("each_member", "For each member, on their own.", { kind: "boolean" }),
    ),
    sub("clear", "Remove a budget that was set.", required("budget", "Which one.", { kind: "suggested" })),
    sub(
      "alerts",
      "Say where it is told that a budget is used to 50, 80 or 100 %.",
      optional("channel", "Left out, it is told nowhere.", { kind: "channel" }),
    ),
    sub(
      "confirm-above",
      "Ask people first before a run that can cost more than this.",
      required("amount", "Such as 0.50; or one of: always, never, default.", text),
    ),
    sub(
      "time-zone",
      "Say by which clock days, weeks and months begin.",
      required("zone", "A city, such as Berlin or New York.", { kind: "suggested" }),
    ),
    sub(
      "model",
      "Switch a model on or off.",
      required("model", "Which one.", { kind: "suggested" }),
      required("switch", "On or off.", choice(["on", "On"], ["off", "Off"])),
    ),
    sub(
      "channel",
      "Say in which channels the bot may be used.",
      required("change", "Allow one, take one off the list, or allow all.", CHANGES),
      optional("channel", "Which one.", { kind: "channel" }),
    ),
    sub(
      "role",
      "Say which roles may use the bot.",
      required("change", "Allow one, take one off the list, or allow all.", CHANGES),
      optional("role", "Which one.", { kind: "role" }),
    ),
    sub(
      "manager",
      "Name members who may set budgets, although they are no admins.",
      required(
        "change",
        "Name one, or take one off the list.",
        choice(["add", "Name this one"], ["remove", "Take this one off the list"]),
      ),
      required("member", "Which one.", { kind: "member" }),
    ),
    sub("pause", "Let nobody start a run until it is resumed. What runs already goes on."),
    sub("resume", "Let people run again."),
    sub("log", "Show who spent or changed what, the latest first."),
  ],
};
