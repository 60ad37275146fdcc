// What somebody who may typed, as a change of the rules. Everything that is wrong with it is said before anything is written.

import { readAmount } from "../../budget/read-amount.ts";
import { findZone, nearestZone } from "../../budget/time-zones.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import { MOST_AMOUNT, PERIODS } from "../../domain/money/budget.ts";
import type { CapScope, GuildRules } from "../../domain/money/budget.ts";
import { TerminalError, UserError } from "../../domain/errors/errors.ts";
import type { Mention, OptionValue, OptionValues } from "../../domain/messages/invocation.ts";
import { ZERO } from "../../domain/money/money.ts";
import type { Micros } from "../../domain/money/money.ts";
import { nearest } from "../../domain/text/nearest.ts";
import type { RuleChange } from "../../domain/money/rule-change.ts";
import { readCapId } from "./cap-id.ts";

interface Surroundings {
  readonly catalog: Catalog;
  /** As they were a moment ago. */
  readonly rules: GuildRules;
}

export interface ReadChange {
  readonly change: RuleChange;
  /** False: the platform did not say whether the bot may post where alerts are to come. */
  readonly canAlert: boolean;
}

/** @throws UserError `budget.…`, with what is allowed instead */
export function readChange(subcommand: string, values: OptionValues, around: Surroundings): ReadChange {
  if (subcommand !== "alerts") return { change: readRule(subcommand, values, around), canAlert: true };
  const channel = mention(values, "channel");
  const lacks = channel === null ? [] : channel.lacks;
  if (channel !== null && lacks !== null && lacks.length > 0) {
    throw new UserError("budget.cannot_post", { detail: { channelId: channel.id, permissions: lacks } });
  }
  return { change: { kind: "alerts", channelId: channel?.id ?? null }, canAlert: lacks !== null };
}

function readRule(subcommand: string, values: OptionValues, { catalog, rules }: Surroundings): RuleChange {
  switch (subcommand) {
    case "set":
      return { kind: "cap", cap: { scope: scopeOf(values), period: periodOf(values), amount: amountOf(values) } };
    case "clear":
      return { kind: "no-cap", ...readCapId(typed(values["budget"]), rules.caps) };
    case "confirm-above":
      return { kind: "confirm-above", amount: confirmAbove(values) };
    case "time-zone":
      return { kind: "time-zone", timeZone: zoneOf(typed(values["zone"])) };
    case "model":
      return {
        kind: "model",
        model: modelOf(typed(values["model"]), { catalog, rules }),
        isOn: oneOf(values, "switch", ["on", "off"]) === "on",
      };
    case "channel":
    case "role":
      return readPlace(subcommand, values);
    case "manager":
      return readManager(values);
    case "pause":
    case "resume":
      return { kind: "paused", isPaused: subcommand === "pause" };
    default:
      throw new TerminalError("command.unknown", { detail: { subcommand } });
  }
}

const typed = (value: OptionValue | undefined): string =>
  value === undefined || typeof value === "object" ? "" : String(value).trim();

function amountOf(values: OptionValues): Micros {
  const got = typed(values["amount"]);
  const amount = readAmount(got);
  if (typeof amount === "string") throw new UserError("budget.amount", { detail: { got, why: amount } });
  return amount;
}

/** Words for what has no amount: every run, none, and whatever the operator says. */
function confirmAbove(values: OptionValues): Micros | null {
  switch (typed(values["amount"]).toLowerCase()) {
    case "always":
      return ZERO;
    case "never":
      return MOST_AMOUNT;
    case "default":
      return null;
    default:
      return amountOf(values);
  }
}

/** A menu that was got round. */
function oneOf<T extends string>(values: OptionValues, option: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === values[option]);
  if (found !== undefined) return found;
  const problem = { kind: "choice", option, allowed, got: typed(values[option]) } as const;
  throw new UserError("request.invalid", { detail: { problems: [problem] } });
}

const periodOf = (values: OptionValues) => oneOf(values, "period", PERIODS);

/** The one that is named; without any, all together. */
function scopeOf(values: OptionValues): CapScope {
  const named = (["member", "role", "channel"] as const).flatMap((of): CapScope[] => {
    const one = mention(values, of);
    return one === null ? [] : [{ kind: of, id: one.id }];
  });
  const scopes: readonly CapScope[] = values["each_member"] === true ? [...named, { kind: "each-member" }] : named;
  const [scope = { kind: "guild" }, ...others] = scopes;
  if (others.length > 0)
    throw new UserError("budget.one_scope", { detail: { scopes: scopes.map(({ kind }) => kind) } });
  return scope;
}

function mention(values: OptionValues, of: Mention["of"]): Mention | null {
  const value = values[of];
  if (value === undefined) return null;
  if (typeof value !== "object" || value.kind !== "mention" || value.of !== of || !value.known) {
    throw new UserError("budget.gone", { detail: { of } });
  }
  return value;
}

function zoneOf(got: string): string {
  const zone = findZone(got);
  if (zone === null) throw new UserError("budget.zone", { detail: { got, nearest: nearestZone(got) } });
  return zone;
}

/** By its slug or its title; one that is no longer offered can still be switched on, which takes it off the list. */
function modelOf(got: string, { catalog, rules }: Surroundings): string {
  const wanted = got.toLowerCase();
  const known = catalog.models.find(({ slug, title }) => slug === wanted || title.toLowerCase() === wanted);
  const slug = known?.slug ?? rules.modelsOff.find((one) => one === wanted);
  if (slug !== undefined) return slug;
  const slugs = catalog.models.map((model) => model.slug);
  throw new UserError("budget.model", { detail: { got, nearest: nearest(wanted, slugs), slugs } });
}

function readPlace(of: "channel" | "role", values: OptionValues): RuleChange {
  const change = oneOf(values, "change", ["allow", "forbid", "all"]);
  if (change === "all") return { kind: `every-${of}` };
  const place = change === "allow" ? mention(values, of) : anyMention(values, of);
  if (place === null) throw missing(of);
  return { kind: of, id: place.id, isAllowed: change === "allow" };
}

function readManager(values: OptionValues): RuleChange {
  const isNamed = oneOf(values, "change", ["add", "remove"]) === "add";
  const member = isNamed ? mention(values, "member") : anyMention(values, "member");
  if (member === null) throw missing("member");
  return { kind: "manager", id: member.id, isNamed };
}

const missing = (option: string): UserError =>
  new UserError("request.invalid", { detail: { problems: [{ kind: "required", option }] } });

/** What is gone can still be taken off a list. */
function anyMention(values: OptionValues, of: Mention["of"]): Mention | null {
  const value = values[of];
  return typeof value === "object" && value.kind === "mention" && value.of === of ? value : null;
}
