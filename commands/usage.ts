import { NAMED_SPANS, USAGE_BYS } from "../src/domain/money/usage.ts";
import type { Option } from "../src/domain/messages/option.ts";
import type { Command } from "./command.ts";

const choicesOf = (values: Iterable<string>) => ({
  kind: "choice" as const,
  choices: [...values].map((value) => ({ label: value, value })),
});

const DATE = { kind: "text", minLength: null, maxLength: 20, multiline: false } as const;

const optional = <T>(name: string, description: string, kind: T) =>
  ({ name, title: name, description, required: false, ...kind }) as const;

const options: readonly Option[] = [
  optional("by", "How to group it: by day, unless you choose another.", choicesOf(USAGE_BYS)),
  optional("window", "When: this month, unless you choose another.", choicesOf(NAMED_SPANS.keys())),
  optional("from", "The first day, such as 2026-11-01.", DATE),
  optional("to", "The last day, such as 2026-11-30.", DATE),
  optional("member", "Whose. Only admins see others.", { kind: "member" }),
];

/** A member sees their own, an admin the whole server; the bot itself checks who asks. */
export const usage: Command = {
  name: "usage",
  description: "See what was spent: a chart, the figures, and a table to download.",
  gives: "usage",
  options,
};
