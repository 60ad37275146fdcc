// What a guild's rules forbid, and what is wrong with a change of them: each sentence says what is allowed.

import { quoted } from "../quoted.ts";
import { channel, code, command, listed, person, role, say, strong } from "../text.ts";
import type { Text } from "../text.ts";
import type { Details } from "../../domain/errors/details.ts";
import { notStarted } from "./refusal.ts";
import type { Refusal, Refusals } from "./refusal.ts";
import { ADMINS, CHOOSE_CAP, GUILD, NAMEABLE } from "../platform-terms.ts";

/** Of budgets and rules; what a budget without room says is in say-refusal.ts. */
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
    notStarted(
      "The bot is paused here",
      say`Somebody who manages the ${GUILD} can resume it with ${command("budget resume")}.`,
    ),
  "guild.other_channel": ({ channelIds }) =>
    notStarted("Not in this channel", say`Here the bot may be used in ${listed(channelIds.map(channel), "or")}.`),
  "guild.other_role": ({ roleIds }) =>
    notStarted("Not with your roles", say`Here the bot is for members with ${listed(roleIds.map(role), "or")}.`),

  "budget.not_allowed": () =>
    unchanged(
      say`Only for those who manage the ${GUILD}`,
      say`Budgets are set by ${ADMINS}, and by members whom these have named. What concerns you is in ${command("budget show")}.`,
    ),
  "budget.admins_name": () =>
    unchanged(
      "Only admins name who may set budgets",
      say`That is for ${ADMINS}. Everything else about budgets is yours to set.`,
    ),
  "budget.no_manager": ({ ids }) =>
    unchanged(
      "They are not on the list",
      ids.length === 0 ? say`Nobody has been named.` : say`Named are ${listed(ids.map(person), "and")}.`,
    ),
  "budget.amount": sayAmount,
  "budget.one_scope": () =>
    unchanged(
      "A budget is for one of them",
      say`Name ${NAMEABLE}, or say that it is for each member; or none of these, for the whole ${GUILD}. Set several budgets one after another.`,
    ),
  "budget.no_roles": () =>
    unchanged(
      "There are no roles here",
      say`Name a member or a channel with ${command("budget set")}, or say with ${command("budget channel")} where the bot may be used.`,
    ),
  "budget.gone": ({ of }) => unchanged(`This ${of} is not here`, say`Choose a ${of} of this ${GUILD} from the list.`),
  "budget.no_cap": () =>
    unchanged("There is no such budget", say`${CHOOSE_CAP}; ${command("budget show")} has them all.`),
  "budget.cannot_post": ({ channelId, permissions }) =>
    unchanged(
      "The bot cannot post there",
      say`Give it the permission ${listed(permissions.map(strong), "and")} in ${channel(channelId)}, and say this again.`,
    ),
  "budget.zone": ({ got, nearest }) =>
    unchanged(
      "No such time zone",
      nearest !== null
        ? say`${quoted(got)} is none. Did you mean ${code(nearest)}?`
        : say`${quoted(got)} is none. Name a city from the list, such as ${code("Europe/Berlin")}, or ${code("UTC")}.`,
    ),
  "budget.model": ({ got, nearest, slugs }) =>
    unchanged(
      "No such model",
      nearest !== null
        ? say`${quoted(got)} is none. Did you mean ${code(nearest)}?`
        : say`${quoted(got)} is none. There are ${listed(slugs.map(code), "and")}.`,
    ),
  "budget.no_list": ({ of, ids }) =>
    ids.length === 0
      ? unchanged(`Every ${of} is allowed`, say`There is no list to take one off. Allow those that shall be on it.`)
      : unchanged(`It is not on the list`, say`Allowed are ${mentions(of, ids)}.`),
  "budget.last_on_list": ({ of }) =>
    unchanged(
      "The last one on the list",
      say`Without it every ${of} would be allowed. Allow another one first, choose ${strong("Allow all")}, or stop everybody with ${command("budget pause")}.`,
    ),
};

const mentions = (of: "role" | "channel", ids: readonly string[]): Text =>
  listed(ids.map(of === "role" ? role : channel), "and");

function sayAmount({ got, why }: Details["budget.amount"]): Refusal {
  const example = say`Write it in US dollars, such as ${code("5")}, ${code("0.50")} or ${code("$12.25")}.`;
  switch (why) {
    case "ambiguous":
      return unchanged(
        "An amount that can be read in two ways",
        say`${quoted(got)} can be thousands or decimals. Write ${code("1000")} or ${code("1.00")}.`,
      );
    case "negative":
      return unchanged(
        "An amount below zero",
        say`${quoted(got)} is less than nothing. With ${code("0")}, nothing can be run.`,
      );
    case "too-fine":
      return unchanged(
        "Too fine an amount",
        say`${quoted(got)} has more than six decimals. The smallest amount is ${code("0.000001")}.`,
      );
    case "too-large":
      return unchanged(
        "Too large an amount",
        say`${quoted(got)} is above the most that can be set, ${code("1000000")}.`,
      );
    case "unreadable":
      return unchanged("Not an amount", say`${quoted(got)} cannot be read.`, example);
  }
}
