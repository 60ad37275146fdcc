// What a guild's rules forbid, and what is wrong with a change of them: each sentence says what is allowed.

import { quoted } from "../quoted.ts";
import { channel, code, command, listed, person, role, say, strong } from "../text.ts";
import type { Text } from "../text.ts";
import type { Details } from "../../domain/errors/details.ts";
import { notStarted } from "./refusal.ts";
import type { Refusal, Refusals } from "./refusal.ts";
import { ADMINS, CHOOSE_CAP, GUILD, NAMEABLE } from "../platform-terms.ts";

/** Of budgets and rules; what a full budget says is in say-refusal.ts. */
type RuleCode =
  | Exclude<Extract<keyof Details, `budget.${string}`>, "budget.full">
  | "guild.paused"
  | "guild.other_channel"
  | "guild.other_role";

const UNCHANGED = say`Nothing was changed.`;

const unchanged = (title: string | Text, ...lines: readonly Text[]): Refusal => ({
  title,
  lines,
  money: UNCHANGED,
});

export const RULE_REFUSALS: Refusals<RuleCode> = {
  "guild.paused": () =>
    notStarted("The bot is paused here", say`An admin can resume it with ${command("budget resume")}.`),
  "guild.other_channel": ({ channelIds }) =>
    notStarted("Not in this channel", say`The bot works only in ${listed(channelIds.map(channel), "and")}.`),
  "guild.other_role": ({ roleIds }) =>
    notStarted("You need another role", say`Only ${listed(roleIds.map(role), "or")} can use the bot here.`),

  "budget.not_allowed": () =>
    unchanged(
      "Only for budget managers",
      say`Budgets are set by ${ADMINS}, and by the budget managers they named. ${command("budget show")} shows yours.`,
    ),
  "budget.admins_name": () =>
    unchanged("Only admins can name budget managers", say`Ask ${ADMINS}. You can set everything else about budgets.`),
  "budget.no_manager": ({ ids }) =>
    unchanged(
      "That person can't set budgets",
      ids.length === 0
        ? say`There are no budget managers yet.`
        : say`Budget managers: ${listed(ids.map(person), "and")}.`,
    ),
  "budget.amount": sayAmount,
  "budget.one_scope": () =>
    unchanged(
      "Choose only one",
      say`Choose ${NAMEABLE}, or each member. Leave them all out for the whole ${GUILD}. Set several budgets one by one.`,
    ),
  "budget.no_roles": () =>
    unchanged(
      "There are no roles here",
      say`Choose a member or a channel with ${command("budget set")}, or the channels where the bot works with ${command("budget channel")}.`,
    ),
  "budget.gone": ({ of }) => unchanged(`No such ${of}`, say`Choose a ${of} of this ${GUILD} from the list.`),
  "budget.no_cap": () => unchanged("No such budget", say`${CHOOSE_CAP}. ${command("budget show")} lists them all.`),
  "budget.cannot_post": ({ channelId, permissions }) =>
    unchanged(
      "The bot cannot post there",
      say`Give it the permission ${listed(permissions.map(strong), "and")} in ${channel(channelId)}, then try again.`,
    ),
  "budget.zone": ({ got, nearest }) =>
    unchanged(
      "Unknown time zone",
      nearest !== null
        ? say`I don't know the time zone ${quoted(got)}. Did you mean ${code(nearest)}?`
        : say`I don't know the time zone ${quoted(got)}. Choose a city from the list, such as ${code("Europe/Berlin")}, or ${code("UTC")}.`,
    ),
  "budget.model": ({ got, nearest, slugs }) =>
    unchanged(
      "No such model",
      nearest !== null
        ? say`I don't know the model ${quoted(got)}. Did you mean ${code(nearest)}?`
        : say`I don't know the model ${quoted(got)}. Choose one of ${listed(slugs.map(code), "and")}.`,
    ),
  "budget.no_list": ({ of, ids }) =>
    ids.length === 0
      ? unchanged(`Every ${of} is allowed`, say`There is no list yet. Allow one to start it.`)
      : unchanged("Not on the list", say`On the list: ${mentions(of, ids)}.`),
  "budget.last_on_list": ({ of }) =>
    unchanged(
      "This is the last one on the list",
      say`Without it every ${of} would be allowed. Allow another one first, choose ${strong("Allow all")}, or stop everyone with ${command("budget pause")}.`,
    ),
};

const mentions = (of: "role" | "channel", ids: readonly string[]): Text =>
  listed(ids.map(of === "role" ? role : channel), "and");

function sayAmount({ got, why }: Details["budget.amount"]): Refusal {
  const example = say`Write it in US dollars, such as ${code("5")}, ${code("0.50")} or ${code("$12.25")}.`;
  switch (why) {
    case "ambiguous":
      return unchanged(
        "This amount is ambiguous",
        say`${quoted(got)} can be thousands or decimals. Write ${code("1000")} or ${code("1.00")}.`,
      );
    case "negative":
      return unchanged(
        "The amount can't be negative",
        say`Write an amount from ${code("0")} on. ${code("0")} allows no runs at all.`,
      );
    case "too-fine":
      return unchanged(
        "Too many decimals",
        say`${quoted(got)} has more than six decimals. The smallest amount is ${code("0.000001")}.`,
      );
    case "too-large":
      return unchanged("The amount is too large", say`${quoted(got)} is above the maximum, ${code("1000000")}.`);
    case "unreadable":
      return unchanged("This isn't an amount", say`I can't read ${quoted(got)}.`, example);
  }
}
