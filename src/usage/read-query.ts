import { UserError } from "../domain/errors/errors.ts";
import type { Invocation, OptionValue } from "../domain/messages/invocation.ts";
import { NAMED_SPANS, USAGE_BYS } from "../domain/money/usage.ts";
import type { NamedSpan, UsageBy, Whose } from "../domain/money/usage.ts";
import { isDate } from "./time-span.ts";

export interface UsageRequest {
  readonly by: UsageBy;
  readonly whose: Whose;
  readonly stretch: NamedSpan;
}

/**
 * Reads the options of `/usage`. Members may see their own spending, budget managers everybody's.
 * @throws UserError `usage.not_yours`, `usage.nobody`, `usage.choice`, `usage.date`, `usage.two_times`, `usage.crossed`
 */
export function readQuery({
  values,
  userId,
  isAdmin,
}: Pick<Invocation, "values" | "userId" | "isAdmin">): UsageRequest {
  return { whose: whoseOf(values["member"], userId, isAdmin), by: byOf(values["by"]), stretch: stretchOf(values) };
}

function whoseOf(member: OptionValue | undefined, userId: string, isAdmin: boolean): Whose {
  if (typeof member !== "object" || member.kind !== "mention")
    return isAdmin ? { kind: "guild" } : { kind: "own", userId };
  if (member.id === userId) return { kind: "own", userId };
  if (!isAdmin) throw new UserError("usage.not_yours");
  // Nobody has this name: all we know is what was typed.
  if (!member.known && member.id === member.name) throw new UserError("usage.nobody", { detail: { got: member.name } });
  return { kind: "member", userId: member.id, name: member.known ? member.name : null };
}

function byOf(typed: OptionValue | undefined): UsageBy {
  if (typed === undefined) return "day";
  const by = USAGE_BYS.find((one) => one === wordOf(typed));
  if (by === undefined) throw notOneOf("by", USAGE_BYS);
  return by;
}

function stretchOf({ window, from, to }: Invocation["values"]): NamedSpan {
  if (from !== undefined || to !== undefined) {
    if (window !== undefined) throw new UserError("usage.two_times");
    const dates = { from: dateOf("from", from), to: dateOf("to", to) };
    // ISO dates sort as text.
    if (dates.from !== null && dates.to !== null && dates.from > dates.to) throw new UserError("usage.crossed");
    return { kind: "dates", ...dates };
  }
  const stretch = NAMED_SPANS.get(wordOf(window ?? "this month"));
  if (stretch === undefined) throw notOneOf("window", [...NAMED_SPANS.keys()]);
  return stretch;
}

function dateOf(option: string, typed: OptionValue | undefined): string | null {
  if (typed === undefined) return null;
  const date = wordOf(typed);
  if (!isDate(date)) throw new UserError("usage.date", { detail: { option, got: date } });
  return date;
}

const wordOf = (typed: OptionValue): string => (typeof typed === "string" ? typed.trim().toLowerCase() : "");

const notOneOf = (option: string, allowed: readonly string[]): UserError =>
  new UserError("usage.choice", { detail: { option, allowed } });
