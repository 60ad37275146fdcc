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

const CHANGES = choice(["allow", "Allow this one"], ["forbid", "Remove this one"], ["all", "Allow all"]);

/** `show` is everybody's; for the others the bot itself checks who asks, because a menu can be got round. */
export const budget: Command = {
  name: "budget",
  description: "See the budgets here. Admins also set them.",
  gives: "budget",
  subcommands: [
    sub("show", "Show what is left, when it resets, and the rules here."),
    sub(
      "set",
      "Set a budget for everyone, or for one member, role or channel.",
      required("amount", "In US dollars, such as 5 or 0.50. 0 allows no runs at all.", text),
      required(
        "period",
        "How long it lasts before it resets.",
        choice(...PERIODS.map((one) => [one, LASTS[one]] as const)),
      ),
      optional("member", "Only for this member.", { kind: "member" }),
      optional("role", "For everyone with this role, shared.", { kind: "role" }),
      optional("channel", "For this channel.", { kind: "channel" }),
      optional("each_member", "For each member separately.", { kind: "boolean" }),
    ),
    sub("clear", "Remove a budget.", required("budget", "Which one.", { kind: "suggested" })),
    sub(
      "alerts",
      "Choose the channel for budget alerts (50, 80, 100%).",
      optional("channel", "Leave out to turn alerts off.", { kind: "channel" }),
    ),
    sub(
      "confirm-above",
      "Ask for confirmation above this amount.",
      required("amount", "Such as 0.50, or always, never, default.", text),
    ),
    sub(
      "time-zone",
      "Set the time zone for days, weeks and months.",
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
      "Choose the channels where the bot works.",
      required("change", "Allow one, remove one, or allow all.", CHANGES),
      optional("channel", "Which one.", { kind: "channel" }),
    ),
    sub(
      "role",
      "Choose the roles that can use the bot.",
      required("change", "Allow one, remove one, or allow all.", CHANGES),
      optional("role", "Which one.", { kind: "role" }),
    ),
    sub(
      "manager",
      "Name members who can set budgets without being admins.",
      required("change", "Add one, or remove one.", choice(["add", "Add this one"], ["remove", "Remove this one"])),
      required("member", "Which one.", { kind: "member" }),
    ),
    sub("pause", "Stop all new runs. Running ones will finish."),
    sub("resume", "Allow new runs again."),
    sub("log", "Show who spent or changed what, newest first."),
  ],
};
